#include "transports/shim/rule_set.hpp"

#include "tests/shim_support/shim_bench.hpp"

#include <gtest/gtest.h>

namespace ripcord::shim {
namespace {

std::string only_error(const std::vector<RuleSpec>& specs) {
  const std::vector<RuleError> errors = compile_errors(specs);
  return errors.size() == 1 ? errors[0].key + ": " + errors[0].message
                            : std::to_string(errors.size()) + " errors";
}

TEST(RuleSet, compiles_rules_of_faults_and_of_actions) {
  const RuleSet set = compiled({spec({.id = "a", .kind = "drop"}),
                                spec({.id = "b", .when = {{"event", "x"}}, .kind = "restart"})});

  EXPECT_NE(nullptr, set.rules()[0].fault);
  EXPECT_EQ(nullptr, set.rules()[1].fault);
}

TEST(RuleSet, keeps_a_legend_of_what_its_rules_and_its_protocol_name) {
  const RuleSet set = compiled({spec({.id = "a", .when = {{"client", "ntbackup"}}})});

  EXPECT_EQ("a", set.legend().rules[0].id);
  EXPECT_EQ(7U, set.legend().rules[0].line);
  EXPECT_EQ("question", set.legend().pdus[2]);
  EXPECT_EQ("store", set.legend().interfaces[0].name);
  EXPECT_NE(trace::no_name, set.legend().names.find("ntbackup"));
}

TEST(RuleSet, refuses_a_kind_that_no_catalogue_has) {
  EXPECT_EQ("do: there is no fault or action called 'explode'",
            only_error({spec({.kind = "explode"})}));
}

TEST(RuleSet, refuses_words_that_the_protocol_does_not_know) {
  EXPECT_EQ("pdu: expected a PDU type of toy, connect or bytes, not 'awnser'; did you mean answer?",
            only_error({spec({.when = {{"pdu", "awnser"}}})}));
  EXPECT_EQ("interface: expected an interface of this scenario, not 'stor'; did you mean store?",
            only_error({spec({.when = {{"interface", "stor"}}})}));
  EXPECT_EQ(
      "operation: expected an operation of this scenario's interfaces, not 'opne'; did you mean "
      "open?",
      only_error({spec({.when = {{"operation", "opne"}}})}));
  EXPECT_EQ("fields: expected a field of toy, not 'lenght'; did you mean length?",
            only_error({spec({.when = {{"fields", "{ lenght: 1 }"}}})}));
}

TEST(RuleSet, refuses_an_operation_that_its_interface_does_not_have) {
  EXPECT_EQ("operation: expected an operation of the interface named beside it",
            only_error({spec({.when = {{"interface", "map"}, {"operation", "open"}}})}));
}

TEST(RuleSet, refuses_a_key_that_is_none) {
  EXPECT_EQ("moon: there is no such key in a `when`",
            only_error({spec({.when = {{"moon", "full"}}})}));
}

TEST(RuleSet, refuses_to_come_after_a_rule_that_is_not_there) {
  EXPECT_EQ("after: there is no rule called 'ghost'",
            only_error({spec({.counting = {.after = "ghost"}})}));
}

TEST(RuleSet, refuses_a_fault_on_an_event) {
  EXPECT_EQ(
      "when: 'drop' harms units, and this `when` selects none; a fault that is to follow an event "
      "takes `after:` with the id of a rule that has one",
      only_error({spec({.when = {{"event", "file_closed"}}})}));
}

TEST(RuleSet, refuses_a_fault_on_what_it_cannot_harm) {
  EXPECT_EQ("when: 'drop' harms no connects", only_error({spec({.when = {{"pdu", "connect"}}})}));
  EXPECT_EQ("when: 'refuse' harms connects only",
            only_error({spec({.when = {{"pdu", "answer"}}, .kind = "refuse"})}));
}

TEST(RuleSet, tells_everything_that_is_wrong_at_once) {
  const std::vector<RuleError> errors =
      compile_errors({spec({.id = "a", .when = {{"moon", "full"}}, .kind = "explode"}),
                      spec({.id = "b", .counting = {.after = "ghost"}})});

  ASSERT_EQ(3U, errors.size());
  EXPECT_EQ(0U, errors[0].rule);
  EXPECT_EQ(0U, errors[1].rule);
  EXPECT_EQ(1U, errors[2].rule);
}

}  // namespace
}  // namespace ripcord::shim
