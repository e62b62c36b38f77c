#include "harness/report/json_writer.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace ripcord::report {
namespace {

TEST(JsonWriter, places_commas_between_members_and_elements) {
  std::string text;
  JsonWriter json(text);

  json.begin_object().number("a", 1).key("b").begin_array().number(2).text("x").end_array();
  json.boolean("c", true).end_object();

  EXPECT_EQ(R"({"a":1,"b":[2,"x"],"c":true})", text);
}

TEST(JsonWriter, writes_no_comma_in_what_is_empty) {
  std::string text;
  JsonWriter json(text);

  json.begin_object()
      .key("a")
      .begin_array()
      .end_array()
      .key("b")
      .begin_object()
      .end_object()
      .end_object();

  EXPECT_EQ(R"({"a":[],"b":{}})", text);
}

TEST(JsonWriter, escapes_quotes_backslashes_and_controls) {
  std::string text;

  JsonWriter(text).text("\"\\\n\x01");

  EXPECT_EQ(R"("\"\\\n\u0001")", text);
}

TEST(JsonWriter, replaces_bytes_that_are_no_utf8) {
  std::string text;

  JsonWriter(text).text("a\xff");

  EXPECT_EQ("\"a\xef\xbf\xbd\"", text);
}

TEST(JsonWriter, keeps_all_64_bits_of_a_number) {
  std::string text;

  JsonWriter(text).number(std::numeric_limits<std::uint64_t>::max());

  EXPECT_EQ("18446744073709551615", text);
}

TEST(JsonWriter, writes_a_hash_as_sixteen_digits) {
  std::string text;

  JsonWriter(text).hash(0xabc);

  EXPECT_EQ("\"0000000000000abc\"", text);
}

}  // namespace
}  // namespace ripcord::report
