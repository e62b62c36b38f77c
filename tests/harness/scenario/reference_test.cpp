#include "harness/scenario/reference.hpp"

#include "harness/scenario/tables.hpp"
#include "tests/harness/scenario/stage_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>

namespace ripcord::scenario {
namespace {

using testing::HasSubstr;

TEST(Reference, explains_every_key_of_a_client) {
  const std::string page = reference_page(small_build());

  for (const Field& field : client_mapping.fields) {
    EXPECT_THAT(page, HasSubstr("| `" + std::string(field.key) + "` | "));
  }
}

TEST(Reference, shows_values_and_defaults) {
  EXPECT_THAT(reference_page(small_build()),
              HasSubstr("| `call_timeout` | duration, or `none` | `10s` | "));
}

TEST(Reference, shows_the_triggers_of_the_build) {
  EXPECT_THAT(reference_page(small_build()),
              HasSubstr("| `direction` | `to_server`, `to_client` |"));
}

TEST(Reference, links_lead_to_headings_of_the_page) {
  const std::string page = reference_page(small_build());
  std::set<std::string> links;
  const std::regex link(R"(\]\(#([a-z-]+)\))");

  for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at) {
    links.insert((*at)[1].str());
  }

  EXPECT_FALSE(links.empty());
  for (std::string heading : links) {
    std::replace(heading.begin(), heading.end(), '-', ' ');
    EXPECT_THAT(page, HasSubstr("\n## " + heading + "\n"));
  }
}

TEST(Reference, its_example_is_a_scenario) { EXPECT_EQ("", errors_of(reference_example())); }

}  // namespace
}  // namespace ripcord::scenario
