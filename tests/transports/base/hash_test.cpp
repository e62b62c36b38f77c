// The expected numbers come from a model of the written definition in another language, not from
// this program: they pin traces, seeds and replays across compilers, libraries and releases. A
// change here breaks every stored replay.

#include "transports/base/hash.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace ripcord {
namespace {

constexpr std::uint64_t all_ones = std::numeric_limits<std::uint64_t>::max();

/// The bytes 0, 1, 2, ... (size - 1).
Bytes counting(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<Byte>(i);
  return bytes;
}

struct Golden {
  std::size_t size;
  std::uint64_t digest;
};

class DigestOfCountingBytes : public testing::TestWithParam<Golden> {};

// The sizes lie on both sides of the 16-byte block and of the four blocks that share the salts; of
// what is less than a block, all of them.
INSTANTIATE_TEST_SUITE_P(Sizes,
                         DigestOfCountingBytes,
                         testing::Values(Golden{0, 0xf90109d2335f6b4f},
                                         Golden{1, 0x9a08cb0fe65406cb},
                                         Golden{2, 0x642bbcd8aa76a3e2},
                                         Golden{3, 0x3310e68e4f787197},
                                         Golden{4, 0x2e99e446e94de89e},
                                         Golden{5, 0xa5765bf8c45863eb},
                                         Golden{6, 0x3aaa2140eac01942},
                                         Golden{7, 0xee23bf65c5e50eb8},
                                         Golden{8, 0xc115e77186164740},
                                         Golden{9, 0x449cd5d1afcc2b55},
                                         Golden{10, 0x157c12d04fe79808},
                                         Golden{11, 0xaba955277ef65b59},
                                         Golden{12, 0xc387701a26f666aa},
                                         Golden{13, 0xea4d25fe0c71b25e},
                                         Golden{14, 0xc4b3ca1f10a63190},
                                         Golden{15, 0xef693740ea20bc23},
                                         Golden{16, 0xd96b9f0feca36715},
                                         Golden{17, 0xdeb6459838931eda},
                                         Golden{31, 0x561465d789fa6b75},
                                         Golden{32, 0x47d9d4569d4687bb},
                                         Golden{33, 0x7627d30e2b7f5351},
                                         Golden{64, 0x684dabe69dd850ed},
                                         Golden{65, 0x82cda7e24beb1386},
                                         Golden{80, 0x327acedf7b0c094a},
                                         Golden{256, 0xdcf7380136f96e99}),
                         [](const auto& test) { return "of_" + std::to_string(test.param.size); });

TEST_P(DigestOfCountingBytes, is_the_defined_number) {
  EXPECT_EQ(GetParam().digest, digest(counting(GetParam().size)));
}

TEST(Digest, of_text_is_that_of_its_bytes) { EXPECT_EQ(0x7a5a17b6dc98ac94U, digest("abc")); }

TEST(Digest, depends_on_the_seed) { EXPECT_EQ(0xeae215ac78fb3996U, digest("abc", 1)); }

TEST(Digest, takes_every_seed) { EXPECT_EQ(0x66a4d28243b109b4U, digest("abc", all_ones)); }

TEST(Digest, does_not_depend_on_where_the_bytes_lie) {
  const Bytes shifted = counting(33);
  const Bytes alone(shifted.begin() + 1, shifted.end());

  EXPECT_EQ(digest(alone), digest(ByteView(shifted).subspan(1)));
}

TEST(Digest, tells_trailing_zeros_from_none) { EXPECT_NE(digest(Bytes(16)), digest(Bytes(15))); }

TEST(Mix, of_zeros_is_the_defined_number) { EXPECT_EQ(0xf90109d2335f6b4fU, mix(0, 0)); }

TEST(Mix, of_all_ones_is_the_defined_number) {
  EXPECT_EQ(0xf23c2189225e4b50U, mix(all_ones, all_ones));
}

TEST(Mix, of_mixed_bits_is_the_defined_number) {
  EXPECT_EQ(0x0927b5dfaeccce00U, mix(0x0123456789abcdef, 0xfedcba9876543210));
}

TEST(Mix, tells_the_state_from_the_value) { EXPECT_NE(mix(0, 1), mix(1, 0)); }

}  // namespace
}  // namespace ripcord
