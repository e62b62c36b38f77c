#include "tests/harness/scenario/stage_words.hpp"
#include "transports/shim/rule_spec.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ripcord::scenario {
namespace {

using std::chrono::milliseconds;

std::string rule_text(const std::string& keys) {
  return with_head("faults:\n- { id: r, " + keys + " }\n");
}

shim::RuleSpec rule(const std::string& keys) { return resolved(rule_text(keys)).rules.at(0); }

std::string rule_errors(const std::string& keys) { return errors_of(rule_text(keys)); }

TEST(Rule, conditions_stand_in_the_order_of_the_triggers) {
  const shim::Selection when =
      rule(
          "when: { offset: 512, pdu: [request, response], direction: to_client }, do: { drop: {} }")
          .when;

  const std::vector<shim::Condition> expected{{"direction", std::string("to_client")},
                                              {"pdu", shim::Names{{"request", "response"}}},
                                              {"offset", std::int64_t{512}}};
  EXPECT_EQ(expected, when.conditions);
}

TEST(Rule, fields_of_a_pdu_are_numbers) {
  const shim::Selection when =
      rule("when: { fields: { status: 0x1c010003 } }, do: { drop: {} }").when;

  const std::vector<shim::Condition> expected{
      {"fields", shim::FieldValues{{{.name = "status", .value = 0x1c010003}}}}};
  EXPECT_EQ(expected, when.conditions);
}

TEST(Rule, any_and_not_hold_selections) {
  const shim::Selection when =
      rule("when: { any: [ { opnum: 1 }, { opnum: 3.. } ], not: { pdu: fault } }, do: { drop: {} }")
          .when;

  ASSERT_EQ(2U, when.any.size());
  EXPECT_EQ((shim::Condition{"opnum", shim::Range{1, 1}}), when.any[0].conditions.at(0));
  EXPECT_EQ((shim::Condition{"opnum", shim::Range{3, 65'535}}), when.any[1].conditions.at(0));
  ASSERT_EQ(1U, when.none.size());
  EXPECT_EQ((shim::Condition{"pdu", shim::Names{{"fault"}}}), when.none[0].conditions.at(0));
}

TEST(Rule, counts_as_it_is_told) {
  const shim::Counting counting = rule(
                                      "when: { nth: 2..4, every: 3, times: 2, per: connection, "
                                      "probability: 5%, after: r, since: "
                                      "250ms }, do: { drop: {} }")
                                      .counting;

  const shim::Counting expected{.nth = shim::Range{2, 4},
                                .every = 3,
                                .times = 2,
                                .per = shim::Per::connection,
                                .probability = shim::Probability{50'000},
                                .after = "r",
                                .since = milliseconds(250)};
  EXPECT_EQ(expected, counting);
}

TEST(Rule, counts_every_match_per_client_where_nothing_is_said) {
  EXPECT_EQ(shim::Counting{}, rule("when: { pdu: request }, do: { drop: {} }").counting);
}

TEST(Rule, arguments_are_completed_by_fallbacks) {
  shim::Arguments expected;
  expected.set("toward", std::string("both"));

  EXPECT_EQ(expected, rule("when: { pdu: request }, do: { drop: {} }").arguments);
}

TEST(Rule, arguments_are_typed) {
  const shim::Arguments arguments =
      rule("when: { pdu: request }, do: { delay: { for: 20ms, until: r } }").arguments;

  EXPECT_EQ(milliseconds(20), arguments.duration("for"));
  EXPECT_EQ("r", arguments.text("until"));
}

TEST(Rule, an_action_strikes_at_an_event) {
  EXPECT_EQ("move_endpoint", rule("when: { event: file_closed }, do: { move_endpoint: {} }").kind);
}

TEST(Rule, need_not_fire_if_it_is_optional) {
  EXPECT_TRUE(rule("when: { pdu: request }, do: { drop: {} }, optional: true").optional);
}

TEST(Rule, an_unknown_fault_gets_the_nearest) {
  EXPECT_EQ(
      "probe.yaml:6:42: error: unknown fault `drp`\n"
      "    6 | - { id: r, when: { pdu: request }, do: { drp: {} } }\n"
      "      |                                          ^~~\n"
      "      = did you mean `drop`?\n",
      rule_errors("when: { pdu: request }, do: { drp: {} }"));
}

TEST(Rule, a_fault_of_a_later_build_is_not_in_this_one) {
  EXPECT_EQ(
      "probe.yaml:6:42: error: the fault `reset` is not in this build\n"
      "    6 | - { id: r, when: { pdu: request }, do: { reset: {} } }\n"
      "      |                                          ^~~~~\n",
      rule_errors("when: { pdu: request }, do: { reset: {} }"));
}

TEST(Rule, an_unknown_parameter_gets_the_nearest) {
  EXPECT_EQ(
      "probe.yaml:6:50: error: `drop` has no parameter `towards`\n"
      "    6 | - { id: r, when: { pdu: request }, do: { drop: { towards: both } } }\n"
      "      |                                                  ^~~~~~~\n"
      "      = did you mean `toward`?\n",
      rule_errors("when: { pdu: request }, do: { drop: { towards: both } }"));
}

TEST(Rule, a_missing_parameter_is_named) {
  EXPECT_EQ(
      "probe.yaml:6:49: error: `for` is missing in delay\n"
      "    6 | - { id: r, when: { pdu: request }, do: { delay: {} } }\n"
      "      |                                                 ^\n",
      rule_errors("when: { pdu: request }, do: { delay: {} }"));
}

TEST(Rule, parameters_are_a_mapping_even_if_empty) {
  EXPECT_EQ(
      "probe.yaml:6:42: error: the parameters of `drop` must be a mapping, not nothing\n"
      "    6 | - { id: r, when: { pdu: request }, do: { drop: } }\n"
      "      |                                          ^~~~\n"
      "      = write drop: {} for none\n",
      rule_errors("when: { pdu: request }, do: { drop: }"));
}

TEST(Rule, does_one_thing) {
  EXPECT_EQ(
      "probe.yaml:6:40: error: `do` must be one fault or action, such as { drop: {} }, not 2 keys\n"
      "    6 | - { id: r, when: { pdu: request }, do: { drop: {}, tag: {} } }\n"
      "      |                                        ^\n",
      rule_errors("when: { pdu: request }, do: { drop: {}, tag: {} }"));
}

TEST(Rule, an_unknown_key_of_when_gets_the_nearest) {
  EXPECT_EQ(
      "probe.yaml:6:20: error: unknown key `directoin`\n"
      "    6 | - { id: r, when: { directoin: to_client }, do: { drop: {} } }\n"
      "      |                    ^~~~~~~~~\n"
      "      = did you mean `direction`?\n",
      rule_errors("when: { directoin: to_client }, do: { drop: {} }"));
}

TEST(Rule, a_key_of_a_later_build_is_not_in_this_one) {
  EXPECT_EQ(
      "probe.yaml:6:20: error: the key `stream_offset` is not in this build\n"
      "    6 | - { id: r, when: { stream_offset: 5 }, do: { drop: {} } }\n"
      "      |                    ^~~~~~~~~~~~~\n",
      rule_errors("when: { stream_offset: 5 }, do: { drop: {} }"));
}

TEST(Rule, a_fault_that_waits_for_an_event_alone_is_refused_with_advice) {
  EXPECT_EQ(
      "probe.yaml:6:20: error: the fault `drop` harms a unit on the wire, but `event` selects a "
      "happening\n"
      "    6 | - { id: r, when: { event: file_closed }, do: { drop: {} } }\n"
      "      |                    ^~~~~\n"
      "      = select a unit (pdu, operation, ...), with `after:` a rule of that event if need "
      "be\n",
      rule_errors("when: { event: file_closed }, do: { drop: {} }"));
}

TEST(Rule, an_event_is_no_unit) {
  EXPECT_EQ(
      "probe.yaml:6:40: error: `pdu` describes a unit on the wire; no happening has it\n"
      "    6 | - { id: r, when: { event: file_closed, pdu: request }, do: { move_endpoint: {} } }\n"
      "      |                                        ^~~\n"
      "      = remove it or `event`\n",
      rule_errors("when: { event: file_closed, pdu: request }, do: { move_endpoint: {} }"));
}

TEST(Rule, counting_keys_stand_beside_any) {
  EXPECT_EQ(
      "probe.yaml:6:29: error: `nth` counts what the whole `when` selects; it cannot stand in "
      "`any` "
      "or `not`\n"
      "    6 | - { id: r, when: { any: [ { nth: 1 } ] }, do: { drop: {} } }\n"
      "      |                             ^~~\n",
      rule_errors("when: { any: [ { nth: 1 } ] }, do: { drop: {} }"));
}

TEST(Rule, ids_are_unique) {
  EXPECT_EQ(
      "probe.yaml:7:9: error: a second rule called `r`\n"
      "    7 | - { id: r, when: {}, do: { drop: {} } }\n"
      "      |         ^\n",
      rule_errors("when: {}, do: { drop: {} } }\n- { id: r, when: {}, do: { drop: {} }"));
}

TEST(Rule, after_names_a_rule) {
  EXPECT_EQ(
      "probe.yaml:6:27: error: unknown rule `first-drop`\n"
      "    6 | - { id: r, when: { after: first-drop }, do: { drop: {} } }\n"
      "      |                           ^~~~~~~~~~\n",
      rule_errors("when: { after: first-drop }, do: { drop: {} }"));
}

TEST(Rule, until_names_a_rule_or_an_event) {
  EXPECT_EQ(
      "probe.yaml:6:67: error: unknown rule or event `server_startd`\n"
      "    6 | - { id: r, when: { pdu: request }, do: { delay: { for: 1s, until: server_startd } } "
      "}\n"
      "      |                                                                   ^~~~~~~~~~~~~\n"
      "      = did you mean `server_started`?\n",
      rule_errors("when: { pdu: request }, do: { delay: { for: 1s, until: server_startd } }"));
}

TEST(Rule, may_select_the_endpoint_mapper) {
  EXPECT_EQ("", rule_errors("when: { service: mapper }, do: { drop: {} }"));
}

struct Word {
  const char* label;
  const char* when;
  const char* error;
};

class UnknownWord : public testing::TestWithParam<Word> {};

TEST_P(UnknownWord, of_a_when_is_an_error) {
  const std::string errors =
      rule_errors("when: { " + std::string(GetParam().when) + " }, do: { tag: {} }");

  EXPECT_EQ(GetParam().error, errors.substr(0, errors.find('\n')));
}

constexpr Word words[] = {
    {"pdu", "pdu: reqest", "probe.yaml:6:25: error: unknown PDU `reqest`"},
    {"event", "event: file_shut", "probe.yaml:6:27: error: unknown event `file_shut`"},
    {"field", "fields: { stats: 1 }", "probe.yaml:6:30: error: unknown field `stats`"},
    {"client", "client: nobody", "probe.yaml:6:28: error: unknown client `nobody`"},
    {"service", "service: nothing", "probe.yaml:6:29: error: unknown service `nothing`"},
    {"interface", "interface: ehco", "probe.yaml:6:31: error: unknown interface `ehco`"},
    {"operation",
     "operation: BackupRaed",
     "probe.yaml:6:31: error: unknown operation `BackupRaed`"}};

INSTANTIATE_TEST_SUITE_P(Rule, UnknownWord, testing::ValuesIn(words), [](const auto& word) {
  return std::string(word.param.label);
});

}  // namespace
}  // namespace ripcord::scenario
