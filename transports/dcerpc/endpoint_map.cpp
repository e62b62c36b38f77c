#include "transports/dcerpc/endpoint_map.hpp"

#include "transports/base/assert.hpp"
#include "transports/dcerpc/ndr.hpp"
#include "transports/dcerpc/tower.hpp"

#include <algorithm>

namespace ripcord::dcerpc::ept {
namespace {

// Pointers. A full pointer is its referent id; what it points to follows: at once where the pointer
// is a parameter, behind the whole array where it is an element (C706 §14.3.12.3 Algorithm for
// deferral of referents).

void read(NdrReader& ndr, ObjectPointer& pointer) {
  pointer.referent = ndr.referent();
  if (pointer.referent != 0) pointer.uuid = ndr.uuid();
}

void write(NdrWriter& ndr, const ObjectPointer& pointer) {
  ndr.referent(pointer.referent);
  if (pointer.referent != 0) ndr.uuid(pointer.uuid);
}

void read(NdrReader& ndr, InterfacePointer& pointer) {
  pointer.referent = ndr.referent();
  if (pointer.referent != 0) pointer.id = ndr.interface_id();
}

void write(NdrWriter& ndr, const InterfacePointer& pointer) {
  ndr.referent(pointer.referent);
  if (pointer.referent != 0) ndr.interface_id(pointer.id);
}

/// twr_t: the octets' conformance, moved to the front of the structure, their number, and they.
void read_tower(NdrReader& ndr, TowerPointer& pointer) {
  if (pointer.referent == 0) return;
  const std::uint32_t max_count = ndr.max_count(tower_size_max);
  const std::size_t at = ndr.offset();
  const std::uint32_t tower_length = ndr.u32();
  if (tower_length != max_count) ndr.fail(errc::array_bounds, at);
  pointer.offset = ndr.offset();
  const ByteView octets = ndr.octets(tower_length);
  pointer.octets.assign(octets.begin(), octets.end());
}

void write_tower(NdrWriter& ndr, const TowerPointer& pointer) {
  if (pointer.referent == 0) return;
  ndr.max_count(static_cast<std::uint32_t>(pointer.octets.size()));
  ndr.u32(static_cast<std::uint32_t>(pointer.octets.size()));
  ndr.octets(pointer.octets);
}

void read(NdrReader& ndr, TowerPointer& pointer) {
  pointer.referent = ndr.referent();
  read_tower(ndr, pointer);
}

void write(NdrWriter& ndr, const TowerPointer& pointer) {
  ndr.referent(pointer.referent);
  write_tower(ndr, pointer);
}

// Arrays.

/// Elements are appended as they are read, so that a count which the bytes do not keep costs
/// nothing.
std::vector<Entry> read_entries(NdrReader& ndr, std::uint32_t count) {
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < count && !ndr.failed(); ++i) {
    Entry& entry = entries.emplace_back();
    entry.object = ndr.uuid();
    entry.tower.referent = ndr.referent();
    entry.annotation = ndr.varying_string(annotation_size_max);
  }
  for (Entry& entry : entries) read_tower(ndr, entry.tower);
  return entries;
}

void write_entries(NdrWriter& ndr, const std::vector<Entry>& entries) {
  for (const Entry& entry : entries) {
    ndr.uuid(entry.object);
    ndr.referent(entry.tower.referent);
    ndr.varying_string(entry.annotation);
  }
  for (const Entry& entry : entries) write_tower(ndr, entry.tower);
}

/// num_ents and the conformant array of as many entries.
std::vector<Entry> read_counted_entries(NdrReader& ndr) {
  const std::uint32_t num_ents = ndr.max_count(entry_count_max);
  const std::size_t at = ndr.offset();
  const std::uint32_t max_count = ndr.u32();
  if (max_count != num_ents) ndr.fail(errc::array_bounds, at);
  return read_entries(ndr, max_count);
}

void write_counted_entries(NdrWriter& ndr, const std::vector<Entry>& entries) {
  ndr.u32(static_cast<std::uint32_t>(entries.size()));
  ndr.max_count(static_cast<std::uint32_t>(entries.size()));
  write_entries(ndr, entries);
}

std::vector<TowerPointer> read_towers(NdrReader& ndr, std::uint32_t count) {
  std::vector<TowerPointer> towers;
  for (std::uint32_t i = 0; i < count && !ndr.failed(); ++i)
    towers.emplace_back().referent = ndr.referent();
  for (TowerPointer& tower : towers) read_tower(ndr, tower);
  return towers;
}

void write_towers(NdrWriter& ndr, const std::vector<TowerPointer>& towers) {
  for (const TowerPointer& tower : towers) ndr.referent(tower.referent);
  for (const TowerPointer& tower : towers) write_tower(ndr, tower);
}

// Messages.

void read(NdrReader& ndr, InsertIn& message) {
  message.entries = read_counted_entries(ndr);
  message.replace = ndr.u32();
}

void write(NdrWriter& ndr, const InsertIn& message) {
  write_counted_entries(ndr, message.entries);
  ndr.u32(message.replace);
}

void read(NdrReader& ndr, DeleteIn& message) { message.entries = read_counted_entries(ndr); }

void write(NdrWriter& ndr, const DeleteIn& message) { write_counted_entries(ndr, message.entries); }

void read(NdrReader& ndr, LookupIn& message) {
  message.inquiry_type = ndr.u32();
  read(ndr, message.object);
  read(ndr, message.interface);
  message.vers_option = ndr.u32();
  message.entry_handle = ndr.context_handle();
  message.max_ents = ndr.max_count(entry_count_max);
}

void write(NdrWriter& ndr, const LookupIn& message) {
  ndr.u32(message.inquiry_type);
  write(ndr, message.object);
  write(ndr, message.interface);
  ndr.u32(message.vers_option);
  ndr.context_handle(message.entry_handle);
  ndr.u32(message.max_ents);
}

void read(NdrReader& ndr, LookupOut& message) {
  message.entry_handle = ndr.context_handle();
  message.num_ents = ndr.u32();
  message.max_count = ndr.max_count(entry_count_max);
  message.entries = read_entries(ndr, ndr.actual_count(message.max_count));
  message.status = ndr.u32();
}

void write(NdrWriter& ndr, const LookupOut& message) {
  RIPCORD_ASSERT(message.entries.size() <= message.max_count);
  ndr.context_handle(message.entry_handle);
  ndr.u32(message.num_ents);
  ndr.max_count(message.max_count);
  ndr.actual_count(static_cast<std::uint32_t>(message.entries.size()));
  write_entries(ndr, message.entries);
  ndr.u32(message.status);
}

void read(NdrReader& ndr, MapIn& message) {
  read(ndr, message.object);
  read(ndr, message.map_tower);
  message.entry_handle = ndr.context_handle();
  message.max_towers = ndr.max_count(entry_count_max);
}

void write(NdrWriter& ndr, const MapIn& message) {
  write(ndr, message.object);
  write(ndr, message.map_tower);
  ndr.context_handle(message.entry_handle);
  ndr.u32(message.max_towers);
}

void read(NdrReader& ndr, MapOut& message) {
  message.entry_handle = ndr.context_handle();
  message.num_towers = ndr.u32();
  message.max_count = ndr.max_count(entry_count_max);
  message.towers = read_towers(ndr, ndr.actual_count(message.max_count));
  message.status = ndr.u32();
}

void write(NdrWriter& ndr, const MapOut& message) {
  RIPCORD_ASSERT(message.towers.size() <= message.max_count);
  ndr.context_handle(message.entry_handle);
  ndr.u32(message.num_towers);
  ndr.max_count(message.max_count);
  ndr.actual_count(static_cast<std::uint32_t>(message.towers.size()));
  write_towers(ndr, message.towers);
  ndr.u32(message.status);
}

void read(NdrReader& ndr, LookupHandleFreeIn& message) {
  message.entry_handle = ndr.context_handle();
}

void write(NdrWriter& ndr, const LookupHandleFreeIn& message) {
  ndr.context_handle(message.entry_handle);
}

void read(NdrReader& ndr, LookupHandleFreeOut& message) {
  message.entry_handle = ndr.context_handle();
  message.status = ndr.u32();
}

void write(NdrWriter& ndr, const LookupHandleFreeOut& message) {
  ndr.context_handle(message.entry_handle);
  ndr.u32(message.status);
}

void read(NdrReader& ndr, InqObjectOut& message) {
  message.ept_object = ndr.uuid();
  message.status = ndr.u32();
}

void write(NdrWriter& ndr, const InqObjectOut& message) {
  ndr.uuid(message.ept_object);
  ndr.u32(message.status);
}

void read(NdrReader& ndr, MgmtDeleteIn& message) {
  message.object_speced = ndr.u32();
  read(ndr, message.object);
  read(ndr, message.tower);
}

void write(NdrWriter& ndr, const MgmtDeleteIn& message) {
  ndr.u32(message.object_speced);
  write(ndr, message.object);
  write(ndr, message.tower);
}

void read(NdrReader& ndr, StatusOut& message) { message.status = ndr.u32(); }

void write(NdrWriter& ndr, const StatusOut& message) { ndr.u32(message.status); }

}  // namespace

