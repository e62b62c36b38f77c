#include "harness/peers/interfaces/mapper_database.hpp"

#include "transports/dcerpc/endpoint_map.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {
namespace {

namespace status = dcerpc::ept::status;
namespace inquiry = dcerpc::ept::inquiry;
namespace version_option = dcerpc::ept::version_option;
using dcerpc::SyntaxId;
using dcerpc::TowerBinding;

/// Whether `old` is an earlier registration of what `entry` registers: equal but for where it
/// points.
bool is_replaced_by(const MapperEntry& old, const MapperEntry& entry) {
  return old.object == entry.object && old.binding.interface == entry.binding.interface &&
         old.binding.transfer_syntax == entry.binding.transfer_syntax &&
         old.binding.protocol_sequence == entry.binding.protocol_sequence;
}

bool version_matches(const SyntaxId& offered, const SyntaxId& asked, std::uint32_t vers_option) {
  const auto offered_version = std::pair(offered.major_version, offered.minor_version);
  const auto asked_version = std::pair(asked.major_version, asked.minor_version);
  switch (vers_option) {
    case version_option::compatible:
      return offered.major_version == asked.major_version &&
             offered.minor_version >= asked.minor_version;
    case version_option::exact:
      return offered_version == asked_version;
    case version_option::major_only:
      return offered.major_version == asked.major_version;
    case version_option::up_to:
      return offered_version <= asked_version;
    default:
      // All; 0 as well, which clients built on Samba's numbers send.
      return true;
  }
}

bool matches(const MapperEntry& entry, const MapperInquiry& asked) {
  const bool object_matches = entry.object == asked.object;
  const bool interface_matches =
      entry.binding.interface.uuid == asked.interface.uuid &&
      version_matches(entry.binding.interface, asked.interface, asked.vers_option);
  switch (asked.inquiry_type) {
    case inquiry::by_interface:
      return interface_matches;
    case inquiry::by_object:
      return object_matches;
    case inquiry::by_both:
      return interface_matches && object_matches;
    default:
      // Windows takes every other value for `all` (MS-RPCE §2.2.1.2.4).
      return true;
  }
}

bool serves(const TowerBinding& offered, const TowerBinding& question) {
  return dcerpc::is_compatible(offered.interface, question.interface) &&
         offered.transfer_syntax == question.transfer_syntax &&
         offered.protocol_sequence == question.protocol_sequence;
}

}  // namespace

MapperEntry make_entry(const TowerBinding& binding, std::string annotation, const Uuid& object) {
  return {.object = object,
          .tower = dcerpc::tower_octets(binding),
          .binding = binding,
          .annotation = std::move(annotation)};
}

std::uint32_t MapperDatabase::insert(MapperEntry entry, Replace replace) {
  if (replace == Replace::yes) {
    std::erase_if(entries_, [&](const MapperEntry& old) { return is_replaced_by(old, entry); });
  }
  for (MapperEntry& old : entries_) {
    if (old.object == entry.object && old.tower == entry.tower) {
      old.annotation = std::move(entry.annotation);
      return status::ok;
    }
  }
  if (entries_.size() == entries_max) return status::no_memory;
  entry.id = ++last_id_;
  entries_.push_back(std::move(entry));
  return status::ok;
}

std::uint32_t MapperDatabase::remove(const Uuid& object, ByteView tower) {
  const std::size_t count = std::erase_if(entries_, [&](const MapperEntry& entry) {
    return entry.object == object && std::ranges::equal(entry.tower, tower);
  });
  return count > 0 ? status::ok : status::not_registered;
}

std::uint32_t MapperDatabase::remove_all(ByteView tower) {
  const std::size_t count = std::erase_if(
      entries_, [&](const MapperEntry& entry) { return std::ranges::equal(entry.tower, tower); });
  return count > 0 ? status::ok : status::not_registered;
}

std::vector<std::uint64_t> MapperDatabase::lookup(const MapperInquiry& inquiry) const {
  std::vector<std::uint64_t> found;
  for (const MapperEntry& entry : entries_) {
    if (matches(entry, inquiry)) found.push_back(entry.id);
  }
  return found;
}

std::vector<std::uint64_t> MapperDatabase::map(const Uuid& object,
                                               const TowerBinding& question) const {
  std::vector<std::uint64_t> found;
  for (const MapperEntry& entry : entries_) {
    if (entry.object == object && serves(entry.binding, question)) found.push_back(entry.id);
  }
  if (object.is_nil()) return found;
  for (const MapperEntry& entry : entries_) {
    if (entry.object.is_nil() && serves(entry.binding, question)) found.push_back(entry.id);
  }
  return found;
}

const MapperEntry* MapperDatabase::find(std::uint64_t id) const {
  // Ids rise along the vector.
  const auto at = std::ranges::lower_bound(entries_, id, {}, &MapperEntry::id);
  return at != entries_.end() && at->id == id ? &*at : nullptr;
}

}  // namespace ripcord::peers
