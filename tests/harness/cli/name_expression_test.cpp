#include "harness/cli/name_expression.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ripcord::cli {
namespace {

bool holds(std::string_view text) {
  static const std::array<std::string, 3> names{
      "q156715/second_file", "Second-File-Stale", "backup"};
  const auto expression = NameExpression::parse(text);
  return expression && expression->matches(names);
}

ExpressionError error_of(std::string_view text) {
  const auto expression = NameExpression::parse(text);
  return expression ? ExpressionError() : expression.error();
}

TEST(NameExpression, holds_for_a_part_of_a_name) { EXPECT_TRUE(holds("second")); }

TEST(NameExpression, does_not_care_for_the_case_of_letters) { EXPECT_TRUE(holds("STALE")); }

TEST(NameExpression, fails_for_a_word_of_no_name) { EXPECT_FALSE(holds("echo")); }

TEST(NameExpression, joins_by_and) { EXPECT_FALSE(holds("second and echo")); }

TEST(NameExpression, finds_the_words_of_an_and_in_different_names) {
  EXPECT_TRUE(holds("q156715 and backup"));
}

TEST(NameExpression, joins_by_or) { EXPECT_TRUE(holds("echo or backup")); }

TEST(NameExpression, negates_what_follows_not) { EXPECT_TRUE(holds("not echo")); }

TEST(NameExpression, binds_and_stronger_than_or) {
  EXPECT_TRUE(holds("backup or second and echo"));
}

TEST(NameExpression, lets_parentheses_bind_first) {
  EXPECT_FALSE(holds("(backup or second) and echo"));
}

TEST(NameExpression, binds_not_stronger_than_and) { EXPECT_FALSE(holds("not second and backup")); }

TEST(NameExpression, needs_no_blanks_at_parentheses) { EXPECT_TRUE(holds("not(echo)and(backup)")); }

TEST(NameExpression, tells_where_a_word_is_missing) {
  const ExpressionError error = error_of("a and");

  EXPECT_EQ(6U, error.column);
  EXPECT_EQ("a word was expected, not the end", error.message);
}

TEST(NameExpression, tells_where_an_operator_is_missing) {
  const ExpressionError error = error_of("a b");

  EXPECT_EQ(3U, error.column);
  EXPECT_EQ("`and`, `or` or the end was expected, not `b`", error.message);
}

TEST(NameExpression, tells_where_a_parenthesis_is_missing) {
  const ExpressionError error = error_of("(a or b");

  EXPECT_EQ(8U, error.column);
  EXPECT_EQ("`)` was expected", error.message);
}

TEST(NameExpression, refuses_an_operator_as_a_word) { EXPECT_EQ(1U, error_of("or").column); }

TEST(NameExpression, refuses_a_parenthesis_that_nothing_opens) {
  EXPECT_EQ(2U, error_of("a)").column);
}

TEST(NameExpression, takes_as_many_nots_as_its_limit) {
  std::string text;
  for (std::size_t i = 1; i < NameExpression::depth_max; ++i) text += "not ";

  EXPECT_TRUE(NameExpression::parse(text + "a"));
}

TEST(NameExpression, refuses_more_nots_than_its_limit) {
  std::string text;
  for (std::size_t i = 0; i < NameExpression::depth_max; ++i) text += "not ";

  EXPECT_FALSE(NameExpression::parse(text + "a"));
}

}  // namespace
}  // namespace ripcord::cli
