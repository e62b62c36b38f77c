#include "fuzz/kit/unit_mutator.hpp"

#include "fuzz/kit/units.hpp"
#include "transports/base/octets.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ripcord::fuzz {
namespace {

/// One time in so many lengths stay as they came out.
constexpr std::uint64_t unrepaired_one_in = 8;

/// The fields of a unit that have a number.
struct Numbers final : protocol::FieldVisitor {
  struct Place {
    std::size_t offset = 0;
    std::size_t width = 0;
    ByteOrder order = ByteOrder::little_endian;
    std::uint64_t value = 0;
  };
  void visit(const protocol::Field& field) override {
    if (field.kind == protocol::FieldKind::integer || field.kind == protocol::FieldKind::flags)
      places.push_back({field.offset, field.width, field.order, field.value});
  }
  std::vector<Place> places;
};

/// What a number is likely to be mistaken at.
std::uint64_t other_value(std::uint64_t value, std::size_t width, Prng& random) {
  const std::uint64_t all = width >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * width) - 1;
  const std::array<std::uint64_t, 8> candidates{0,
                                                1,
                                                all,
                                                all >> 1U,
                                                value + 1,
                                                value - 1,
                                                value << 1U,
                                                value ^ 1U << random.below(8 * width)};
  return candidates[random.below(candidates.size())] & all;
}

void change_field(Bytes& unit, Prng& random) {
  Numbers numbers;
  dcerpc::protocol().fields(unit, numbers);
  if (numbers.places.empty()) return;
  const Numbers::Place& place = numbers.places[random.below(numbers.places.size())];
  std::uint64_t value = other_value(place.value, place.width, random);
  for (std::size_t i = 0; i < place.width; ++i) {
    const bool little = place.order == ByteOrder::little_endian;
    unit[place.offset + (little ? i : place.width - 1 - i)] = static_cast<Byte>(value);
    value >>= 8U;
  }
}

void append(Bytes& bytes, const Bytes& more, std::size_t max_size) {
  const std::size_t count = std::min(more.size(), max_size - std::min(max_size, bytes.size()));
  bytes.insert(bytes.end(), more.begin(), more.begin() + static_cast<std::ptrdiff_t>(count));
}

}  // namespace

void repair(Bytes& unit) {
  unit.resize(std::clamp(unit.size(), dcerpc::header_size, dcerpc::frag_length_max));
  unit[0] = 5;
  unit[1] = 0;
  unit[4] &= Byte{0x10};
  const auto order = unit[4] == 0 ? ByteOrder::big_endian : ByteOrder::little_endian;
  store_integer(&unit[8], static_cast<std::uint16_t>(unit.size()), order);
  const std::size_t body = unit.size() - dcerpc::header_size;
  if (load_integer<std::uint16_t>(&unit[10], order) + dcerpc::sec_trailer_size > body)
    store_integer(&unit[10], std::uint16_t{0}, order);
}

UnitStream UnitStream::of(ByteView input, std::size_t prefix_size) {
  const std::size_t prefix = std::min(prefix_size, input.size());
  UnitStream stream{.choices =
                        Bytes(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(prefix))};
  ByteView rest = input.subspan(prefix);
  for (const ByteView unit : cut(rest)) {
    stream.units.emplace_back(unit.begin(), unit.end());
    rest = rest.subspan(unit.size());
  }
  stream.tail.assign(rest.begin(), rest.end());
  return stream;
}

Bytes UnitStream::joined(std::size_t max_size) const {
  Bytes bytes;
  append(bytes, choices, max_size);
  for (const Bytes& unit : units)
    if (bytes.size() + unit.size() <= max_size) append(bytes, unit, max_size);
  append(bytes, tail, max_size);
  return bytes;
}

std::size_t UnitMutator::mutate(MutableByteView room, std::size_t size, Prng& random) const {
  UnitStream stream = UnitStream::of(room.first(size), prefix_size_);
  // Now and then all of it, which is how the first unit comes to be, and how choices change.
  if (stream.units.empty() || random.below(unrepaired_one_in) == 0)
    return bytes_(room.data(), size, room.size());
  change(stream, room.size() - std::min(room.size(), size), random);
  const Bytes changed = stream.joined(room.size());
  std::ranges::copy(changed, room.begin());
  return changed.size();
}

void UnitMutator::change(UnitStream& stream, std::size_t room, Prng& random) const {
  std::vector<Bytes>& units = stream.units;
  const std::size_t at = random.below(units.size());
  const auto place = units.begin() + static_cast<std::ptrdiff_t>(at);
  switch (random.below(8)) {
    case 0:
      return static_cast<void>(units.insert(place, Bytes(units[at])));
    case 1:
      return static_cast<void>(units.erase(place));
    case 2:
      return std::swap(units[at], units[random.below(units.size())]);
    case 3:
    case 4:
      change_field(units[at], random);
      break;
    default:
      change_bytes(units[at], room);
      break;
  }
  if (random.below(unrepaired_one_in) != 0) repair(units[at]);
}

void UnitMutator::change_bytes(Bytes& unit, std::size_t room) const {
  const std::size_t size = unit.size();
  unit.resize(size + room);
  unit.resize(bytes_(unit.data(), size, unit.size()));
}

Bytes UnitMutator::cross(ByteView first,
                         ByteView second,
                         std::size_t max_size,
                         Prng& random) const {
  UnitStream stream = UnitStream::of(first, prefix_size_);
  UnitStream other = UnitStream::of(second, prefix_size_);
  stream.units.resize(random.below(stream.units.size() + 1));
  const std::size_t from = random.below(other.units.size() + 1);
  for (std::size_t i = from; i < other.units.size(); ++i)
    stream.units.push_back(std::move(other.units[i]));
  return stream.joined(max_size);
}

}  // namespace ripcord::fuzz
