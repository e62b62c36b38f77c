#include "transports/io/task.hpp"

#include "tests/support/run_task.hpp"
#include "transports/io/group.hpp"
#include "transports/io/signal.hpp"
#include "transports/io/timer.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace ripcord::io {
namespace {

using test::run_task;

Task<int> answer() { co_return 42; }

Task<std::unique_ptr<int>> move_only_answer() { co_return std::make_unique<int>(42); }

Task<int> answer_of_another() {
  const int value = co_await answer();
  co_return value + 1;
}

Task<void> note(std::string& log, std::string word) {
  log += word;
  co_return;
}

Task<int> sum_of_ready_tasks(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    const int value = co_await answer();
    sum += value == 42 ? 1 : 0;
  }
  co_return sum;
}

Task<int> sum_of_ready_signals(Runtime& runtime, int count) {
  Signal signal(runtime);
  int sum = 0;
  for (int i = 0; i < count; ++i) {
    signal.set();
    const Wakeup wakeup = co_await signal.wait();
    sum += wakeup == Wakeup::signalled ? 1 : 0;
  }
  co_return sum;
}

Task<int> depth_by_recursion(int depth) {
  if (depth == 0) co_return 0;
  const int below = co_await depth_by_recursion(depth - 1);
  co_return below + 1;
}

Task<void> sleep_at_depth(Runtime& runtime, int depth) {
  if (depth == 0) {
    co_await sleep_until(runtime, never);
  } else {
    co_await sleep_at_depth(runtime, depth - 1);
  }
}

/// Writes its name when it is destroyed.
class Mourned {
 public:
  Mourned(std::string& log, std::string name) : log_(log), name_(std::move(name)) {}
  ~Mourned() { log_ += name_; }
  Mourned(const Mourned&) = delete;
  Mourned& operator=(const Mourned&) = delete;

 private:
  std::string& log_;
  std::string name_;
};

Task<void> inner(Runtime& runtime, std::string& log) {
  const Mourned first(log, "i1 ");
  const Mourned second(log, "i2 ");
  co_await sleep_until(runtime, never);
}

Task<void> outer(Runtime& runtime, std::string& log) {
  const Mourned local(log, "o ");
  co_await inner(runtime, log);
}

TEST(Task, yields_its_value) {
  sim::Runtime runtime({});

  EXPECT_EQ(42, run_task(runtime, answer()));
}

TEST(Task, yields_a_value_that_can_only_be_moved) {
  sim::Runtime runtime({});

  EXPECT_EQ(42, *run_task(runtime, move_only_answer()));
}

TEST(Task, awaits_another_task) {
  sim::Runtime runtime({});

  EXPECT_EQ(43, run_task(runtime, answer_of_another()));
}

TEST(Task, does_not_begin_before_it_is_awaited) {
  std::string log;

  {
    const Task<void> task = note(log, "begun");
  }

  EXPECT_EQ("", log);
}

TEST(Task, needs_no_stack_for_a_million_awaits_of_tasks) {
  sim::Runtime runtime({});

  EXPECT_EQ(1'000'000, run_task(runtime, sum_of_ready_tasks(1'000'000)));
}

TEST(Task, needs_no_stack_for_a_million_awaits_that_need_not_wait) {
  sim::Runtime runtime({});

  EXPECT_EQ(1'000'000, run_task(runtime, sum_of_ready_signals(runtime, 1'000'000)));
}

TEST(Task, goes_round_the_loop_now_and_then_though_it_need_not_wait) {
  sim::Runtime runtime({});

  run_task(runtime, sum_of_ready_signals(runtime, 10 * Runtime::turns_max));

  EXPECT_LE(10U, runtime.steps());
}

TEST(Task, needs_no_stack_for_a_recursion_a_hundred_thousand_deep) {
  sim::Runtime runtime({});

  EXPECT_EQ(100'000, run_task(runtime, depth_by_recursion(100'000)));
}

TEST(Task, needs_no_stack_to_be_destroyed_a_hundred_thousand_deep) {
  sim::Runtime runtime({});
  const std::size_t blocks_before = live_blocks();
  Group group(runtime);
  group.spawn(sleep_at_depth(runtime, 100'000));
  runtime.run_until_idle();

  group.clear();

  EXPECT_EQ(blocks_before, live_blocks());
}

TEST(Task, destroys_the_locals_of_the_innermost_coroutine_first) {
  sim::Runtime runtime({});
  std::string log;
  Group group(runtime);
  group.spawn(outer(runtime, log));
  runtime.run_until_idle();

  group.clear();

  EXPECT_EQ("i2 i1 o ", log);
}

TEST(Task, leaves_nothing_armed_when_it_is_destroyed_asleep) {
  sim::Runtime runtime({});
  Group group(runtime);
  group.spawn([](Runtime& asleep) -> Task<void> {
    co_await sleep_for(asleep, std::chrono::seconds(1));
  }(runtime));
  runtime.step();

  group.clear();

  EXPECT_EQ(LiveCounts{}, runtime.live());
}

}  // namespace
}  // namespace ripcord::io
