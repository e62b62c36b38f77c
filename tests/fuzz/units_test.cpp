#include "fuzz/kit/units.hpp"

#include "tests/support/hex.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ripcord::fuzz {
namespace {

using dcerpc::PduType;

constexpr std::array types{PduType::shutdown, PduType::orphaned};

Bytes orphaned() {
  Bytes unit;
  dcerpc::encode(dcerpc::Orphaned{}, unit);
  return unit;
}

TEST(UnitFrom, makes_a_whole_unit_of_any_input) {
  const Bytes unit = unit_from(bytes("01 03 00 00 aa bb"), types);

  EXPECT_EQ(18U, unit.size());
  EXPECT_TRUE(dcerpc::decode_as<dcerpc::Orphaned>(unit).has_value());
}

TEST(UnitFrom, makes_a_whole_unit_of_nothing) {
  EXPECT_TRUE(dcerpc::decode_as<dcerpc::Shutdown>(unit_from({}, types)).has_value());
}

TEST(UnitFrom, cuts_auth_length_to_the_room_there_is) {
  const Bytes unit = unit_from(bytes("00 03 00 ff 00 00 00 00 00 00 00 00 00"), types);

  EXPECT_EQ(1U, dcerpc::decode_header(unit)->auth_length);
}

TEST(InputFor, gives_the_unit_back) {
  EXPECT_EQ(orphaned(), unit_from(input_for(orphaned(), types), types));
}

TEST(InputFor, is_empty_for_a_unit_of_another_type) {
  Bytes request;
  dcerpc::encode(dcerpc::Request{}, request);

  EXPECT_TRUE(input_for(request, types).empty());
}

TEST(EndsOfUnits, are_the_same_in_reads_of_any_size) {
  Bytes stream = orphaned();
  const Bytes second = orphaned();
  stream.insert(stream.end(), second.begin(), second.end());

  EXPECT_EQ((std::vector<std::size_t>{16, 32}), ends_of_units(stream, 1));
  EXPECT_EQ((std::vector<std::size_t>{16, 32}), ends_of_units(stream, 100));
}

TEST(EndsOfUnits, stop_where_framing_is_lost) {
  Bytes stream = orphaned();
  stream.push_back(0x47);

  EXPECT_EQ((std::vector<std::size_t>{16}), ends_of_units(stream, 3));
}

}  // namespace
}  // namespace ripcord::fuzz
