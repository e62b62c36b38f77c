#include "fuzz/kit/unit_mutator.hpp"

#include "fuzz/kit/units.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <gtest/gtest.h>

namespace ripcord::fuzz {
namespace {

Bytes request(std::uint32_t call_id) {
  Bytes unit;
  dcerpc::encode(dcerpc::Request{.header = {.call_id = call_id}}, unit);
  return unit;
}

/// A choice and two requests.
Bytes two_requests() {
  Bytes input{0x2a};
  for (const std::uint32_t call_id : {1U, 2U}) {
    const Bytes unit = request(call_id);
    input.insert(input.end(), unit.begin(), unit.end());
  }
  return input;
}

/// Makes whatever it is given one byte longer.
std::size_t grow(std::uint8_t* data, std::size_t size, std::size_t max_size) {
  if (size == max_size) return size;
  data[size] = 0x5a;
  return size + 1;
}

/// What became of two requests in `rounds` mutations, each of the original.
struct Rounds {
  std::size_t whole = 0;
  std::size_t broken = 0;
};

Rounds mutate_often(std::size_t rounds) {
  const UnitMutator mutator(1, &grow);
  Prng random(1, "test");
  Rounds outcome;
  for (std::size_t i = 0; i < rounds; ++i) {
    Bytes room = two_requests();
    const std::size_t size = room.size();
    room.resize(size + 64);
    room.resize(mutator.mutate(room, size, random));
    const UnitStream stream = UnitStream::of(room, 1);
    ++(stream.tail.empty() ? outcome.whole : outcome.broken);
  }
  return outcome;
}

TEST(UnitStream, has_the_choices_and_the_units) {
  const UnitStream stream = UnitStream::of(two_requests(), 1);

  EXPECT_EQ(Bytes{0x2a}, stream.choices);
  EXPECT_EQ((std::vector<Bytes>{request(1), request(2)}), stream.units);
}

TEST(UnitStream, keeps_what_is_no_unit) {
  Bytes input = two_requests();
  input.push_back(5);

  EXPECT_EQ(Bytes{5}, UnitStream::of(input, 1).tail);
  EXPECT_EQ(input, UnitStream::of(input, 1).joined(input.size()));
}

TEST(UnitStream, is_joined_without_the_units_that_do_not_fit) {
  const UnitStream stream = UnitStream::of(two_requests(), 1);

  EXPECT_EQ(25U, stream.joined(26).size());
}

TEST(UnitMutator, repairs_most_of_what_it_changes) {
  const Rounds outcome = mutate_often(1000);

  EXPECT_GT(outcome.whole, 4 * outcome.broken);
}

TEST(UnitMutator, leaves_some_lengths_wrong) { EXPECT_GT(mutate_often(1000).broken, 0U); }

TEST(UnitMutator, never_passes_the_room_there_is) {
  const UnitMutator mutator(1, &grow);
  Prng random(1, "test");
  Bytes room = two_requests();

  for (int i = 0; i < 1000; ++i) EXPECT_LE(mutator.mutate(room, room.size(), random), room.size());
}

TEST(UnitMutator, crosses_at_the_boundaries_of_units) {
  const UnitMutator mutator(1, &grow);
  Prng random(1, "test");

  const Bytes crossed = mutator.cross(two_requests(), two_requests(), 1000, random);

  EXPECT_TRUE(UnitStream::of(crossed, 1).tail.empty());
}

TEST(Repair, fits_the_header_to_the_unit) {
  Bytes unit = request(1);
  unit.resize(unit.size() + 3);

  repair(unit);

  EXPECT_EQ(unit.size(), cut(unit).front().size());
}

TEST(Repair, takes_an_auth_length_back_that_has_no_room) {
  Bytes unit = request(1);
  unit[10] = 200;

  repair(unit);

  EXPECT_TRUE(dcerpc::decode(unit).has_value());
}

TEST(Repair, fills_a_header_up) {
  Bytes unit{5, 0};

  repair(unit);

  EXPECT_EQ(dcerpc::header_size, unit.size());
}

}  // namespace
}  // namespace ripcord::fuzz
