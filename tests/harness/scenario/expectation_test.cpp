#include "harness/scenario/expectation.hpp"

#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::scenario {
namespace {

/// A file whose `expect:` stands in line 7.
std::string with_expect(const std::string& expect, const std::string& more = "") {
  return "format: 1\n"
         "name: probe\n"
         "world: { clients: { c: { count: 2 } } }\n"
         "faults: [ { id: r, when: {}, do: { drop: {} } } ]\n"
         "workload:\n"
         "- sleep: 1s\n"
         "expect: " +
         expect + "\n" + more;
}

Expectation expectation(const std::string& expect) {
  return resolved(with_expect(expect)).expectation;
}

std::string expect_errors(const std::string& expect, const std::string& more = "") {
  const std::string errors = errors_of(with_expect(expect, more));
  return errors.substr(0, errors.find('\n'));
}

TEST(Expectation, errors_have_numbers_and_names) {
  EXPECT_EQ((Expected{"error", "WAIT_TIMEOUT", 7, ErrorValue{"WAIT_TIMEOUT", 258}}),
            expectation("{ all: { error: WAIT_TIMEOUT } }").fields.at(0));
}

TEST(Expectation, counts_are_numbers_ranges_and_bounds) {
  const auto fields =
      expectation("{ all: { calls: 3, retries: 1..2, reconnects: { min: 2 } } }").fields;

  EXPECT_EQ((Expected{"calls", "3", 7, shim::Range{3, 3}}), fields.at(0));
  EXPECT_EQ((Expected{"retries", "1..2", 7, shim::Range{1, 2}}), fields.at(1));
  EXPECT_EQ((Expected{"reconnects", "{ min: 2 }", 7, shim::Range{.low = 2}}), fields.at(2));
}

TEST(Expectation, speaks_of_steps_clients_and_rules) {
  const Expectation all = expectation(
      "{ all: { steps: { 1: { outcome: completed } }, clients: { c.2: { retries: 0 } }, rules: { "
      "r: { "
      "fired: 1.. } } } }");

  EXPECT_EQ(
      (std::vector<ExpectedOf>{
          {.name = "1", .line = 7, .fields = {{"outcome", "completed", 7, Outcome::completed}}}}),
      all.steps);
  EXPECT_EQ((std::vector<ExpectedOf>{
                {.name = "c.2", .line = 7, .fields = {{"retries", "0", 7, shim::Range{0, 0}}}}}),
            all.clients);
  EXPECT_EQ((std::vector<ExpectedOf>{
                {.name = "r", .line = 7, .fields = {{"fired", "1..", 7, shim::Range{.low = 1}}}}}),
            all.rules);
}

TEST(Expectation, violations_are_a_set_of_oracles) {
  EXPECT_EQ((std::vector<std::string>{"no_hang", "recovery"}),
            expectation("{ all: { violates: [no_hang, recovery] } }").violates);
}

TEST(Expectation, of_a_variant_lies_over_all) {
  const std::string text = with_expect("{ all: { outcome: completed, calls: 1 }, b: { calls: 2 } }",
                                       "variants: { a: {}, b: {} }\n");

  EXPECT_EQ((Expected{"calls", "1", 7, shim::Range{1, 1}}),
            resolved(text, {.variant = "a"}).expectation.fields.at(1));
  EXPECT_EQ((Expected{"calls", "2", 7, shim::Range{2, 2}}),
            resolved(text, {.variant = "b"}).expectation.fields.at(1));
  EXPECT_EQ((Expected{"outcome", "completed", 7, Outcome::completed}),
            resolved(text, {.variant = "b"}).expectation.fields.at(0));
}

TEST(Expectation, of_a_transport_lies_over_its_block) {
  const std::string text =
      with_expect("{ all: { outcome: completed, transports: { tcp: { outcome: failed } } } }",
                  "transports: [sim, tcp]\n");

  EXPECT_EQ((Expected{"outcome", "completed", 7, Outcome::completed}),
            resolved(text, {.transport = "sim"}).expectation.fields.at(0));
  EXPECT_EQ((Expected{"outcome", "failed", 7, Outcome::failed}),
            resolved(text, {.transport = "tcp"}).expectation.fields.at(0));
}

TEST(Expectation, of_a_transport_is_checked_although_it_is_not_the_first) {
  EXPECT_EQ("probe.yaml:7:49: error: unknown key `outcom` in expectation",
            expect_errors("{ all: { calls: 1, transports: { tcp: { outcom: failed } } } }",
                          "transports: [sim, tcp]\n"));
}

TEST(Expectation, stands_in_a_block) {
  EXPECT_EQ(
      "probe.yaml:7:11: error: `outcome` stands in no block of expect\n"
      "    7 | expect: { outcome: failed, all: { outcome: failed } }\n"
      "      |           ^~~~~~~\n"
      "      = write all: { outcome: ... }, or a variant's name for all\n",
      errors_of(with_expect("{ outcome: failed, all: { outcome: failed } }")));
}

TEST(Expectation, blocks_name_variants) {
  EXPECT_EQ(
      "probe.yaml:7:40: error: unknown variant `patchd`",
      expect_errors("{ all: { outcome: completed }, patchd: {} }", "variants: { patched: {} }\n"));
}

TEST(Expectation, says_something) {
  EXPECT_EQ("probe.yaml:7:9: error: nothing is expected of variant `base`; it could only pass",
            expect_errors("{}"));
}

TEST(Expectation, is_no_lone_word) {
  EXPECT_EQ("probe.yaml:7:9: error: `expect` must be a mapping, not `5`", expect_errors("5"));
}

TEST(Expectation, is_not_left_empty) {
  EXPECT_EQ("probe.yaml:7:1: error: `expect` must be a mapping, not nothing", expect_errors(""));
}

TEST(Expectation, says_something_of_every_variant) {
  EXPECT_EQ("probe.yaml:7:9: error: nothing is expected of variant `b`; it could only pass",
            expect_errors("{ a: { outcome: completed } }", "variants: { a: {}, b: {} }\n"));
}

struct Slip {
  const char* label;
  const char* block;
  const char* error;
};

class ExpectSlip : public testing::TestWithParam<Slip> {};

TEST_P(ExpectSlip, is_an_error_at_its_place) {
  EXPECT_EQ(GetParam().error, expect_errors("{ all: { " + std::string(GetParam().block) + " } }"));
}

constexpr Slip slips[] = {
    {"outcome",
     "outcome: faild",
     "probe.yaml:7:27: error: `outcome` must be completed, failed, hung, crashed or refused, not "
     "`faild`"},
    {"error", "error: WAIT_TIMEOT", "probe.yaml:7:25: error: unknown error `WAIT_TIMEOT`"},
    {"error_list",
     "error: [1]",
     "probe.yaml:7:25: error: `error` must be a number or a name, not a list"},
    {"bound", "calls: { mx: 1 }", "probe.yaml:7:27: error: unknown key `mx` in calls"},
    {"bounds", "calls: { min: 2, max: 1 }", "probe.yaml:7:25: error: `min` is more than `max`"},
    {"oracle", "violates: [recovry]", "probe.yaml:7:29: error: unknown oracle `recovry`"},
    {"step", "steps: { 9: {} }", "probe.yaml:7:27: error: unknown step `9`"},
    {"client", "clients: { c.3: {} }", "probe.yaml:7:29: error: unknown client `c.3`"},
    {"rule", "rules: { q: {} }", "probe.yaml:7:27: error: unknown rule `q`"},
    {"transport",
     "calls: 1, transports: { ucp: {} }",
     "probe.yaml:7:42: error: unknown transport `ucp`"}};

INSTANTIATE_TEST_SUITE_P(Expectation, ExpectSlip, testing::ValuesIn(slips), [](const auto& slip) {
  return std::string(slip.param.label);
});

}  // namespace
}  // namespace ripcord::scenario
