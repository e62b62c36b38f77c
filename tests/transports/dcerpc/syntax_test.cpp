#include "transports/dcerpc/syntax.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

TEST(Syntax, has_its_minor_version_in_the_high_half) {
  const SyntaxId syntax{Uuid{}, 3, 1};

  EXPECT_EQ(0x00010003U, if_version(syntax));
}

TEST(Syntax, is_well_known_by_its_published_uuid) {
  EXPECT_EQ("8a885d04-1ceb-11c9-9fe8-08002b104860", ndr20.uuid.text());
  EXPECT_EQ("71710533-beba-4937-8319-b5dbef9ccc36", ndr64.uuid.text());
  EXPECT_EQ("e1af8308-5d1f-11c9-91a4-08002b14a0fa", epmapper_interface.uuid.text());
  EXPECT_EQ("afa8bd80-7d8a-11c9-bef4-08002b102989", mgmt_interface.uuid.text());
  EXPECT_EQ("60a15ec5-4de8-11d7-a637-005056a20182", rpcecho_interface.uuid.text());
}

TEST(BindTimeFeatures, are_the_last_eight_octets_in_little_endian) {
  const SyntaxId syntax =
      bind_time_feature_syntax(bind_time_feature::security_context_multiplexing |
                               bind_time_feature::keep_connection_on_orphan);

  EXPECT_EQ("6cb71c2c-9812-4540-0300-000000000000", syntax.uuid.text());
  EXPECT_EQ(1U, syntax.major_version);
}

TEST(BindTimeFeatures, may_use_all_64_bits) {
  EXPECT_EQ(0x8000000000000001U, bind_time_features(bind_time_feature_syntax(0x8000000000000001U)));
}

TEST(BindTimeFeatures, are_not_asked_for_by_a_transfer_syntax) {
  EXPECT_EQ(std::nullopt, bind_time_features(ndr20));
}

TEST(Compatibility, needs_the_same_uuid) { EXPECT_FALSE(is_compatible(ndr20, ndr64)); }

TEST(Compatibility, needs_the_same_major_version) {
  EXPECT_FALSE(is_compatible({Uuid{}, 2, 0}, {Uuid{}, 1, 0}));
}

TEST(Compatibility, takes_a_client_of_the_same_or_a_lower_minor_version) {
  EXPECT_TRUE(is_compatible({Uuid{}, 1, 1}, {Uuid{}, 1, 0}));
  EXPECT_TRUE(is_compatible({Uuid{}, 1, 1}, {Uuid{}, 1, 1}));
  EXPECT_FALSE(is_compatible({Uuid{}, 1, 1}, {Uuid{}, 1, 2}));
}

}  // namespace
}  // namespace ripcord::dcerpc
