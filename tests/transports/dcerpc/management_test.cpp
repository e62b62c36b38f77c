#include "transports/dcerpc/management.hpp"

#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc::mgmt {
namespace {

/// A message of each kind with its stub, in both byte orders.
template <typename Message>
void expect_stub(const char* little_endian_hex,
                 const char* big_endian_hex,
                 const Message& message) {
  Bytes little;
  encode_stub(message, ByteOrder::little_endian, little);
  EXPECT_EQ(hex_text(bytes(little_endian_hex)), hex_text(little));

  Bytes big;
  encode_stub(message, ByteOrder::big_endian, big);
  EXPECT_EQ(hex_text(bytes(big_endian_hex)), hex_text(big));

  EXPECT_EQ(message, *decode_stub<Message>(little, ByteOrder::little_endian));
  EXPECT_EQ(message, *decode_stub<Message>(big, ByteOrder::big_endian));
}

TEST(InqIfIds, lists_interfaces_behind_their_pointers) {
  expect_stub(
      "01 00 00 00 02 00 00 00 02 00 00 00 "                          // pointer, max_count, count
      "02 00 00 00 03 00 00 00 "                                      // two pointers
      "08 83 af e1 1f 5d c9 11 91 a4 08 00 2b 14 a0 fa 03 00 00 00 "  // epmapper 3.0
      "80 bd a8 af 8a 7d c9 11 be f4 08 00 2b 10 29 89 01 00 00 00 "  // mgmt 1.0
      "00 00 00 00",                                                  // status
      "00 00 00 01 00 00 00 02 00 00 00 02 "
      "00 00 00 02 00 00 00 03 "
      "e1 af 83 08 5d 1f 11 c9 91 a4 08 00 2b 14 a0 fa 00 03 00 00 "
      "af a8 bd 80 7d 8a 11 c9 be f4 08 00 2b 10 29 89 00 01 00 00 "
      "00 00 00 00",
      InqIfIdsOut{{epmapper_interface, mgmt_interface}, 0});
}

TEST(InqIfIds, may_be_a_null_pointer_with_a_status) {
  const auto message =
      decode_stub<InqIfIdsOut>(bytes("00 00 00 00 05 00 00 00"), ByteOrder::little_endian);

  EXPECT_EQ((InqIfIdsOut{{}, 5}), *message);
}

TEST(InqIfIds, must_agree_on_its_counts) {
  const auto message = decode_stub<InqIfIdsOut>(bytes("01 00 00 00 01 00 00 00 02 00 00 00"),
                                                ByteOrder::little_endian);

  EXPECT_EQ(DecodeError(errc::array_bounds, 8), message.error());
}

TEST(InqStats, returns_four_counters) {
  expect_stub(
      "04 00 00 00 04 00 00 00 "
      "01 00 00 00 02 00 00 00 03 00 00 00 04 00 00 00 "
      "00 00 00 00",
      "00 00 00 04 00 00 00 04 "
      "00 00 00 01 00 00 00 02 00 00 00 03 00 00 00 04 "
      "00 00 00 00",
      InqStatsOut{{1, 2, 3, 4}, 0});
}

TEST(InqStats, asks_for_a_count) { expect_stub("04 00 00 00", "00 00 00 04", InqStatsIn{4}); }

TEST(InqStats, ignores_the_second_integer_that_samba_sends) {
  const auto message =
      decode_stub<InqStatsIn>(bytes("04 00 00 00 04 00 00 00"), ByteOrder::little_endian);

  EXPECT_EQ(4U, message->count);
}

TEST(InqStats, takes_a_count_of_fifty) {
  EXPECT_TRUE(decode_stub<InqStatsIn>(bytes("32 00 00 00"), ByteOrder::little_endian));
}

TEST(InqStats, refuses_a_count_of_fifty_one) {
  EXPECT_EQ(DecodeError(errc::array_bounds, 0),
            decode_stub<InqStatsIn>(bytes("33 00 00 00"), ByteOrder::little_endian).error());
}

TEST(IsServerListening, returns_status_and_answer) {
  expect_stub("00 00 00 00 01 00 00 00", "00 00 00 00 00 00 00 01", IsServerListeningOut{0, 1});
}

TEST(StopServerListening, returns_a_status) {
  expect_stub("05 00 00 00", "00 00 00 05", StopServerListeningOut{5});
}

TEST(InqPrincName, asks_by_authentication_service) {
  expect_stub("0a 00 00 00 00 04 00 00", "00 00 00 0a 00 00 04 00", InqPrincNameIn{10, 1024});
}

TEST(InqPrincName, refuses_a_size_above_4096) {
  EXPECT_EQ(DecodeError(errc::array_bounds, 4),
            decode_stub<InqPrincNameIn>(bytes("0a 00 00 00 01 10 00 00"), ByteOrder::little_endian)
                .error());
}

TEST(InqPrincName, returns_a_string) {
  expect_stub("03 00 00 00 00 00 00 00 03 00 00 00 61 62 00 00 00 00 00 00",
              "00 00 00 03 00 00 00 00 00 00 00 03 61 62 00 00 00 00 00 00",
              InqPrincNameOut{"ab", 0});
}

}  // namespace
}  // namespace ripcord::dcerpc::mgmt
