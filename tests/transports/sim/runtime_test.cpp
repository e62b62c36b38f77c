#include "transports/sim/runtime.hpp"

#include "transports/io/group.hpp"
#include "transports/io/timer.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::sim {
namespace {

Time at(int seconds) { return Time(std::chrono::seconds(seconds)); }

io::Task<void> note_at(io::Runtime& runtime, Time when, std::string& log, char name) {
  co_await io::sleep_until(runtime, when);
  log += name;
}

io::Task<void> spin(io::Runtime& runtime) {
  for (;;) co_await io::sleep_until(runtime, runtime.now());
}

/// The order in which ten coroutines that wake at one instant go on.
std::string order_of_ten(RuntimeOptions options) {
  Runtime runtime(options);
  std::string log;
  io::Group group(runtime);
  for (char name = 'a'; name <= 'j'; ++name) group.spawn(note_at(runtime, at(1), log, name));
  runtime.run_until_idle();
  return log;
}

TEST(Runtime, begins_at_time_zero) {
  const Runtime runtime({});

  EXPECT_EQ(Time{}, runtime.now());
}

TEST(Runtime, jumps_to_what_is_due_next) {
  Runtime runtime({});
  std::string log;
  io::Group group(runtime);
  group.spawn(note_at(runtime, at(86'400), log, 'a'));

  runtime.run_until_idle();

  EXPECT_EQ(at(86'400), runtime.now());
}

TEST(Runtime, never_runs_backwards) {
  Runtime runtime({});
  std::string log;
  io::Group group(runtime);
  group.spawn(note_at(runtime, at(2), log, 'a'));
  runtime.run_until_idle();
  group.spawn(note_at(runtime, at(1), log, 'b'));

  runtime.run_until_idle();

  EXPECT_EQ(at(2), runtime.now());
}

TEST(Runtime, goes_in_order_of_becoming_ready_when_it_is_fifo) {
  EXPECT_EQ("abcdefghij", order_of_ten({.seed = 7, .schedule = Schedule::fifo}));
}

TEST(Runtime, goes_in_the_same_order_for_the_same_seed) {
  EXPECT_EQ(order_of_ten({.seed = 7, .schedule = Schedule::seeded}),
            order_of_ten({.seed = 7, .schedule = Schedule::seeded}));
}

TEST(Runtime, goes_in_another_order_for_another_seed) {
  EXPECT_NE(order_of_ten({.seed = 7, .schedule = Schedule::seeded}),
            order_of_ten({.seed = 8, .schedule = Schedule::seeded}));
}

TEST(Runtime, is_idle_when_nobody_will_ever_act_again) {
  Runtime runtime({});
  std::string log;
  io::Group group(runtime);
  group.spawn(note_at(runtime, never, log, 'a'));

  EXPECT_EQ(Stop::idle, runtime.run_until_idle());
}

TEST(Runtime, stops_at_its_step_limit) {
  Runtime runtime({});
  io::Group group(runtime);
  group.spawn(spin(runtime));

  EXPECT_EQ(Stop::step_limit, runtime.run_until_idle({.steps = 1000}));
  EXPECT_EQ(1000U, runtime.steps());
}

TEST(Runtime, stops_before_what_is_due_after_its_time_limit) {
  Runtime runtime({});
  std::string log;
  io::Group group(runtime);
  group.spawn(note_at(runtime, at(1), log, 'a'));
  group.spawn(note_at(runtime, at(2), log, 'b'));

  EXPECT_EQ(Stop::time_limit, runtime.run_until_idle({.time = at(2) - Duration(1)}));
  EXPECT_EQ("a", log);
}

TEST(Runtime, does_what_is_due_at_its_time_limit) {
  Runtime runtime({});
  std::string log;
  io::Group group(runtime);
  group.spawn(note_at(runtime, at(2), log, 'b'));

  EXPECT_EQ(Stop::idle, runtime.run_until_idle({.time = at(2)}));
}

TEST(Runtime, goes_on_after_a_limit) {
  Runtime runtime({});
  std::string log;
  io::Group group(runtime);
  group.spawn(note_at(runtime, at(2), log, 'b'));
  runtime.run_until_idle({.time = at(1)});

  runtime.run_until_idle();

  EXPECT_EQ("b", log);
}

TEST(Runtime, says_when_there_is_no_step_to_take) {
  Runtime runtime({});

  EXPECT_FALSE(runtime.step());
}

}  // namespace
}  // namespace ripcord::sim
