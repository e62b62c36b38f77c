#include "transports/sockets/runtime.hpp"

#include "transports/io/group.hpp"
#include "transports/io/timer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::sockets {
namespace {

using namespace std::chrono_literals;

io::Task<void> note_at(io::Runtime& runtime, Time when, std::string& log, char name) {
  co_await io::sleep_until(runtime, when);
  log += name;
}

io::Task<void> spin(io::Runtime& runtime) {
  for (;;) co_await io::sleep_until(runtime, Time{});
}

bool no_end() { return false; }

TEST(Runtime, is_idle_when_nobody_will_ever_act_again) {
  Runtime runtime;

  EXPECT_EQ(Stop::idle, runtime.run_until(no_end));
}

TEST(Runtime, stops_when_it_is_done) {
  Runtime runtime;
  io::Group group(runtime);
  group.spawn(spin(runtime));
  int asked = 0;

  EXPECT_EQ(Stop::done, runtime.run_until([&asked] { return ++asked == 10; }));
}

TEST(Runtime, stops_at_its_time_limit_though_there_is_always_more_to_do) {
  Runtime runtime;
  io::Group group(runtime);
  group.spawn(spin(runtime));

  EXPECT_EQ(Stop::time_limit, runtime.run_until(no_end, after(runtime.now(), 1ms)));
}

TEST(Runtime, stops_at_its_time_limit_when_there_is_nothing_to_do_before) {
  Runtime runtime;
  std::string log;
  io::Group group(runtime);
  group.spawn(note_at(runtime, after(runtime.now(), 1h), log, 'a'));

  EXPECT_EQ(Stop::time_limit, runtime.run_until(no_end, after(runtime.now(), 1ms)));
}

TEST(Runtime, wakes_sleepers_in_order_of_time) {
  Runtime runtime;
  std::string log;
  io::Group group(runtime);
  group.spawn(note_at(runtime, after(runtime.now(), 2ms), log, 'b'));
  group.spawn(note_at(runtime, after(runtime.now(), 1ms), log, 'a'));

  runtime.run_until([&group] { return group.empty(); });

  EXPECT_EQ("ab", log);
}

TEST(Runtime, wakes_nobody_early) {
  Runtime runtime;
  std::string log;
  io::Group group(runtime);
  const Time when = after(runtime.now(), 1ms);
  group.spawn(note_at(runtime, when, log, 'a'));

  runtime.run_until([&group] { return group.empty(); });

  EXPECT_LE(when, runtime.now());
}

}  // namespace
}  // namespace ripcord::sockets
