#include "transports/base/uuid.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord {
namespace {

using testing::ElementsAre;

// NDR's transfer syntax, C706 appendix I.
constexpr std::string_view ndr = "8a885d04-1ceb-11c9-9fe8-08002b104860";

TEST(UuidParse, splits_the_text_into_its_fields) {
  const Uuid uuid = Uuid::parse(ndr).value();

  EXPECT_EQ(0x8a885d04U, uuid.time_low);
  EXPECT_EQ(0x1cebU, uuid.time_mid);
  EXPECT_EQ(0x11c9U, uuid.time_hi_and_version);
  EXPECT_THAT(uuid.clock_seq_and_node, ElementsAre(0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60));
}

TEST(UuidParse, takes_upper_case) {
  EXPECT_EQ(Uuid::parse(ndr), Uuid::parse("8A885D04-1CEB-11C9-9FE8-08002B104860"));
}

struct Malformed {
  const char* name;
  std::string_view text;
};

class UuidParseOfMalformedText : public testing::TestWithParam<Malformed> {};

INSTANTIATE_TEST_SUITE_P(
    Texts,
    UuidParseOfMalformedText,
    testing::Values(Malformed{"nothing", ""},
                    Malformed{"one_digit_short", "8a885d04-1ceb-11c9-9fe8-08002b10486"},
                    Malformed{"one_digit_long", "8a885d04-1ceb-11c9-9fe8-08002b1048600"},
                    Malformed{"braces", "{8a885d04-1ceb-11c9-9fe8-08002b10486}"},
                    Malformed{"no_dashes", "8a885d041ceb11c99fe808002b104860xxxx"},
                    Malformed{"dash_one_late", "8a885d041-ceb-11c9-9fe8-08002b104860"},
                    Malformed{"not_a_digit", "8a885d04-1ceb-11c9-9fe8-08002b10486g"},
                    Malformed{"dash_for_a_digit", "8a885d0--1ceb-11c9-9fe8-08002b104860"},
                    Malformed{"space_in_front", " a885d04-1ceb-11c9-9fe8-08002b104860"}),
    [](const auto& test) { return test.param.name; });

TEST_P(UuidParseOfMalformedText, is_nothing) {
  EXPECT_EQ(std::nullopt, Uuid::parse(GetParam().text));
}

TEST(UuidText, reads_back_what_was_parsed) { EXPECT_EQ(ndr, Uuid::parse(ndr).value().text()); }

TEST(UuidText, keeps_leading_zeros) {
  EXPECT_EQ("00000001-0002-0003-0000-000000000000", (Uuid{1, 2, 3, {}}.text()));
}

TEST(UuidText, prints_the_largest_fields) {
  EXPECT_EQ("ffffffff-ffff-ffff-ffff-ffffffffffff",
            (Uuid{0xffffffff, 0xffff, 0xffff, {255, 255, 255, 255, 255, 255, 255, 255}}.text()));
}

TEST(Uuid, of_zeros_is_nil) { EXPECT_TRUE(Uuid{}.is_nil()); }

TEST(Uuid, with_one_bit_set_is_not_nil) {
  EXPECT_FALSE(Uuid::parse("00000000-0000-0000-0000-000000000001").value().is_nil());
}

TEST(Uuid, orders_as_its_text_does) {
  EXPECT_LT(Uuid::parse("00000000-0000-0000-00ff-000000000000"),
            Uuid::parse("00000000-0000-0001-0000-000000000000"));
}

}  // namespace
}  // namespace ripcord
