#include "transports/base/quantity.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace ripcord {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t int64_max = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t int64_min = std::numeric_limits<std::int64_t>::min();

TEST(ParseDuration, knows_every_unit) {
  EXPECT_EQ(7ns, parse_duration("7ns"));
  EXPECT_EQ(7us, parse_duration("7us"));
  EXPECT_EQ(7ms, parse_duration("7ms"));
  EXPECT_EQ(7s, parse_duration("7s"));
  EXPECT_EQ(7min, parse_duration("7m"));
  EXPECT_EQ(7h, parse_duration("7h"));
}

TEST(ParseDuration, takes_a_fraction_that_is_whole_in_nanoseconds) {
  EXPECT_EQ(1'500ms, parse_duration("1.5s"));
}

TEST(ParseDuration, takes_zero) { EXPECT_EQ(0ns, parse_duration("0ms")); }

TEST(ParseDuration, takes_the_longest_duration) {
  EXPECT_EQ(Duration::max(), parse_duration("9223372036854775807ns"));
}

TEST(ParseDuration, refuses_a_nanosecond_more_than_the_longest) {
  EXPECT_EQ(std::nullopt, parse_duration("9223372036854775808ns"));
}

TEST(ParseDuration, refuses_more_than_292_years) {
  EXPECT_EQ(std::nullopt, parse_duration("2562048h"));
}

TEST(ParseDuration, takes_292_years) { EXPECT_EQ(2'562'047h, parse_duration("2562047h")); }

struct NotAQuantity {
  const char* name;
  std::string_view text;
};

std::string name_of(const testing::TestParamInfo<NotAQuantity>& info) { return info.param.name; }

class ParseDurationOfOtherText : public testing::TestWithParam<NotAQuantity> {};

INSTANTIATE_TEST_SUITE_P(Texts,
                         ParseDurationOfOtherText,
                         testing::Values(NotAQuantity{"nothing", ""},
                                         NotAQuantity{"no_unit", "250"},
                                         NotAQuantity{"no_number", "ms"},
                                         NotAQuantity{"unknown_unit", "5d"},
                                         NotAQuantity{"upper_case_unit", "5MS"},
                                         NotAQuantity{"unit_of_a_size", "5B"},
                                         NotAQuantity{"space_between", "5 ms"},
                                         NotAQuantity{"space_behind", "5ms "},
                                         NotAQuantity{"negative", "-5ms"},
                                         NotAQuantity{"plus", "+5ms"},
                                         NotAQuantity{"point_first", ".5s"},
                                         NotAQuantity{"point_last", "5.s"},
                                         NotAQuantity{"two_points", "1.2.3s"},
                                         NotAQuantity{"below_a_nanosecond", "0.5ns"},
                                         NotAQuantity{"twenty_digits", "0.0000000000000000001h"},
                                         NotAQuantity{"hexadecimal", "0x10ms"}),
                         name_of);

TEST_P(ParseDurationOfOtherText, is_nothing) {
  EXPECT_EQ(std::nullopt, parse_duration(GetParam().text));
}

TEST(DurationText, uses_the_largest_unit_that_is_exact) {
  EXPECT_EQ("30s", duration_text(30'000ms));
  EXPECT_EQ("1500us", duration_text(1'500us));
  EXPECT_EQ("2m", duration_text(120s));
  EXPECT_EQ("24h", duration_text(24h));
  EXPECT_EQ("3600000000001ns", duration_text(1h + 1ns));
}

TEST(DurationText, prints_zero_with_a_unit) { EXPECT_EQ("0ms", duration_text(0ns)); }

TEST(DurationText, prints_a_negative_duration_with_its_sign) {
  EXPECT_EQ("-2s", duration_text(-2s));
}

TEST(DurationText, prints_the_longest_durations) {
  EXPECT_EQ("9223372036854775807ns", duration_text(Duration::max()));
  EXPECT_EQ("-9223372036854775808ns", duration_text(Duration::min()));
}

TEST(ParseSize, knows_every_unit) {
  EXPECT_EQ(3U, parse_size("3B"));
  EXPECT_EQ(3'072U, parse_size("3KiB"));
  EXPECT_EQ(3'145'728U, parse_size("3MiB"));
  EXPECT_EQ(3'221'225'472U, parse_size("3GiB"));
  EXPECT_EQ(3'000U, parse_size("3kB"));
  EXPECT_EQ(3'000'000U, parse_size("3MB"));
  EXPECT_EQ(3'000'000'000U, parse_size("3GB"));
}

TEST(ParseSize, takes_a_fraction_that_is_whole_in_bytes) {
  EXPECT_EQ(1'572'864U, parse_size("1.5MiB"));
}

TEST(ParseSize, takes_the_largest_whole_gibibytes) {
  EXPECT_EQ(8'589'934'591ULL << 30U, parse_size("8589934591GiB"));
}

TEST(ParseSize, refuses_a_size_of_two_to_the_63) {
  EXPECT_EQ(std::nullopt, parse_size("8589934592GiB"));
}

TEST(ParseSize, takes_one_byte_less_than_two_to_the_63) {
  EXPECT_EQ(9'223'372'036'854'775'807U, parse_size("9223372036854775807B"));
}

class ParseSizeOfOtherText : public testing::TestWithParam<NotAQuantity> {};

INSTANTIATE_TEST_SUITE_P(Texts,
                         ParseSizeOfOtherText,
                         testing::Values(NotAQuantity{"nothing", ""},
                                         NotAQuantity{"no_unit", "512"},
                                         NotAQuantity{"lower_case_unit", "4kib"},
                                         NotAQuantity{"unit_of_a_duration", "4s"},
                                         NotAQuantity{"half_a_byte", "0.5B"},
                                         NotAQuantity{"negative", "-4KiB"}),
                         name_of);

TEST_P(ParseSizeOfOtherText, is_nothing) { EXPECT_EQ(std::nullopt, parse_size(GetParam().text)); }

TEST(SizeText, uses_the_largest_binary_unit_that_is_exact) {
  EXPECT_EQ("512B", size_text(512));
  EXPECT_EQ("4KiB", size_text(4'096));
  EXPECT_EQ("1536KiB", size_text(1'572'864));
  EXPECT_EQ("1GiB", size_text(1ULL << 30U));
  EXPECT_EQ("1025B", size_text(1'025));
}

TEST(SizeText, prints_zero_in_bytes) { EXPECT_EQ("0B", size_text(0)); }

TEST(ParseInteger, takes_decimal) { EXPECT_EQ(258, parse_integer("258")); }

TEST(ParseInteger, takes_hexadecimal_in_either_case) {
  EXPECT_EQ(0x1c0a, parse_integer("0x1c0a"));
  EXPECT_EQ(0x1c0a, parse_integer("0X1C0A"));
}

TEST(ParseInteger, takes_a_minus) { EXPECT_EQ(-16, parse_integer("-0x10")); }

TEST(ParseInteger, takes_the_largest) {
  EXPECT_EQ(int64_max, parse_integer("9223372036854775807"));
}

TEST(ParseInteger, refuses_one_more_than_the_largest) {
  EXPECT_EQ(std::nullopt, parse_integer("9223372036854775808"));
}

TEST(ParseInteger, takes_the_smallest) {
  EXPECT_EQ(int64_min, parse_integer("-9223372036854775808"));
}

TEST(ParseInteger, refuses_one_less_than_the_smallest) {
  EXPECT_EQ(std::nullopt, parse_integer("-9223372036854775809"));
}

TEST(ParseInteger, refuses_a_digit_too_many) {
  EXPECT_EQ(std::nullopt, parse_integer("0x10000000000000000"));
}

class ParseIntegerOfOtherText : public testing::TestWithParam<NotAQuantity> {};

INSTANTIATE_TEST_SUITE_P(Texts,
                         ParseIntegerOfOtherText,
                         testing::Values(NotAQuantity{"nothing", ""},
                                         NotAQuantity{"minus_alone", "-"},
                                         NotAQuantity{"prefix_alone", "0x"},
                                         NotAQuantity{"two_signs", "--1"},
                                         NotAQuantity{"plus", "+1"},
                                         NotAQuantity{"space_in_front", " 1"},
                                         NotAQuantity{"space_behind", "1 "},
                                         NotAQuantity{"fraction", "1.0"},
                                         NotAQuantity{"hexadecimal_without_prefix", "1f"},
                                         NotAQuantity{"letter_past_f", "0x1g"}),
                         name_of);

TEST_P(ParseIntegerOfOtherText, is_nothing) {
  EXPECT_EQ(std::nullopt, parse_integer(GetParam().text));
}

TEST(ParseProbability, takes_percent) {
  EXPECT_EQ(50'000U, parse_probability("5%"));
  EXPECT_EQ(1'000U, parse_probability("0.1%"));
  EXPECT_EQ(1U, parse_probability("0.0001%"));
}

TEST(ParseProbability, takes_a_share_of_one) {
  EXPECT_EQ(50'000U, parse_probability("0.05"));
  EXPECT_EQ(1U, parse_probability("0.000001"));
}

TEST(ParseProbability, takes_both_ends) {
  EXPECT_EQ(0U, parse_probability("0"));
  EXPECT_EQ(0U, parse_probability("0%"));
  EXPECT_EQ(1'000'000U, parse_probability("1"));
  EXPECT_EQ(1'000'000U, parse_probability("100%"));
}

class ParseProbabilityOfOtherText : public testing::TestWithParam<NotAQuantity> {};

INSTANTIATE_TEST_SUITE_P(Texts,
                         ParseProbabilityOfOtherText,
                         testing::Values(NotAQuantity{"nothing", ""},
                                         NotAQuantity{"percent_alone", "%"},
                                         NotAQuantity{"more_than_one", "1.000001"},
                                         NotAQuantity{"more_than_all", "100.0001%"},
                                         NotAQuantity{"finer_than_a_millionth", "0.0000001"},
                                         NotAQuantity{"space_between", "5 %"},
                                         NotAQuantity{"twice_percent", "5%%"},
                                         NotAQuantity{"negative", "-1%"}),
                         name_of);

TEST_P(ParseProbabilityOfOtherText, is_nothing) {
  EXPECT_EQ(std::nullopt, parse_probability(GetParam().text));
}

TEST(ProbabilityText, prints_percent_without_idle_zeros) {
  EXPECT_EQ("5%", probability_text(50'000));
  EXPECT_EQ("0.1%", probability_text(1'000));
  EXPECT_EQ("12.3456%", probability_text(123'456));
}

TEST(ProbabilityText, prints_both_ends) {
  EXPECT_EQ("0%", probability_text(0));
  EXPECT_EQ("0.0001%", probability_text(1));
  EXPECT_EQ("100%", probability_text(1'000'000));
}

}  // namespace
}  // namespace ripcord
