#include "tests/shim_support/shim_bench.hpp"
#include "transports/shim/rules.hpp"

#include <gtest/gtest.h>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

/// Why `rule` did not fire while a client made two calls and the service closed a file.
std::string why_not(const RuleText& rule) {
  ShimBench bench({rule, {.id = "other", .when = {{"pdu", "failure"}}}});
  bench.open();
  bench.to_server(toy::hello(0));
  bench.to_server(toy::question({.operation = 1, .call_id = 1}));
  bench.to_client(toy::answer({.operation = 1, .call_id = 1}));
  bench.to_server(toy::question({.operation = 1, .call_id = 2}));
  bench.to_client(toy::answer({.operation = 1, .call_id = 2}));
  bench.publish("file_closed");
  return bench.rules().why_not(0);
}

TEST(WhyNot, is_empty_for_a_rule_that_fired) { EXPECT_EQ("", why_not({})); }

TEST(WhyNot, names_a_pdu_that_never_passed) {
  EXPECT_EQ("no unit matched pdu: failure", why_not({.when = {{"pdu", "failure"}}}));
}

TEST(WhyNot, names_the_first_condition_that_nothing_met) {
  EXPECT_EQ("2 units matched pdu: answer, opnum: 1, but none fragment: 9",
            why_not({.when = {{"pdu", "answer"}, {"opnum", "1"}, {"fragment", "9"}}}));
}

TEST(WhyNot, names_an_interface_that_nobody_spoke) {
  EXPECT_EQ("2 units matched pdu: answer, but none interface: map",
            why_not({.when = {{"pdu", "answer"}, {"interface", "map"}}}));
}

TEST(WhyNot, speaks_of_happenings_where_the_rule_does) {
  EXPECT_EQ(
      "1 happening matched event: file_closed, but none service: elsewhere",
      why_not({.when = {{"event", "file_closed"}, {"service", "elsewhere"}}, .kind = "restart"}));
}

TEST(WhyNot, says_how_often_a_rule_matched_that_counted_further) {
  EXPECT_EQ("it matched 2 times, but never at nth: 5",
            why_not({.when = {{"pdu", "answer"}}, .counting = {.nth = Range{5, 5}}}));
}

TEST(WhyNot, names_the_rule_that_was_waited_for) {
  EXPECT_EQ("rule 'other', which it comes after, never fired",
            why_not({.when = {{"pdu", "answer"}}, .counting = {.after = "other"}}));
}

TEST(WhyNot, names_the_time_that_was_waited_for) {
  EXPECT_EQ("nothing that it selects came once 5s had passed",
            why_not({.when = {{"pdu", "answer"}}, .counting = {.since = 5s}}));
}

TEST(WhyNot, blames_probability) {
  EXPECT_EQ("its `when` held 2 times, but a probability of 0% let none through",
            why_not({.when = {{"pdu", "answer"}}, .counting = {.probability = Probability{0}}}));
}

}  // namespace
}  // namespace ripcord::shim
