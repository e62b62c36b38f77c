#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

namespace ripcord::e2e {
namespace {

using nlohmann::json;

TEST(Doctor, says_in_json_what_it_has_looked_at) {
  const test::TemporaryFolder here;

  const test::Finished doctor = ripcord(here, {"doctor", "--format", "json"});

  EXPECT_EQ(0, doctor.code);
  std::set<std::string> topics;
  for (const json& finding : json::parse(doctor.out)) topics.insert(finding.at("topic"));
  EXPECT_EQ((std::set<std::string>{"ripcord", "machine", "clocks", "ports", "namespaces", "tools"}),
            topics);
}

TEST(Doctor, names_each_tool_whether_it_is_here_or_not) {
  const test::TemporaryFolder here;

  const test::Finished doctor = ripcord(here, {"doctor"});

  EXPECT_THAT(doctor.out, testing::ContainsRegex("\n  (ok|--) tshark "));
  EXPECT_THAT(doctor.out, testing::ContainsRegex("\n  (ok|--) samba-dcerpcd "));
}

}  // namespace
}  // namespace ripcord::e2e
