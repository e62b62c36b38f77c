#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/uuid.hpp"
#include "transports/dcerpc/tower_binding.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::peers {

/// An element of an endpoint map (C706 appendix O, ept_entry_t).
struct MapperEntry {
  Uuid object;
  /// The tower as it was given, and what it says.
  Bytes tower;
  dcerpc::TowerBinding binding;
  std::string annotation;
  /// Rises with each insertion; the map's own name of the element.
  std::uint64_t id = 0;
};

/// The element that serves `binding`, with its tower made.
MapperEntry make_entry(const dcerpc::TowerBinding& binding,
                       std::string annotation = {},
                       const Uuid& object = {});

/// What ept_lookup asks (MS-RPCE §2.2.1.2.4).
struct MapperInquiry {
  std::uint32_t inquiry_type = 0;
  Uuid object;
  dcerpc::SyntaxId interface;
  std::uint32_t vers_option = 0;
};

enum class Replace : std::uint8_t { no, yes };

/// An endpoint map. Pure; functions named after operations return their wire statuses. Elements
/// are found in the order of their insertion.
class MapperDatabase {
 public:
  /// Adds `entry`. With `yes` it replaces those that differ from it in nothing but where they point
  /// (endpoint, address) and annotation. An element that is there already is not doubled; its
  /// annotation is renewed.
  std::uint32_t insert(MapperEntry entry, Replace replace);
  /// Removes the element of that object and tower.
  std::uint32_t remove(const Uuid& object, ByteView tower);
  /// As `remove`, for every object.
  std::uint32_t remove_all(ByteView tower);
  void clear() { entries_.clear(); }

  /// The ids of what matches.
  [[nodiscard]] std::vector<std::uint64_t> lookup(const MapperInquiry& inquiry) const;
  /// The ids of the elements that serve clients of `question`, whose port and address say nothing:
  /// those of `object` first, then those registered for no object in particular.
  [[nodiscard]] std::vector<std::uint64_t> map(const Uuid& object,
                                               const dcerpc::TowerBinding& question) const;

  /// The element of that id, or null if it has gone.
  [[nodiscard]] const MapperEntry* find(std::uint64_t id) const;
  [[nodiscard]] const std::vector<MapperEntry>& entries() const { return entries_; }

  /// Bounded memory: anyone may insert on an NT 4.0 mapper.
  static constexpr std::size_t entries_max = 4096;

 private:
  std::vector<MapperEntry> entries_;
  std::uint64_t last_id_ = 0;
};

}  // namespace ripcord::peers
