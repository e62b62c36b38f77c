#include "harness/explore/plain_rules.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/explore/searched.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace ripcord::explore {
namespace {

using testing::ElementsAre;

/// One fault in the flagship's unpatched client, as people would write it.
class PlainRule : public testing::Test {
 protected:
  PlainRule()
      : subject_(variations(peers::dcerpc_cast(),
                            run::repository_file("scenarios/q156715/second_file.yaml"),
                            {.variant = "unpatched"})) {}

  [[nodiscard]] shim::RuleSpec rule(const std::string& point, const std::string& kind) const {
    shim::Arguments reset;
    reset.set("toward", std::string("both"));
    reset.set("at", std::string("before"));
    return plain_rules(*subject_, {{.at = *parse_point(point), .kind = kind, .arguments = reset}})
        .front();
  }

  [[nodiscard]] static std::vector<std::string> keys(const shim::RuleSpec& rule) {
    std::vector<std::string> keys;
    for (const shim::Condition& condition : rule.when.conditions) keys.push_back(condition.key);
    return keys;
  }

  std::unique_ptr<run::Variations> subject_;
};

TEST_F(PlainRule, says_on_which_connection_where_the_client_asks_again_on_another) {
  const shim::RuleSpec rule = this->rule(
      "ntbackup>information-store/1/to_client/response/backup.BackupGetDatabaseNames/1/1/before",
      "reset");

  EXPECT_THAT(keys(rule), ElementsAre("connection", "pdu", "operation"));
}

TEST_F(PlainRule, is_called_after_what_it_does_and_where) {
  const shim::RuleSpec rule = this->rule(
      "ntbackup>information-store/1/to_client/response/backup.BackupRead/2/1/before", "reset");

  EXPECT_EQ("reset-at-backupread", rule.id);
}

TEST_F(PlainRule, strikes_where_its_choice_does) {
  shim::Arguments reset;
  reset.set("toward", std::string("both"));
  reset.set("at", std::string("before"));
  const Schedule schedule{
      {.at = *parse_point("ntbackup>information-store/1/to_client/response/backup.BackupRead/2/1/"
                          "before"),
       .kind = "reset",
       .arguments = reset}};

  const auto exact = subject_->play(rules_of(schedule), run::Keep::outline);
  const auto plain = subject_->play(plain_rules(*subject_, schedule), run::Keep::outline);

  EXPECT_EQ(exact.result.rules.front().at, plain.result.rules.front().at);
  EXPECT_EQ(survey(*exact.result.trace, {}).behaviour, survey(*plain.result.trace, {}).behaviour);
}

}  // namespace
}  // namespace ripcord::explore
