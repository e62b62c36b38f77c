#include "harness/peers/interfaces/mapper_habits.hpp"

#include <array>
#include <cstddef>

namespace ripcord::peers {
namespace {

using scenario::LookupEnd;
using scenario::RemoteInsert;
using Habits = MapperHabits;

// By `scenario::MapperProfile`.
constexpr std::array<MapperHabits, 5> habits{
    // nt4
    Habits{RemoteInsert::allowed,
           LookupEnd::null_handle,
           Habits::NoMatch::not_registered,
           Habits::FreedHandle::nulled,
           Habits::Lookup::served},
    // windows_2000, XP and 2003
    Habits{RemoteInsert::denied_status,
           LookupEnd::null_handle,
           Habits::NoMatch::not_registered,
           Habits::FreedHandle::nulled,
           Habits::Lookup::served},
    // windows, since Vista
    Habits{RemoteInsert::denied_fault,
           LookupEnd::null_handle,
           Habits::NoMatch::not_registered,
           Habits::FreedHandle::nulled,
           Habits::Lookup::served},
    // samba
    Habits{RemoteInsert::op_rng,
           LookupEnd::not_registered,
           Habits::NoMatch::not_registered,
           Habits::FreedHandle::unchanged,
           Habits::Lookup::served},
    // wine
    Habits{RemoteInsert::allowed,
           LookupEnd::null_handle,
           Habits::NoMatch::empty,
           Habits::FreedHandle::nulled,
           Habits::Lookup::denied},
};

}  // namespace

MapperHabits habits_of(const scenario::MapperSpec& spec) {
  MapperHabits chosen = habits[static_cast<std::size_t>(spec.profile)];
  if (spec.remote_insert != RemoteInsert::by_profile) chosen.remote_insert = spec.remote_insert;
  if (spec.lookup_end != LookupEnd::by_profile) chosen.lookup_end = spec.lookup_end;
  return chosen;
}

}  // namespace ripcord::peers
