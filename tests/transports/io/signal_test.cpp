#include "transports/io/signal.hpp"

#include "tests/support/run_task.hpp"
#include "transports/io/group.hpp"
#include "transports/io/timer.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace ripcord::io {
namespace {

using test::run_task;

Time at(int seconds) { return Time(std::chrono::seconds(seconds)); }

struct Woken {
  Wakeup wakeup;
  Time when;

  friend bool operator==(const Woken&, const Woken&) = default;
};

Task<Woken> wait_until(Signal& signal, Runtime& runtime, Time deadline) {
  const Wakeup wakeup = co_await signal.wait_until(deadline);
  co_return Woken{wakeup, runtime.now()};
}

Task<void> set_at(Signal& signal, Runtime& runtime, Time when) {
  co_await sleep_until(runtime, when);
  signal.set();
}

TEST(Signal, wakes_who_waits) {
  sim::Runtime runtime({});
  Signal signal(runtime);
  Group group(runtime);
  group.spawn(set_at(signal, runtime, at(1)));

  const Woken woken = run_task(runtime, wait_until(signal, runtime, never));

  EXPECT_EQ((Woken{Wakeup::signalled, at(1)}), woken);
}

TEST(Signal, is_remembered_for_the_next_wait) {
  sim::Runtime runtime({});
  Signal signal(runtime);
  signal.set();

  const Woken woken = run_task(runtime, wait_until(signal, runtime, at(1)));

  EXPECT_EQ((Woken{Wakeup::signalled, at(0)}), woken);
}

TEST(Signal, is_remembered_once_however_often_it_was_set) {
  sim::Runtime runtime({});
  Signal signal(runtime);
  signal.set();
  signal.set();
  run_task(runtime, wait_until(signal, runtime, never));

  const Woken woken = run_task(runtime, wait_until(signal, runtime, at(1)));

  EXPECT_EQ((Woken{Wakeup::timed_out, at(1)}), woken);
}

TEST(Signal, times_out_at_the_deadline) {
  sim::Runtime runtime({});
  Signal signal(runtime);

  const Woken woken = run_task(runtime, wait_until(signal, runtime, at(3)));

  EXPECT_EQ((Woken{Wakeup::timed_out, at(3)}), woken);
}

TEST(Signal, times_out_at_once_when_the_deadline_has_passed) {
  sim::Runtime runtime({});
  Signal signal(runtime);

  const Woken woken = run_task(runtime, wait_until(signal, runtime, at(0)));

  EXPECT_EQ((Woken{Wakeup::timed_out, at(0)}), woken);
}

TEST(Signal, disarms_the_deadline_when_it_is_set) {
  sim::Runtime runtime({});
  Signal signal(runtime);
  Group group(runtime);
  group.spawn(set_at(signal, runtime, at(1)));
  run_task(runtime, wait_until(signal, runtime, at(5)));

  runtime.run_until_idle();

  EXPECT_EQ(at(1), runtime.now());
}

TEST(Signal, outlives_its_waiter) {
  sim::Runtime runtime({});
  Signal signal(runtime);
  std::optional<Group> group(runtime);
  group->spawn([](Signal& waited) -> Task<void> { co_await waited.wait_until(at(1)); }(signal));
  runtime.step();

  group.reset();

  EXPECT_EQ(LiveCounts{}, runtime.live());
}

TEST(Sleep, ends_at_its_time) {
  sim::Runtime runtime({});

  run_task(runtime, [](Runtime& asleep) -> Task<void> {
    co_await sleep_for(asleep, std::chrono::milliseconds(250));
  }(runtime));

  EXPECT_EQ(Time(std::chrono::milliseconds(250)), runtime.now());
}

TEST(Sleep, goes_round_the_loop_when_its_time_has_passed) {
  sim::Runtime runtime({});

  run_task(runtime,
           [](Runtime& asleep) -> Task<void> { co_await sleep_until(asleep, at(0)); }(runtime));

  // One to begin, one to wake.
  EXPECT_EQ(2U, runtime.steps());
}

}  // namespace
}  // namespace ripcord::io
