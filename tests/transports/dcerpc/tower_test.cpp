#include "transports/dcerpc/tower.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/layouts.hpp"
#include "tests/transports/dcerpc/towers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class EveryTower : public testing::TestWithParam<Layout> {
 protected:
  const Bytes octets = bytes(GetParam().hex);
};

INSTANTIATE_TEST_SUITE_P(,
                         EveryTower,
                         testing::Values(Layout{"tcp", tcp_tower_hex},
                                         Layout{"wine", wine_tower_hex},
                                         Layout{"spx", spx_tower_hex}),
                         by_name);

TEST_P(EveryTower, is_encoded_to_the_octets_that_were_decoded) {
  const Decoded<Tower> tower = Tower::decode(octets);

  ASSERT_TRUE(tower);
  Bytes again;
  encode_tower(tower->floors(), again);
  EXPECT_EQ(octets, again);
}

TEST_P(EveryTower, is_refused_when_its_last_octet_is_missing) {
  const Decoded<Tower> tower = Tower::decode(ByteView(octets).first(octets.size() - 1));

  ASSERT_FALSE(tower);
  EXPECT_EQ(errc::truncated, tower.error().code);
}

TEST(Tower, shows_both_sides_of_a_floor) {
  const Bytes octets = bytes(tcp_tower_hex);

  const Decoded<Tower> tower = Tower::decode(octets);

  ASSERT_TRUE(tower);
  ASSERT_THAT(tower->floors(), SizeIs(5));
  EXPECT_EQ(floor_id::tcp, tower->floors()[3].id());
  EXPECT_THAT(tower->floors()[3].rhs, ElementsAre(0xc2, 0x00));
}

TEST(Tower, may_have_a_floor_without_data) {
  const Bytes octets = bytes(wine_tower_hex);

  const Decoded<Tower> tower = Tower::decode(octets);

  ASSERT_TRUE(tower);
  EXPECT_THAT(tower->floors()[2].rhs, IsEmpty());
}

TEST(Tower, may_have_a_floor_without_an_identifier) {
  const Bytes octets = bytes("01 00 00 00 00 00");

  const Decoded<Tower> tower = Tower::decode(octets);

  ASSERT_TRUE(tower);
  EXPECT_EQ(0U, tower->floors()[0].id());
}

TEST(Tower, may_have_no_floor) {
  const Decoded<Tower> tower = Tower::decode(bytes("00 00"));

  ASSERT_TRUE(tower);
  EXPECT_THAT(tower->floors(), IsEmpty());
}

TEST(Tower, ignores_octets_behind_its_last_floor) {
  const Decoded<Tower> tower = Tower::decode(bytes("00 00 ff"));

  EXPECT_TRUE(tower);
}

TEST(Tower, names_the_octet_where_a_floor_ends_early) {
  const Decoded<Tower> tower = Tower::decode(bytes("01 00 02 00 0b"));

  ASSERT_FALSE(tower);
  EXPECT_EQ(DecodeError(errc::truncated, 4), tower.error());
}

/// `count` floors with two empty sides.
Bytes empty_floors(std::size_t count) {
  Bytes octets(2 + count * 4);
  octets[0] = static_cast<Byte>(count);
  return octets;
}

TEST(Tower, may_have_sixteen_floors) {
  EXPECT_THAT(Tower::decode(empty_floors(16))->floors(), SizeIs(16));
}

TEST(Tower, must_not_have_seventeen_floors) {
  EXPECT_EQ(DecodeError(errc::too_many_floors, 0), Tower::decode(empty_floors(17)).error());
}

}  // namespace
}  // namespace ripcord::dcerpc
