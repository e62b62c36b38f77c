// The expected numbers come from a model of the written definition in another language, not from
// this program: they pin traces across compilers, libraries and releases.

#include "transports/trace/payload_digest.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::trace {
namespace {

/// The bytes 0, 1, 2, ..., 255, 0, ...
Bytes counting(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<Byte>(i);
  return bytes;
}

struct Golden {
  std::size_t size;
  std::uint64_t digest;
};

class PayloadDigestOfCountingBytes : public testing::TestWithParam<Golden> {};

// The sizes lie on both sides of where the lanes begin and of the 64 bytes that they share.
INSTANTIATE_TEST_SUITE_P(Sizes,
                         PayloadDigestOfCountingBytes,
                         testing::Values(Golden{256, 0xdcf7380136f96e99},
                                         Golden{511, 0x8fb86bd39fbc9811},
                                         Golden{512, 0x94f198edacb67589},
                                         Golden{513, 0x8571bd55eb1dbca2},
                                         Golden{575, 0x5d209915c0374d70},
                                         Golden{576, 0x6729461f8d86ea28},
                                         Golden{5840, 0x8e322c660d768a82}),
                         [](const auto& test) { return "of_" + std::to_string(test.param.size); });

TEST_P(PayloadDigestOfCountingBytes, is_the_defined_number) {
  EXPECT_EQ(GetParam().digest, payload_digest(counting(GetParam().size)));
}

TEST(PayloadDigest, tells_lanes_that_changed_places) {
  Bytes swapped(512);
  Bytes bytes(512);
  bytes[0] = 1;
  swapped[16] = 1;

  EXPECT_NE(payload_digest(bytes), payload_digest(swapped));
}

}  // namespace
}  // namespace ripcord::trace
