#include "transports/shim/endpoint_rewriter.hpp"

#include <algorithm>
#include <charconv>
#include <span>
#include <string_view>
#include <utility>

namespace ripcord::shim {
namespace {

/// None for what is no dotted IPv4 address.
std::optional<std::array<Byte, 4>> ipv4_of(std::string_view text) {
  std::array<Byte, 4> octets{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < octets.size(); ++i) {
    if (i > 0) {
      if (at == end || *at != '.') return std::nullopt;
      ++at;
    }
    const auto [next, error] = std::from_chars(at, end, octets[i]);
    if (error != std::errc()) return std::nullopt;
    at = next;
  }
  if (at != end) return std::nullopt;
  return octets;
}

/// The stub of `unit`, which goes on as `bytes`.
ByteView stub_of(const Unit& unit, ByteView bytes) {
  const ByteView stub = bytes.subspan(std::min<std::size_t>(unit.info.stub_offset, bytes.size()));
  // A rule may have put another answer in its place, or cut it.
  if (bytes.size() != unit.bytes.size()) return stub;
  return stub.first(std::min<std::size_t>(unit.info.stub_size, stub.size()));
}

}  // namespace

EndpointRewriter::EndpointRewriter(Parts parts)
    : parts_(std::move(parts)), dialled_(ipv4_of(parts_.dialled)) {}

std::uint64_t EndpointRewriter::pass(const Unit& unit,
                                     ByteView bytes,
                                     std::uint64_t position,
                                     std::vector<Edit>& edits) {
  if (unit.info.first_fragment) begin_reading(unit, bytes);
  Reading* reading = find_reading(unit.info);
  // A rule took a fragment out: what follows cannot be read.
  const bool is_next = reading != nullptr && reading->next_fragment == unit.info.fragment;
  if (is_next) {
    const ByteView stub = stub_of(unit, bytes);
    const Piece piece{.unit_position = position,
                      .position = position + static_cast<std::size_t>(stub.data() - bytes.data()),
                      .begin = reading->stub_size,
                      .size = stub.size()};
    read(*reading, piece, stub, edits);
  }
  if (unit.info.last_fragment || !is_next) end_reading(unit.info);
  return kept_from();
}

void EndpointRewriter::begin_reading(const Unit& unit, ByteView bytes) {
  end_reading(unit.info);
  std::optional<protocol::AnswerBegin> answer = parts_.directory.open(unit.info, bytes);
  if (!answer) return;
  const bool is_edited = parts_.edits == Edits::ports_and_hosts;
  const bool is_protected = answer->protection != protocol::Protection::none;
  if (is_protected && !std::exchange(told_of_protection_, true))
    parts_.guide->met_protected(answer->protection);
  // A signed answer can be learned from, but its signature covers every byte of it.
  if (answer->reader == nullptr || (is_protected && is_edited)) return;
  if (readings_.size() >= readings_max) return;
  readings_.push_back({.operation = unit.info.operation,
                       .call = unit.info.call,
                       .next_fragment = unit.info.fragment,
                       .reader = std::move(answer->reader)});
}

EndpointRewriter::Reading* EndpointRewriter::find_reading(const protocol::UnitInfo& info) {
  const auto found = std::ranges::find_if(readings_, [&](const Reading& reading) {
    return reading.operation == info.operation && reading.call == info.call;
  });
  return found == readings_.end() ? nullptr : &*found;
}

void EndpointRewriter::end_reading(const protocol::UnitInfo& info) {
  if (Reading* reading = find_reading(info))
    readings_.erase(readings_.begin() + (reading - readings_.data()));
}

void EndpointRewriter::read(Reading& reading,
                            const Piece& piece,
                            ByteView stub,
                            std::vector<Edit>& edits) {
  reading.pieces.push_back(piece);
  reading.stub_size += piece.size;
  ++reading.next_fragment;
  std::vector<protocol::EndpointPlace> places;
  reading.reader->read(stub, places);
  for (const protocol::EndpointPlace& place : places) lead(reading, place, edits);
  const std::size_t settled = reading.reader->settled();
  std::erase_if(reading.pieces, [&](const Piece& one) { return one.begin + one.size <= settled; });
}

namespace {

/// Adds edits that put `value` in the place of the stub's bytes from `offset` on: one for each
/// piece that they lie in.
template <typename Pieces>
void overwrite(const Pieces& pieces,
               std::size_t offset,
               std::span<const Byte> value,
               std::vector<Edit>& edits) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto piece = std::ranges::find_if(pieces, [&](const auto& one) {
      return offset + i >= one.begin && offset + i < one.begin + one.size;
    });
    if (piece == pieces.end()) continue;
    edits.push_back({.position = piece->position + (offset + i - piece->begin), .value = value[i]});
  }
}

}  // namespace

void EndpointRewriter::lead(const Reading& reading,
                            const protocol::EndpointPlace& place,
                            std::vector<Edit>& edits) {
  if (place.entry.port == 0) return;
  const std::optional<std::uint16_t> port = parts_.guide->lead(place.entry);
  if (!port || parts_.edits == Edits::none) return;
  const std::array<Byte, 2> octets{static_cast<Byte>(*port >> 8U), static_cast<Byte>(*port)};
  overwrite(reading.pieces, place.port_offset, octets, edits);
  if (place.host_offset && dialled_ && place.entry.host == parts_.upstream)
    overwrite(reading.pieces, *place.host_offset, *dialled_, edits);
}

std::uint64_t EndpointRewriter::kept_from() const {
  std::uint64_t from = keep_nothing;
  for (const Reading& reading : readings_) {
    if (!reading.pieces.empty()) from = std::min(from, reading.pieces.front().unit_position);
  }
  return from;
}

}  // namespace ripcord::shim
