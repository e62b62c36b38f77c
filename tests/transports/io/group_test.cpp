#include "transports/io/group.hpp"

#include "transports/io/timer.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace ripcord::io {
namespace {

Task<void> note(std::string& log, std::string word) {
  log += word;
  co_return;
}

Task<void> note_at(Runtime& runtime, Time at, std::string& log, std::string word) {
  co_await sleep_until(runtime, at);
  log += word;
}

Task<void> spawn_another(Group& group, std::string& log) {
  group.spawn(note(log, "child "));
  log += "parent ";
  co_return;
}

Task<void> destroy(std::optional<Group>& other) {
  other.reset();
  co_return;
}

Task<void> note_when_drained(Group& group, std::string& log) {
  co_await group.drained();
  log += "drained ";
}

/// Spawns into a group when it is destroyed.
class LastWish {
 public:
  LastWish(Group& group, std::string& log) : group_(group), log_(log) {}
  ~LastWish() { group_.spawn(note(log_, "never")); }
  LastWish(const LastWish&) = delete;
  LastWish& operator=(const LastWish&) = delete;

 private:
  Group& group_;
  std::string& log_;
};

Task<void> wish(Group& group, std::string& log) {
  const LastWish last(group, log);
  co_await sleep_until(group.runtime(), never);
}

Time at(int seconds) { return Time(std::chrono::seconds(seconds)); }

TEST(Group, begins_a_coroutine_in_a_coming_step) {
  sim::Runtime runtime({});
  std::string log;
  Group group(runtime);

  group.spawn(note(log, "begun"));

  EXPECT_EQ("", log);
}

TEST(Group, begins_coroutines_in_the_order_in_which_they_were_spawned) {
  sim::Runtime runtime({});
  std::string log;
  Group group(runtime);
  group.spawn(note(log, "a "));
  group.spawn(note(log, "b "));
  group.spawn(note(log, "c "));

  runtime.run_until_idle();

  EXPECT_EQ("a b c ", log);
}

TEST(Group, forgets_a_coroutine_that_has_finished) {
  sim::Runtime runtime({});
  std::string log;
  Group group(runtime);
  group.spawn(note(log, "done"));

  runtime.run_until_idle();

  EXPECT_TRUE(group.empty());
}

TEST(Group, keeps_the_others_when_one_in_the_middle_finishes) {
  sim::Runtime runtime({});
  std::string log;
  Group group(runtime);
  group.spawn(note_at(runtime, at(3), log, "oldest "));
  group.spawn(note_at(runtime, at(1), log, "middle "));
  group.spawn(note_at(runtime, at(2), log, "youngest "));

  runtime.run_until_idle();

  EXPECT_EQ("middle youngest oldest ", log);
}

TEST(Group, lets_a_member_spawn) {
  sim::Runtime runtime({});
  std::string log;
  Group group(runtime);
  group.spawn(spawn_another(group, log));

  runtime.run_until_idle();

  EXPECT_EQ("parent child ", log);
}

TEST(Group, destroys_what_has_not_finished) {
  sim::Runtime runtime({});
  std::string log;
  std::optional<Group> group(runtime);
  group->spawn(note_at(runtime, at(1), log, "never"));
  runtime.step();

  group.reset();

  EXPECT_EQ(LiveCounts{}, runtime.live());
}

TEST(Group, destroys_what_has_not_begun) {
  sim::Runtime runtime({});
  std::string log;
  std::optional<Group> group(runtime);
  group->spawn(note(log, "never"));

  group.reset();

  EXPECT_EQ(LiveCounts{}, runtime.live());
}

TEST(Group, can_be_destroyed_by_a_member_of_another) {
  sim::Runtime runtime({});
  std::string log;
  std::optional<Group> victim(runtime);
  victim->spawn(note_at(runtime, at(1), log, "never"));
  Group group(runtime);
  group.spawn(destroy(victim));

  runtime.run_until_idle();

  EXPECT_EQ("", log);
}

TEST(Group, destroys_what_is_spawned_while_it_dies) {
  sim::Runtime runtime({});
  std::string log;
  std::optional<Group> group(runtime);
  group->spawn(wish(*group, log));
  runtime.run_until_idle();

  group.reset();

  EXPECT_EQ(LiveCounts{}, runtime.live());
}

TEST(Group, tells_when_it_is_drained) {
  sim::Runtime runtime({});
  std::string log;
  Group members(runtime);
  members.spawn(note_at(runtime, at(1), log, "first "));
  members.spawn(note_at(runtime, at(2), log, "last "));
  Group waiters(runtime);
  waiters.spawn(note_when_drained(members, log));

  runtime.run_until_idle();

  EXPECT_EQ("first last drained ", log);
}

TEST(Group, is_drained_at_once_when_it_is_empty) {
  sim::Runtime runtime({});
  std::string log;
  Group members(runtime);
  Group waiters(runtime);
  waiters.spawn(note_when_drained(members, log));

  runtime.run_until_idle();

  EXPECT_EQ("drained ", log);
}

TEST(GroupDeathTest, refuses_to_be_destroyed_by_its_own_member) {
  sim::Runtime runtime({});
  std::optional<Group> group(runtime);
  group->spawn(destroy(group));

  EXPECT_DEATH(runtime.run_until_idle(), "running");
}

}  // namespace
}  // namespace ripcord::io
