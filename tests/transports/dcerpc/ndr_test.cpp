#include "transports/dcerpc/ndr.hpp"

#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

TEST(NdrReader, aligns_each_integer_to_its_size) {
  const Bytes stub = bytes(
      "01 ff 02 00 "              // u8, gap, u16
      "03 00 00 00 "              // u32
      "04 00 00 00 00 00 00 00 "  // u64
      "05");
  NdrReader ndr(stub);

  EXPECT_EQ(1U, ndr.u8());
  EXPECT_EQ(2U, ndr.u16());
  EXPECT_EQ(3U, ndr.u32());
  EXPECT_EQ(4U, ndr.u64());
  EXPECT_EQ(5U, ndr.u8());
}

TEST(NdrReader, reads_big_endian_when_told) {
  const Bytes stub = bytes("00 01 ff ff 00 00 00 02");
  NdrReader ndr(stub, ByteOrder::big_endian);

  EXPECT_EQ(1U, ndr.u16());
  EXPECT_EQ(2U, ndr.u32());
}

TEST(NdrReader, reads_a_context_handle) {
  const Bytes stub = bytes(
      "01 00 00 00 "
      "04 5d 88 8a eb 1c c9 11 9f e8 08 00 2b 10 48 60");
  NdrReader ndr(stub);

  const ContextHandle expected{1, ndr20.uuid};
  EXPECT_EQ(expected, ndr.context_handle());
}

TEST(NdrReader, reads_a_varying_string_without_its_nul) {
  const Bytes stub = bytes("00 00 00 00 03 00 00 00 61 62 00");
  NdrReader ndr(stub);

  EXPECT_EQ("ab", ndr.varying_string(3));
}

TEST(NdrReader, reads_a_varying_string_of_no_octets_as_empty) {
  const Bytes stub = bytes("00 00 00 00 00 00 00 00 07");
  NdrReader ndr(stub);

  EXPECT_EQ("", ndr.varying_string(3));
  EXPECT_EQ(7U, ndr.u8());
}

TEST(NdrReader, reads_a_conformant_varying_string) {
  const Bytes stub = bytes("08 00 00 00 00 00 00 00 03 00 00 00 61 62 00");
  NdrReader ndr(stub);

  EXPECT_EQ("ab", ndr.conformant_varying_string(8));
}

/// A stub that one read refuses, why, and the octet that is named.
struct RefusedRead {
  const char* name;
  const char* hex;
  void (*read)(NdrReader&);
  errc error;
  std::size_t offset;
};

void PrintTo(const RefusedRead& read, std::ostream* out) { *out << read.name; }

class NdrRefusal : public testing::TestWithParam<RefusedRead> {};

INSTANTIATE_TEST_SUITE_P(,
                         NdrRefusal,
                         testing::Values(RefusedRead{"integer_cut_short",
                                                     "00 00 00 00 01 02 03",
                                                     [](NdrReader& ndr) {
                                                       ndr.u32();
                                                       ndr.u32();
                                                     },
                                                     errc::truncated,
                                                     4},
                                         RefusedRead{"max_count_above_its_limit",
                                                     "09 00 00 00",
                                                     [](NdrReader& ndr) { ndr.max_count(8); },
                                                     errc::array_bounds,
                                                     0},
                                         RefusedRead{"actual_count_above_its_limit",
                                                     "00 00 00 00 09 00 00 00",
                                                     [](NdrReader& ndr) { ndr.actual_count(8); },
                                                     errc::array_bounds,
                                                     4},
                                         RefusedRead{"offset_of_a_varying_array",
                                                     "01 00 00 00 01 00 00 00",
                                                     [](NdrReader& ndr) { ndr.actual_count(8); },
                                                     errc::array_bounds,
                                                     0},
                                         RefusedRead{"string_without_nul",
                                                     "00 00 00 00 02 00 00 00 61 62",
                                                     [](NdrReader& ndr) { ndr.varying_string(8); },
                                                     errc::unterminated_string,
                                                     8},
                                         RefusedRead{"string_longer_than_its_max_count",
                                                     "02 00 00 00 00 00 00 00 03 00 00 00 61 62 00",
                                                     [](NdrReader& ndr) {
                                                       ndr.conformant_varying_string(8);
                                                     },
                                                     errc::array_bounds,
                                                     8}),
                         [](const auto& test_case) { return test_case.param.name; });

TEST_P(NdrRefusal, names_condition_and_octet) {
  const Bytes stub = bytes(GetParam().hex);
  NdrReader ndr(stub);

  GetParam().read(ndr);

  ASSERT_TRUE(ndr.failed());
  EXPECT_EQ(DecodeError(GetParam().error, GetParam().offset), ndr.error());
}

TEST(NdrReader, takes_counts_up_to_their_limit) {
  const Bytes stub = bytes("08 00 00 00 00 00 00 00 08 00 00 00");
  NdrReader ndr(stub);

  EXPECT_EQ(8U, ndr.max_count(8));
  EXPECT_EQ(8U, ndr.actual_count(8));
}

TEST(NdrReader, gives_zeros_after_the_first_failure) {
  const Bytes stub = bytes("ff ff ff ff 01 00 00 00");
  NdrReader ndr(stub);
  ndr.max_count(1);

  EXPECT_EQ(0U, ndr.u32());
}

TEST(NdrReader, keeps_the_first_failure) {
  const Bytes stub = bytes("ff ff ff ff");
  NdrReader ndr(stub);
  ndr.max_count(1);
  ndr.u32();

  EXPECT_EQ(DecodeError(errc::array_bounds, 0), ndr.error());
}

TEST(NdrWriter, aligns_each_integer_to_its_size) {
  Bytes out = bytes("aa");
  NdrWriter ndr(out);

  ndr.u8(1);
  ndr.u16(2);
  ndr.u8(3);
  ndr.u32(4);
  ndr.u32(5);
  ndr.u64(6);

  EXPECT_EQ(bytes("aa "
                  "01 00 02 00 03 00 00 00 "
                  "04 00 00 00 05 00 00 00 "
                  "06 00 00 00 00 00 00 00"),
            out);
}

TEST(NdrWriter, writes_strings_with_their_counts) {
  Bytes out;
  NdrWriter ndr(out);

  ndr.conformant_varying_string("ab");
  ndr.u16(7);

  EXPECT_EQ(bytes("03 00 00 00 00 00 00 00 03 00 00 00 61 62 00 00 07 00"), out);
}

TEST(NdrWriter, writes_what_the_reader_reads) {
  Bytes out;
  NdrWriter ndr(out, ByteOrder::big_endian);
  const ContextHandle handle{7, epmapper_interface.uuid};

  ndr.u8(1);
  ndr.context_handle(handle);
  ndr.interface_id(epmapper_interface);

  NdrReader reader(out, ByteOrder::big_endian);
  reader.u8();
  EXPECT_EQ(handle, reader.context_handle());
  EXPECT_EQ(epmapper_interface, reader.interface_id());
}

TEST(Referents, count_from_one) {
  Referents referents;

  EXPECT_EQ(1U, referents.next());
  EXPECT_EQ(2U, referents.next());
}

TEST(ContextHandle, is_null_where_all_octets_are_zero) {
  EXPECT_TRUE(ContextHandle{}.is_null());
  EXPECT_FALSE((ContextHandle{1, Uuid{}}).is_null());
}

}  // namespace
}  // namespace ripcord::dcerpc
