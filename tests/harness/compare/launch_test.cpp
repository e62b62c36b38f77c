#include "harness/compare/launch.hpp"

#include <gtest/gtest.h>

namespace ripcord::compare {
namespace {

bool go_on() { return false; }
bool at_once() { return true; }

process::Command shell(const std::string& line) { return {.argv = {"/bin/sh", "-c", line}}; }

TEST(Launch, tells_how_a_program_ended_and_what_it_wrote) {
  const auto launched = launch(shell("echo out; echo err >&2; exit 3"), go_on);

  ASSERT_TRUE(launched);
  ASSERT_TRUE(launched->has_value());
  EXPECT_EQ(process::Account::End::exited, (*launched)->account.end);
  EXPECT_EQ(3, (*launched)->account.code);
  EXPECT_EQ("out\n", (*launched)->output);
  EXPECT_EQ("err\n", (*launched)->errors);
}

TEST(Launch, fails_where_there_is_no_such_program) {
  EXPECT_FALSE(launch({.argv = {"/nowhere/program"}}, go_on));
}

TEST(Launch, kills_a_program_when_it_is_to_stop) {
  const auto launched = launch(shell("sleep 600"), at_once);

  ASSERT_TRUE(launched);
  EXPECT_FALSE(launched->has_value());
}

TEST(Processors, are_there) { EXPECT_FALSE(usable_processors().empty()); }

TEST(Pinning, to_what_may_be_used_already_succeeds) { EXPECT_TRUE(pin_to(usable_processors())); }

TEST(Pinning, to_nothing_fails) { EXPECT_FALSE(pin_to({})); }

}  // namespace
}  // namespace ripcord::compare
