#include "transports/dcerpc/ept_answer_reader.hpp"

#include "transports/base/octets.hpp"
#include "transports/dcerpc/context_handle.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/tower.hpp"
#include "transports/dcerpc/tower_entry.hpp"

namespace ripcord::dcerpc {
namespace {

constexpr std::size_t word = 4;
constexpr std::size_t uuid_size = 16;
/// entry_handle: attributes and a UUID.
constexpr std::size_t handle_size = word + uuid_size;
/// entry_handle, the number of elements, then maximum count, offset and actual count of the array.
constexpr std::size_t counts_size = handle_size + 4 * word;
/// object, referent, then offset and actual count of the annotation.
constexpr std::size_t entry_head_size = uuid_size + 3 * word;
/// Maximum count and tower_length.
constexpr std::size_t tower_head_size = 2 * word;

}  // namespace

void EptAnswerReader::read(ByteView stub, std::vector<protocol::EndpointPlace>& places) {
  if (part_ == Part::done) return;
  pending_.insert(pending_.end(), stub.begin(), stub.end());
  while (step(places)) continue;
}

std::size_t EptAnswerReader::settled() const {
  return part_ == Part::towers ? begin_ : begin_ + pending_.size();
}

bool EptAnswerReader::step(std::vector<protocol::EndpointPlace>& places) {
  switch (part_) {
    case Part::counts:
      return read_counts();
    case Part::elements:
      return read_element();
    case Part::towers:
      return read_tower(places);
    case Part::done:
      break;
  }
  return false;
}

bool EptAnswerReader::read_counts() {
  if (!has(counts_size)) return false;
  const std::uint32_t max_count = u32(handle_size + word);
  const std::uint32_t offset = u32(handle_size + 2 * word);
  elements_left_ = u32(handle_size + 3 * word);
  if (max_count > ept::entry_count_max || offset != 0 || elements_left_ > max_count)
    return finish();
  consume(counts_size);
  part_ = Part::elements;
  return true;
}

bool EptAnswerReader::read_element() {
  if (elements_left_ == 0) {
    part_ = Part::towers;
    return true;
  }
  std::size_t size = word;
  std::size_t referent = 0;
  if (list_ == List::entries) {
    if (!has(entry_head_size)) return false;
    const std::uint32_t annotation_size = u32(uuid_size + 2 * word);
    if (annotation_size > ept::annotation_size_max) return finish();
    referent = uuid_size;
    size = entry_head_size + annotation_size;
  }
  if (!has(size)) return false;
  if (u32(referent) != 0) ++towers_left_;
  --elements_left_;
  consume(size);
  return true;
}

bool EptAnswerReader::read_tower(std::vector<protocol::EndpointPlace>& places) {
  if (towers_left_ == 0) return finish();
  if (!has(tower_head_size)) return false;
  const std::uint32_t max_count = u32(0);
  const std::uint32_t tower_length = u32(word);
  if (tower_length > tower_size_max || tower_length != max_count) return finish();
  if (!has(tower_head_size + tower_length)) return false;
  const std::size_t octets_begin = begin_ + gap() + tower_head_size;
  const ByteView octets = ByteView(pending_).subspan(gap() + tower_head_size, tower_length);
  if (std::optional<TowerPorts> ports = tower_ports(octets)) {
    protocol::EndpointPlace place{.entry = std::move(ports->entry),
                                  .port_offset = octets_begin + ports->port_offset};
    if (ports->host_offset) place.host_offset = octets_begin + *ports->host_offset;
    places.push_back(std::move(place));
  }
  --towers_left_;
  consume(tower_head_size + tower_length);
  return true;
}

/// There are no more endpoints.
bool EptAnswerReader::finish() {
  part_ = Part::done;
  begin_ += pending_.size();
  pending_ = {};
  return false;
}

std::uint32_t EptAnswerReader::u32(std::size_t offset) const {
  return load_integer<std::uint32_t>(&pending_[gap() + offset], order_);
}

void EptAnswerReader::consume(std::size_t size) {
  const std::size_t taken = gap() + size;
  pending_.erase(pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(taken));
  begin_ += taken;
}

}  // namespace ripcord::dcerpc
