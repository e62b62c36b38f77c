#include "transports/shim/parameter.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::string_view, 3> sides{"client", "server", "both"};

Value parsed(ValueType type, std::string_view text) {
  return *parse_value({.name = "x", .type = type, .choices = sides}, text);
}

std::string refused(ValueType type, std::string_view text) {
  return parse_value({.name = "x", .type = type, .choices = sides, .low = 0, .high = 9}, text)
      .error()
      .expected;
}

TEST(ParseValue, reads_each_type_in_its_own_words) {
  EXPECT_EQ(Value(true), parsed(ValueType::boolean, "true"));
  EXPECT_EQ(Value(std::int64_t{0x1c010003}), parsed(ValueType::integer, "0x1c010003"));
  EXPECT_EQ(Value(Duration(250ms)), parsed(ValueType::duration, "250ms"));
  EXPECT_EQ(Value(DurationRange{0ms, 2ms}), parsed(ValueType::duration_range, "0ms..2ms"));
  EXPECT_EQ(Value(DurationRange{1ms, 1ms}), parsed(ValueType::duration_range, "1ms"));
  EXPECT_EQ(Value(Size{4096}), parsed(ValueType::size, "4KiB"));
  EXPECT_EQ(Value(Size{512}), parsed(ValueType::size, "512"));
  EXPECT_EQ(Value(Probability{50'000}), parsed(ValueType::probability, "5%"));
  EXPECT_EQ(Value(std::string("both")), parsed(ValueType::choice, "both"));
  EXPECT_EQ(Value(std::string("any words")), parsed(ValueType::text, "any words"));
  EXPECT_EQ(Value(Names{{"response"}}), parsed(ValueType::names, "response"));
  EXPECT_EQ(Value(Bytes{0x05, 0x00, 0x0b}), parsed(ValueType::hex, "05000B"));
  EXPECT_EQ(Value(std::string("middle")), parsed(ValueType::fragment, "middle"));
}

TEST(ParseValue, reads_ranges_that_are_closed_open_or_single) {
  EXPECT_EQ(Value(Range{2, 4}), parsed(ValueType::range, "2..4"));
  EXPECT_EQ(Value(Range{2, 2}), parsed(ValueType::range, "2"));
  EXPECT_EQ(Value(Range{.low = 2}), parsed(ValueType::range, "2.."));
}

TEST(ParseValue, says_what_it_expected) {
  EXPECT_EQ("true or false", refused(ValueType::boolean, "yes"));
  EXPECT_EQ("a whole number from 0 to 9", refused(ValueType::integer, "ten"));
  EXPECT_EQ("a duration with its unit, such as 250ms", refused(ValueType::duration, "250"));
  EXPECT_EQ("client, server or both", refused(ValueType::choice, "neither"));
  EXPECT_EQ("field names with whole numbers", refused(ValueType::field_values, "status"));
}

TEST(ParseValue, holds_numbers_to_the_bounds_of_their_parameter) {
  const Parameter port{.name = "port", .type = ValueType::integer, .low = 1, .high = 65535};

  EXPECT_FALSE(parse_value(port, "0").has_value());
  EXPECT_TRUE(parse_value(port, "1").has_value());
  EXPECT_TRUE(parse_value(port, "65535").has_value());
  EXPECT_FALSE(parse_value(port, "65536").has_value());
}

TEST(ParseValue, ends_an_open_range_at_the_bound) {
  const Parameter opnum{.name = "opnum", .type = ValueType::range, .low = 0, .high = 65534};

  EXPECT_EQ(Value(Range{3, 65534}), *parse_value(opnum, "3.."));
}

class Malformed : public testing::TestWithParam<std::pair<ValueType, std::string_view>> {};

TEST_P(Malformed, is_refused) {
  const auto& [type, text] = GetParam();

  EXPECT_FALSE(parse_value({.name = "x", .type = type}, text).has_value());
}

INSTANTIATE_TEST_SUITE_P(ParseValue,
                         Malformed,
                         testing::Values(std::pair(ValueType::range, "4..2"),
                                         std::pair(ValueType::range, "..4"),
                                         std::pair(ValueType::range, ""),
                                         std::pair(ValueType::duration_range, "2ms..1ms"),
                                         std::pair(ValueType::duration_range, "2ms.."),
                                         std::pair(ValueType::size, "-1"),
                                         std::pair(ValueType::size, "4 KiB"),
                                         std::pair(ValueType::probability, "101%"),
                                         std::pair(ValueType::hex, "050"),
                                         std::pair(ValueType::hex, "0g"),
                                         std::pair(ValueType::fragment, "0"),
                                         std::pair(ValueType::fragment, "second")));

class RoundTrip : public testing::TestWithParam<std::pair<ValueType, std::string_view>> {};

TEST_P(RoundTrip, writes_what_it_reads) {
  const auto& [type, text] = GetParam();

  EXPECT_EQ(text, value_text(parsed(type, text)));
}

INSTANTIATE_TEST_SUITE_P(ValueText,
                         RoundTrip,
                         testing::Values(std::pair(ValueType::boolean, "false"),
                                         std::pair(ValueType::integer, "-7"),
                                         std::pair(ValueType::range, "2..4"),
                                         std::pair(ValueType::range, "3"),
                                         std::pair(ValueType::range, "3.."),
                                         std::pair(ValueType::duration, "1500us"),
                                         std::pair(ValueType::duration_range, "1ms..2ms"),
                                         std::pair(ValueType::size, "4KiB"),
                                         std::pair(ValueType::probability, "0.1%"),
                                         std::pair(ValueType::choice, "client"),
                                         std::pair(ValueType::names, "request"),
                                         std::pair(ValueType::hex, "05000b03"),
                                         std::pair(ValueType::fragment, "12")));

TEST(ValueText, writes_lists_and_maps_in_flow_style) {
  EXPECT_EQ("[request, response]", value_text(Names{{"request", "response"}}));
  EXPECT_EQ("{ status: 0x1c010003, p_cont_id: 0x0 }",
            value_text(FieldValues{{{"status", 0x1c010003}, {"p_cont_id", 0}}}));
}

TEST(Arguments, keep_the_last_value_of_a_name) {
  Arguments arguments;
  arguments.set("by", Duration(1ms));

  arguments.set("by", Duration(2ms));

  EXPECT_EQ(Duration(2ms), arguments.duration("by"));
  EXPECT_EQ(1U, arguments.all().size());
}

TEST(ArgumentsDeathTest, assert_that_a_value_has_the_asked_type) {
  Arguments arguments;
  arguments.set("by", Duration(1ms));

  EXPECT_DEATH(static_cast<void>(arguments.integer("by")), "held != nullptr");
  EXPECT_DEATH(static_cast<void>(arguments.duration("to")), "value != nullptr");
}

TEST(WithFallbacks, completes_what_was_left_out_and_keeps_what_was_given) {
  constexpr std::array parameters{
      Parameter{.name = "toward", .type = ValueType::choice, .fallback = "both", .choices = sides},
      Parameter{.name = "by", .type = ValueType::duration, .fallback = "1s"},
      Parameter{.name = "for", .type = ValueType::duration}};
  Arguments given;
  given.set("by", Duration(2s));

  const Arguments complete = with_fallbacks(given, parameters);

  EXPECT_EQ("both", complete.text("toward"));
  EXPECT_EQ(Duration(2s), complete.duration("by"));
  EXPECT_FALSE(complete.has("for"));
}

}  // namespace
}  // namespace ripcord::shim