void number_referents(std::vector<Entry>& entries, std::uint32_t first) {
  for (Entry& entry : entries) entry.tower.referent = first++;
}

void number_referents(std::vector<TowerPointer>& towers, std::uint32_t first) {
  for (TowerPointer& tower : towers) tower.referent = first++;
}

namespace {

std::uint32_t behind(std::uint32_t first, std::uint32_t second) {
  const std::uint32_t highest = std::max(first, second);
  // Numbers so high are nobody's habit, and what follows them must not come round to 0, null.
  constexpr std::uint32_t highest_usual = 0x7fff'ffff;
  return highest > highest_usual ? answer_referent : std::max(highest + 1, answer_referent);
}

}  // namespace

std::uint32_t free_referent(const LookupIn& question) {
  return behind(question.object.referent, question.interface.referent);
}

std::uint32_t free_referent(const MapIn& question) {
  return behind(question.object.referent, question.map_tower.referent);
}

template <typename Message>
Decoded<Message> decode_stub(ByteView stub, ByteOrder order) {
  NdrReader ndr(stub, order);
  Message message;
  read(ndr, message);
  return ndr.finish(std::move(message));
}

template <typename Message>
void encode_stub(const Message& message, ByteOrder order, Bytes& out) {
  NdrWriter ndr(out, order);
  write(ndr, message);
}

#define RIPCORD_INSTANTIATE(Message)                                   \
  template Decoded<Message> decode_stub<Message>(ByteView, ByteOrder); \
  template void encode_stub<Message>(const Message&, ByteOrder, Bytes&)
RIPCORD_INSTANTIATE(InsertIn);
RIPCORD_INSTANTIATE(DeleteIn);
RIPCORD_INSTANTIATE(LookupIn);
RIPCORD_INSTANTIATE(LookupOut);
RIPCORD_INSTANTIATE(MapIn);
RIPCORD_INSTANTIATE(MapOut);
RIPCORD_INSTANTIATE(LookupHandleFreeIn);
RIPCORD_INSTANTIATE(LookupHandleFreeOut);
RIPCORD_INSTANTIATE(InqObjectOut);
RIPCORD_INSTANTIATE(MgmtDeleteIn);
RIPCORD_INSTANTIATE(StatusOut);
#undef RIPCORD_INSTANTIATE

}  // namespace ripcord::dcerpc::ept
