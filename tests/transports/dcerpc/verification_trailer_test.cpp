#include "transports/dcerpc/verification_trailer.hpp"

#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

const char* const whole_trailer =
    "8a e3 13 71 02 f4 36 71 "  // magic
    "01 00 04 00 01 00 00 00 "  // bitmask: client supports header signing
    "02 00 28 00 "              // pcontext
    "08 83 af e1 1f 5d c9 11 91 a4 08 00 2b 14 a0 fa 03 00 00 00 "
    "04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60 02 00 00 00 "
    "03 40 10 00 "  // header2, the last
    "00 00 00 00 "  // ptype request
    "10 00 00 00 "  // drep
    "07 00 00 00 "  // call_id
    "01 00 03 00";  // context_id, opnum

VerificationTrailer whole() {
  VerificationTrailer trailer;
  trailer.bitmask = 1;
  trailer.pcontext = {epmapper_interface, ndr20};
  trailer.header2 = {PduType::request, {}, 7, 1, 3};
  return trailer;
}

TEST(VerificationTrailer, is_laid_out_by_command) {
  Bytes out;

  encode_verification_trailer(whole(), 0, out);

  EXPECT_EQ(hex_text(bytes(whole_trailer)), hex_text(out));
}

TEST(VerificationTrailer, is_aligned_to_the_stub) {
  Bytes out = bytes("aa 01 02 03 04 05");
  VerificationTrailer trailer;
  trailer.bitmask = 1;

  encode_verification_trailer(trailer, 1, out);

  EXPECT_EQ("aa 01 02 03 04 05 00 00 00 8a e3 13 71 02 f4 36 71 01 40 04 00 01 00 00 00",
            hex_text(out));
}

TEST(VerificationTrailer, is_read_command_by_command) {
  const auto trailer = decode_verification_trailer(bytes(whole_trailer));

  ASSERT_TRUE(trailer);
  EXPECT_EQ(1U, trailer->bitmask);
  EXPECT_EQ(epmapper_interface, trailer->pcontext->interface_id);
  EXPECT_EQ(ndr20, trailer->pcontext->transfer_syntax);
  EXPECT_EQ(7U, trailer->header2->call_id);
  EXPECT_EQ(1U, trailer->header2->context_id);
  EXPECT_EQ(3U, trailer->header2->opnum);
}

TEST(VerificationTrailer, skips_an_unknown_command) {
  const auto trailer = decode_verification_trailer(
      bytes("8a e3 13 71 02 f4 36 71 09 00 02 00 ff ff 01 40 04 00 01 00 00 00"));

  ASSERT_TRUE(trailer);
  EXPECT_EQ(1U, trailer->bitmask);
}

TEST(VerificationTrailer, refuses_an_unknown_command_that_must_be_processed) {
  const auto trailer =
      decode_verification_trailer(bytes("8a e3 13 71 02 f4 36 71 09 c0 02 00 ff ff"));

  EXPECT_EQ(DecodeError(errc::verification_trailer, 8), trailer.error());
}

TEST(VerificationTrailer, refuses_another_magic) {
  const auto trailer = decode_verification_trailer(bytes("8a e3 13 71 02 f4 36 72 01 40 00 00"));

  EXPECT_EQ(DecodeError(errc::verification_trailer, 0), trailer.error());
}

TEST(VerificationTrailer, refuses_a_command_that_ends_early) {
  const auto trailer = decode_verification_trailer(bytes("8a e3 13 71 02 f4 36 71 01 40 04 00 01"));

  EXPECT_EQ(DecodeError(errc::truncated, 12), trailer.error());
}

TEST(VerificationTrailer, is_found_behind_the_parameters) {
  EXPECT_EQ(4U,
            find_verification_trailer(bytes("01 02 03 04 8a e3 13 71 02 f4 36 71 01 40 00 00")));
}

/// A magic and as many octets that the stub's last `size` octets begin with it.
Bytes stub_ending_in(std::size_t size) {
  Bytes stub = bytes("00 00 00 00 8a e3 13 71 02 f4 36 71");
  stub.resize(4 + size);
  return stub;
}

TEST(VerificationTrailer, is_found_1024_octets_before_the_end) {
  EXPECT_EQ(4U, find_verification_trailer(stub_ending_in(1024)));
}

TEST(VerificationTrailer, is_not_searched_1025_octets_before_the_end) {
  EXPECT_EQ(std::nullopt, find_verification_trailer(stub_ending_in(1025)));
}

}  // namespace
}  // namespace ripcord::dcerpc
