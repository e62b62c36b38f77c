#include "transports/dcerpc/header.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/layouts.hpp"
#include "transports/dcerpc/errc.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

using State = protocol::Frame::State;

constexpr Layout little_endian_header{"little_endian",
                                      "05 00 0b 03 "   // rpc_vers, rpc_vers_minor, ptype, pfc_flags
                                      "10 00 00 00 "   // packed_drep
                                      "48 00 08 00 "   // frag_length 72, auth_length 8
                                      "01 00 00 80"};  // call_id

constexpr Layout big_endian_header{"big_endian",
                                   "05 00 0b 03 "
                                   "00 00 00 00 "
                                   "00 48 00 08 "
                                   "80 00 00 01"};

class HeaderOfBothOrders : public testing::TestWithParam<Layout> {
 protected:
  const Bytes input = bytes(GetParam().hex);
};

INSTANTIATE_TEST_SUITE_P(,
                         HeaderOfBothOrders,
                         testing::Values(little_endian_header, big_endian_header),
                         by_name);

TEST_P(HeaderOfBothOrders, is_read_in_the_order_that_packed_drep_names) {
  const Decoded<Header> header = decode_header(input);

  ASSERT_TRUE(header);
  EXPECT_EQ(72U, header->frag_length);
  EXPECT_EQ(8U, header->auth_length);
  EXPECT_EQ(0x80000001U, header->call_id);
}

TEST_P(HeaderOfBothOrders, says_the_size_of_its_unit) {
  const protocol::Frame unit = frame(input);

  EXPECT_EQ(State::sized, unit.state);
  EXPECT_EQ(72U, unit.size);
}

TEST_P(HeaderOfBothOrders, says_the_size_of_its_unit_after_ten_octets) {
  EXPECT_EQ(State::sized, frame(ByteView(input).first(10)).state);
}

TEST_P(HeaderOfBothOrders, needs_ten_octets_to_say_anything) {
  const protocol::Frame unit = frame(ByteView(input).first(9));

  EXPECT_EQ(State::needs_more, unit.state);
  EXPECT_EQ(10U, unit.size);
}

TEST(Header, reads_flags_and_type) {
  const Decoded<Header> header = decode_header(bytes(little_endian_header.hex));

  ASSERT_TRUE(header);
  EXPECT_EQ(PduType::bind, header->ptype);
  EXPECT_EQ(pfc::first_frag | pfc::last_frag, header->pfc_flags);
}

/// A header with a wrong octet, why it is refused, and the octet that is named.
struct WrongHeader {
  const char* name;
  const char* hex;
  errc error;
  std::size_t offset;
};

void PrintTo(const WrongHeader& header, std::ostream* out) { *out << header.name; }

class RefusedHeader : public testing::TestWithParam<WrongHeader> {};

INSTANTIATE_TEST_SUITE_P(
    ,
    RefusedHeader,
    testing::Values(
        WrongHeader{
            "version_4", "04 00 0b 03 10 00 00 00 48 00 00 00 01 00 00 00", errc::rpc_version, 0},
        WrongHeader{"minor_version_2",
                    "05 02 0b 03 10 00 00 00 48 00 00 00 01 00 00 00",
                    errc::rpc_version,
                    1},
        WrongHeader{"integer_representation_2",
                    "05 00 0b 03 20 00 00 00 48 00 00 00 01 00 00 00",
                    errc::integer_representation,
                    4},
        WrongHeader{
            "fifteen_octets", "05 00 0b 03 10 00 00 00 48 00 00 00 01 00 00", errc::truncated, 12}),
    by_name);

TEST_P(RefusedHeader, names_condition_and_octet) {
  const Decoded<Header> header = decode_header(bytes(GetParam().hex));

  ASSERT_FALSE(header);
  EXPECT_EQ(DecodeError(GetParam().error, GetParam().offset), header.error());
}

TEST(Header, may_have_minor_version_1) {
  EXPECT_TRUE(decode_header(bytes("05 01 0b 03 10 00 00 00 48 00 00 00 01 00 00 00")));
}

TEST(Framing, needs_ten_octets_of_an_empty_stream) {
  const protocol::Frame unit = frame({});

  EXPECT_EQ(State::needs_more, unit.state);
  EXPECT_EQ(frame_peek_size, unit.size);
}

TEST(Framing, takes_a_unit_that_is_only_a_header) {
  const protocol::Frame unit = frame(bytes("05 00 11 03 10 00 00 00 10 00"));

  EXPECT_EQ(State::sized, unit.state);
  EXPECT_EQ(16U, unit.size);
}

TEST(Framing, takes_the_largest_unit) {
  EXPECT_EQ(0xffffU, frame(bytes("05 00 0b 03 10 00 00 00 ff ff")).size);
}

TEST(Framing, takes_a_unit_of_an_unknown_type) {
  EXPECT_EQ(State::sized, frame(bytes("05 00 ff 03 10 00 00 00 10 00")).state);
}

/// The front of a stream that is no DCE/RPC.
class LostFraming : public testing::TestWithParam<Layout> {};

INSTANTIATE_TEST_SUITE_P(,
                         LostFraming,
                         testing::Values(Layout{"http", "47"},
                                         Layout{"minor_version_2", "05 02"},
                                         Layout{"integer_representation_2", "05 00 0b 03 20"},
                                         Layout{"frag_length_below_a_header",
                                                "05 00 0b 03 10 00 00 00 0f 00"}),
                         by_name);

TEST_P(LostFraming, is_seen_at_the_first_wrong_octet) {
  EXPECT_EQ(State::lost, frame(bytes(GetParam().hex)).state);
}

}  // namespace
}  // namespace ripcord::dcerpc
