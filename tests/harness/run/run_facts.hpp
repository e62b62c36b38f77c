#pragma once

#include "harness/run/oracle.hpp"

#include <string_view>

namespace ripcord::run {

/// An interface with one operation, `Read`, for books that tests keep by hand.
inline const protocol::InterfaceId demo_interface{
    .uuid = {.time_low = 1}, .major_version = 1, .minor_version = 0};

inline const protocol::InterfaceTable& demo_interfaces() {
  static const protocol::InterfaceTable table = [] {
    protocol::InterfaceTable made;
    made.add({"demo", demo_interface, {"Read"}});
    return made;
  }();
  return table;
}

inline constexpr world::Speaker client_speaker{world::Speaker::Role::client, 1, "client"};
inline constexpr world::Speaker server_speaker{world::Speaker::Role::server, 2, "server"};

/// What a peer says of the call with `intent`.
inline world::Happening call_happening(world::Event event,
                                       std::uint64_t intent,
                                       std::uint32_t status = 0) {
  return {.event = event,
          .interface = &demo_interface,
          .operation = 0,
          .status = status,
          .intent = intent};
}

/// What the oracle `id` reports of `facts`.
inline Finding found_by(std::string_view id, const Facts& facts) {
  for (const Oracle* oracle : oracles()) {
    if (oracle->id == id) return finding_of(*oracle, facts);
  }
  return {OracleState::off, "no such oracle"};
}

/// What `id` alone finds of `facts`, whoever's word that rests on.
inline Finding judged_by(std::string_view id, const Facts& facts) {
  for (const Oracle* oracle : oracles()) {
    if (oracle->id == id) return oracle->judge(facts);
  }
  return {OracleState::off, "no such oracle"};
}

}  // namespace ripcord::run
