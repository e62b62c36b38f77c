#pragma once

#include "harness/scenario/world_spec.hpp"

#include <cstdint>

namespace ripcord::peers {

/// How mappers of different makes and ages differ (MS-RPCE notes 28 to 31, and facts of measured
/// ones).
struct MapperHabits {
  /// What insert, delete, inq_object and mgmt_delete do that come over the wire; never by_profile.
  scenario::RemoteInsert remote_insert;
  /// How a lookup says that there is no more; never by_profile.
  scenario::LookupEnd lookup_end;
  /// What ept_map says when it finds nothing.
  enum class NoMatch : std::uint8_t { not_registered, empty } no_match;
  /// What ept_lookup_handle_free hands back.
  enum class FreedHandle : std::uint8_t { nulled, unchanged } freed_handle;
  /// Whether ept_lookup is there at all, or answers cant_perform_op.
  enum class Lookup : std::uint8_t { served, denied } lookup;
};

/// The row of the table for the spec's profile, with what the spec sets apart from it.
MapperHabits habits_of(const scenario::MapperSpec& spec);

}  // namespace ripcord::peers
