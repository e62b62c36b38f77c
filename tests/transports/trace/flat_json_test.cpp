#include "transports/trace/flat_json.hpp"

#include <gtest/gtest.h>

namespace ripcord::trace {
namespace {

TEST(FlatJson, has_texts_and_numbers) {
  const auto json = FlatJson::parse(R"({"what":"unit","t":5})");

  ASSERT_TRUE(json);
  EXPECT_EQ("unit", json->text("what"));
  EXPECT_EQ(5U, json->number("t"));
}

TEST(FlatJson, tells_a_text_of_digits_from_a_number) {
  const auto json = FlatJson::parse(R"({"a":"5","b":5})");

  ASSERT_TRUE(json);
  EXPECT_TRUE(json->is_text("a"));
  EXPECT_FALSE(json->is_text("b"));
}

TEST(FlatJson, reads_the_largest_number) {
  const auto json = FlatJson::parse(R"({"n":18446744073709551615})");

  ASSERT_TRUE(json);
  EXPECT_EQ(18'446'744'073'709'551'615ULL, json->number("n"));
}

TEST(FlatJson, reads_a_time_before_the_beginning) {
  const auto json = FlatJson::parse(R"({"t":-1})");

  ASSERT_TRUE(json);
  EXPECT_EQ(-1, json->signed_number("t"));
}

TEST(FlatJson, reads_a_hash_by_its_digits) {
  const auto json = FlatJson::parse(R"({"hash":"00000000000000ff"})");

  ASSERT_TRUE(json);
  EXPECT_EQ(255U, json->hash("hash"));
}

TEST(FlatJson, undoes_escapes) {
  const auto json = FlatJson::parse(R"({"a":"\"\\\u000a"})");

  ASSERT_TRUE(json);
  EXPECT_EQ("\"\\\n", json->text("a"));
}

class NoFlatJson : public testing::TestWithParam<const char*> {};

TEST_P(NoFlatJson, is_refused) { EXPECT_FALSE(FlatJson::parse(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Lines,
                         NoFlatJson,
                         testing::Values("",
                                         "{",
                                         R"({"a")",
                                         R"({"a":)",
                                         R"({"a":1)",
                                         R"({"a":"b)",
                                         R"({"a":"b\)",
                                         R"({"a":"\u00zz"})",
                                         R"({"a":"\u00)",
                                         R"({"a":[1]})",
                                         R"({"a":99999999999999999999})",
                                         R"({"a":1}x)"));

}  // namespace
}  // namespace ripcord::trace
