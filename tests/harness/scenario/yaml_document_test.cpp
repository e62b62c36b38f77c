#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::scenario {
namespace {

std::string times(std::size_t count, std::string_view text) {
  std::string repeated;
  for (std::size_t i = 0; i < count; ++i) repeated += text;
  return repeated;
}

/// The first line of what is wrong with `text`.
std::string first_error(const std::string& text) {
  const std::string errors = errors_of(text);
  return errors.substr(0, errors.find('\n'));
}

TEST(YamlDocument, refuses_a_tab_as_indentation) {
  EXPECT_EQ(
      "probe.yaml:2:1: error: tab character may not be used as indentation\n"
      "    2 |  clients: {}\n"
      "      | ^\n",
      errors_of("world:\n\tclients: {}\n"));
}

TEST(YamlDocument, refuses_an_unclosed_mapping) {
  EXPECT_EQ("probe.yaml:2:2: error: missing comma in flow mapping",
            first_error("a: {b: 1\nc: 2\n"));
}

TEST(YamlDocument, refuses_a_second_value_of_a_key_and_says_where_the_first_is) {
  EXPECT_EQ(
      "probe.yaml:6:1: error: duplicate key `title`\n"
      "    6 | title: b\n"
      "      | ^~~~~\n"
      "      = it is given in line 5 already\n",
      errors_of(with_head("title: a\ntitle: b\n")));
}

TEST(YamlDocument, refuses_anchors) {
  EXPECT_EQ(
      "probe.yaml:1:5: error: anchors (&name) are not part of a scenario\n"
      "    1 | a: &x 1\n"
      "      |     ^\n",
      errors_of("a: &x 1\n"));
}

TEST(YamlDocument, refuses_aliases) {
  EXPECT_EQ("probe.yaml:1:5: error: aliases (*name) are not part of a scenario",
            first_error("a: *x\n"));
}

TEST(YamlDocument, refuses_tags) {
  EXPECT_EQ("probe.yaml:1:4: error: tags (!name) are not part of a scenario",
            first_error("a: !!str 1\n"));
}

TEST(YamlDocument, refuses_merge_keys) {
  EXPECT_EQ("probe.yaml:1:1: error: merge keys (<<) are not part of a scenario",
            first_error("<<: {}\n"));
}

TEST(YamlDocument, refuses_directives) {
  EXPECT_EQ("probe.yaml:1:1: error: directives (%YAML, %TAG) are not part of a scenario",
            first_error("%YAML 1.1\n---\na: 1\n"));
}

TEST(YamlDocument, refuses_a_second_document) {
  EXPECT_EQ("probe.yaml:5:1: error: a second document; a file holds one scenario",
            first_error(with_head("---\na: 1\n")));
}

TEST(YamlDocument, refuses_a_list_as_a_key) {
  EXPECT_EQ("probe.yaml:1:3: error: a key must be a plain word, not a list",
            first_error("? [a]\n: 1\n"));
}

TEST(YamlDocument, refuses_an_empty_file) {
  EXPECT_EQ(
      "probe.yaml:1:1: error: a file must be a mapping of keys, not nothing\n"
      "      = it begins with format: 1\n",
      errors_of(""));
}

TEST(YamlDocument, refuses_a_file_of_comments_alone) {
  EXPECT_EQ("probe.yaml:1:1: error: a file must be a mapping of keys, not nothing",
            first_error("# format: 1\n"));
}

TEST(YamlDocument, refuses_a_list_for_a_file) {
  EXPECT_EQ("probe.yaml:1:1: error: a file must be a mapping of keys, not a list",
            first_error("- format: 1\n"));
}

TEST(YamlDocument, refuses_a_nul_byte) {
  EXPECT_EQ(
      "probe.yaml:2:3: error: control character 0x00 in the text\n"
      "    2 | b:.\n"
      "      |   ^\n",
      errors_of(std::string("a: 1\nb:\0\n", 9)));
}

TEST(YamlDocument, refuses_what_is_not_utf_8) {
  EXPECT_EQ(
      "probe.yaml:1:4: error: not UTF-8: byte 0xff does not fit here\n"
      "    1 | a: .\n"
      "      |    ^\n",
      errors_of("a: \xff\n"));
}

TEST(YamlDocument, refuses_an_overlong_form) {
  EXPECT_EQ("probe.yaml:1:4: error: not UTF-8: byte 0xc0 does not fit here",
            first_error("a: \xc0\xaf\n"));
}

TEST(YamlDocument, refuses_a_surrogate) {
  EXPECT_EQ("probe.yaml:1:4: error: not UTF-8: byte 0xed does not fit here",
            first_error("a: \xed\xa0\x80\n"));
}

TEST(YamlDocument, counts_columns_in_characters) {
  EXPECT_EQ(
      "probe.yaml:5:1: error: unknown key `größe` in scenario\n"
      "    5 | größe: 1\n"
      "      | ^~~~~\n",
      errors_of(with_head("größe: 1\n")));
}

TEST(YamlDocument, accepts_carriage_returns_before_newlines) {
  EXPECT_EQ("",
            errors_of("format: 1\r\nname: probe\r\nworkload: [ { sleep: 1s } ]\r\n"
                      "expect: { all: { outcome: completed } }\r\n"));
}

TEST(YamlDocument, accepts_a_closing_brace_below_its_key) {
  EXPECT_EQ("", errors_of(with_head("limits: {\n  wall: 5s\n}\n")));
}

TEST(YamlDocument, accepts_json) {
  EXPECT_EQ("",
            errors_of(R"({"format": 1, "name": "probe", "workload": [{"sleep": "1s"}],)"
                      R"( "expect": {"all": {"outcome": "completed"}}})"));
}

TEST(YamlDocument, takes_a_mebibyte) {
  const std::string text = with_head("");
  const std::string padding = "#" + std::string((1U << 20U) - text.size() - 1, 'x');

  EXPECT_EQ("", errors_of(text + padding));
}

TEST(YamlDocument, refuses_a_byte_more_than_a_mebibyte) {
  EXPECT_EQ("probe.yaml: error: a scenario has at most 1 MiB\n",
            errors_of(std::string((1U << 20U) + 1, '#')));
}

TEST(YamlDocument, goes_sixteen_levels_deep) {
  EXPECT_EQ("probe.yaml:1:1: error: a file must be a mapping of keys, not a list",
            first_error(times(16, "[") + times(16, "]")));
}

TEST(YamlDocument, refuses_the_seventeenth_level) {
  EXPECT_EQ("probe.yaml:1:17: error: nested more than 16 deep",
            first_error(times(17, "[") + times(17, "]")));
}

TEST(YamlDocument, refuses_two_hundred_thousand_brackets) {
  EXPECT_EQ("probe.yaml:1:17: error: nested more than 16 deep", first_error(times(200'000, "[")));
}

TEST(YamlDocument, refuses_two_hundred_thousand_dashes) {
  EXPECT_EQ("probe.yaml:1:33: error: nested more than 16 deep", first_error(times(200'000, "- ")));
}

TEST(YamlDocument, refuses_more_keys_and_values_than_a_scenario_can_need) {
  EXPECT_EQ("probe.yaml:1:40003: error: more than 20000 values",
            first_error("a: [" + times(20'001, "x,") + "]"));
}

TEST(YamlDocument, refuses_more_keys_than_a_mapping_can_need) {
  std::string keys;
  for (int i = 0; i < 1'001; ++i) keys += "k" + std::to_string(i) + ": 1\n";

  EXPECT_EQ("probe.yaml:1001:1: error: more than 1000 keys in one mapping", first_error(keys));
}

TEST(YamlDocument, refuses_two_quotes_side_by_side_in_single_quotes) {
  EXPECT_EQ(
      "probe.yaml:1:9: error: two quotes side by side in a value in single quotes\n"
      "    1 | title: 'say ''''no'''''\n"
      "      |         ^~~~~~~~~~~~~~\n"
      "      = write the value in double quotes\n",
      errors_of("title: 'say ''''no'''''\n"));
}

TEST(YamlDocument, stops_at_a_hundred_errors) {
  std::string keys;
  for (int i = 0; i < 900; ++i) keys += "unknown-" + std::to_string(i) + ": 1\n";

  const auto scenario = read({"probe.yaml", with_head(keys)}, {}, small_build());

  ASSERT_TRUE(scenario.has_error());
  EXPECT_EQ(100U, scenario.error().size());
}

}  // namespace
}  // namespace ripcord::scenario
