#include "harness/explore/onlooker.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace ripcord::explore {
namespace {

using world::Outcome;

run::RunResult result_of(Outcome outcome, std::string output, std::string errors = {}) {
  run::RunResult result;
  result.ending.outcome = outcome;
  result.programs = {{.name = "store", .output = "listening", .errors = ""},
                     {.name = "probe-1", .output = std::move(output), .errors = std::move(errors)}};
  return result;
}

/// Has seen the client `probe` of the service `store` print `usual`, and then `again`.
Onlooker onlooker(const char* usual, const char* again) {
  scenario::ResolvedScenario scenario;
  scenario.world.services.push_back({.name = "store"});
  const run::RunResult first = result_of(Outcome::completed, usual);
  const run::RunResult second = result_of(Outcome::completed, again);
  const std::array<const run::RunResult*, 2> seen{&first, &second};
  return {scenario, seen};
}

/// The signatures of what somebody who printed `a` and `b` without faults is told of `result`.
std::vector<std::string> told(const run::RunResult& result) {
  std::vector<std::string> signatures;
  for (const Violation& violation : onlooker("a\nb\n", "a\nb\n").held_against(result))
    signatures.push_back(violation.signature);
  return signatures;
}

using Signatures = std::vector<std::string>;

constexpr const char* traceback =
    "gave up\n"
    "Traceback (most recent call last):\n"
    "  File \"tool.py\", line 3, in main\n"
    "    towers[0]\n"
    "IndexError: list index out of range\n";

TEST(Onlooker, holds_nothing_against_a_program_that_prints_what_it_always_does) {
  EXPECT_EQ(Signatures(), told(result_of(Outcome::completed, "a\nb\n")));
}

TEST(Onlooker, holds_other_words_against_a_program_that_says_all_went_well) {
  EXPECT_EQ(Signatures{"wrong_output: `c`"}, told(result_of(Outcome::completed, "a\nc\n")));
}

TEST(Onlooker, holds_words_that_are_missing_against_a_program_that_says_all_went_well) {
  EXPECT_EQ(Signatures{"wrong_output: nothing more"}, told(result_of(Outcome::completed, "a\n")));
}

TEST(Onlooker, lets_a_program_that_admits_its_failure_print_what_it_likes) {
  EXPECT_EQ(Signatures(), told(result_of(Outcome::failed, "c\n")));
}

TEST(Onlooker, does_not_read_what_servers_print) {
  run::RunResult result = result_of(Outcome::completed, "a\nb\n");
  result.programs[0].output = "listening elsewhere";

  EXPECT_EQ(Signatures(), told(result));
}

TEST(Onlooker, takes_no_measure_of_a_program_that_never_prints_the_same) {
  const Onlooker fickle = onlooker("at 12:01\n", "at 12:02\n");

  EXPECT_TRUE(fickle.held_against(result_of(Outcome::completed, "at 12:03\n")).empty());
  EXPECT_EQ(Signatures{"probe-1"}, fickle.fickle());
}

TEST(Onlooker, names_the_exception_by_which_a_program_gave_up) {
  EXPECT_EQ(Signatures{"unhandled_exception: IndexError"},
            told(result_of(Outcome::failed, "a\n", traceback)));
}

TEST(Onlooker, lets_a_program_that_goes_on_print_the_exceptions_that_it_caught) {
  EXPECT_EQ(Signatures(), told(result_of(Outcome::completed, "a\nb\n", traceback)));
}

TEST(UncaughtException, is_the_last_one_of_a_chain) {
  EXPECT_EQ("struct.error",
            uncaught_exception("Traceback (most recent call last):\n  here\nKeyError: 1\n\n"
                               "During handling of the above exception, another occurred:\n\n"
                               "Traceback (most recent call last):\n  there\nstruct.error: 4\n"));
}

TEST(UncaughtException, needs_no_message) {
  EXPECT_EQ("TimeoutError",
            uncaught_exception("Traceback (most recent call last):\n  here\nTimeoutError\n"));
}

TEST(UncaughtException, may_be_one_of_another_language) {
  EXPECT_EQ("a C++ exception",
            uncaught_exception("terminate called after throwing an instance of 'int'\n"));
}

TEST(UncaughtException, is_none_where_a_program_speaks_in_its_own_words) {
  EXPECT_EQ("", uncaught_exception("gave up: connection reset by peer\n"));
}

}  // namespace
}  // namespace ripcord::explore
