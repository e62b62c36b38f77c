#include "harness/scenario/template_text.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace ripcord::scenario {
namespace {

std::optional<std::string> environment(std::string_view name) {
  if (name == "HOST") return "server.example";
  if (name == "SECRET") return "hunter2";
  return std::nullopt;
}

TEST(TemplateText, puts_in_the_values_of_variables) {
  EXPECT_EQ("//server.example/server.example:135",
            *expand(TemplateText{.text = "//${HOST}/${HOST}:135"}, environment, "a.yaml"));
}

TEST(TemplateText, leaves_other_dollars_alone) {
  EXPECT_EQ("$HOST $ {HOST}",
            *expand(TemplateText{.text = "$HOST $ {HOST}"}, environment, "a.yaml"));
}

TEST(TemplateText, says_which_variable_is_not_set) {
  const auto expanded =
      expand(TemplateText{.text = "${PORT}", .line = 3, .column = 7}, environment, "a.yaml");

  ASSERT_TRUE(expanded.has_error());
  EXPECT_EQ("a.yaml:3:7: error: the environment variable `PORT` is not set\n",
            text(expanded.error().at(0)));
}

TEST(ExpandedCommand, marks_what_comes_from_the_environment_as_secret) {
  const CommandSpec command{.line = 1,
                            .command = {{.text = "client"}, {.text = "${HOST}"}},
                            .env = {{.name = "MODE", .value = {.text = "fast"}, .from_env = ""},
                                    {.name = "PASS", .value = {}, .from_env = "SECRET"}}};

  const auto expanded = expand(command, environment, "a.yaml");

  ASSERT_TRUE(expanded.has_value());
  EXPECT_EQ((std::vector<std::string>{"client", "server.example"}), expanded->argv);
  EXPECT_EQ("fast", expanded->env.at(0).value);
  EXPECT_FALSE(expanded->env.at(0).is_secret);
  EXPECT_EQ("hunter2", expanded->env.at(1).value);
  EXPECT_TRUE(expanded->env.at(1).is_secret);
}

TEST(ExpandedCommand, says_every_variable_that_is_not_set) {
  const CommandSpec command{
      .line = 1,
      .command = {{.text = "${A}"}},
      .env = {{.name = "PASS", .value = {.text = "", .line = 3, .column = 9}, .from_env = "B"}}};

  const auto expanded = expand(command, environment, "a.yaml");

  ASSERT_TRUE(expanded.has_error());
  ASSERT_EQ(2U, expanded.error().size());
  EXPECT_EQ("the environment variable `A` is not set", expanded.error()[0].message);
  EXPECT_EQ("the environment variable `B` is not set", expanded.error()[1].message);
  EXPECT_EQ(3U, expanded.error()[1].line);
  EXPECT_EQ(9U, expanded.error()[1].column);
}

}  // namespace
}  // namespace ripcord::scenario
