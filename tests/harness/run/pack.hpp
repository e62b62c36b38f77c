#pragma once

#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <string>

namespace ripcord::run {

/// A scenario of which two variants differ in one knob.
struct Knob {
  const char* scenario;
  const char* key;
  const char* pack = "q156715";

  friend void PrintTo(const Knob& knob, std::ostream* out) { *out << knob.scenario; }
};

inline constexpr std::array<Knob, 8> q156715{{
    {"second_file", "endpoint_policy"},
    {"second_file_directory", "endpoint_policy"},
    {"dead_mapping_kept", "towers"},
    {"idle_connection", "idle_connection"},
    {"mapper_silent", "deadlines"},
    {"other_interface", "unknown_interface"},
    {"restart_association", "assoc_group"},
    {"restart_handle", "context_handles"},
}};

inline constexpr const char* stale_bindings_pack = "stale-bindings";
inline constexpr std::array<Knob, 19> stale_bindings{{
    {"m01_cached_endpoint", "endpoint_policy", stale_bindings_pack},
    {"m02_full_copy", "binding", stale_bindings_pack},
    {"m03_unchecked_answer", "map_status", stale_bindings_pack},
    {"m04_previous_endpoint", "mapper_failure", stale_bindings_pack},
    {"m05_foreign_tower", "tower_check", stale_bindings_pack},
    {"m06_final_refusal", "unknown_interface", stale_bindings_pack},
    {"m07_old_association_group", "assoc_group", stale_bindings_pack},
    {"m08_blind_reuse", "idle_connection", stale_bindings_pack},
    {"m09_kept_handles", "context_handles", stale_bindings_pack},
    {"m10_believed_registration", "registration", stale_bindings_pack},
    {"m11_first_tower", "towers", stale_bindings_pack},
    {"m12_older_version", "version_rule", stale_bindings_pack},
    {"m13_repeated_read", "partial_read", stale_bindings_pack},
    {"m14_unreachable_callback", "callback_address", stale_bindings_pack},
    {"m15_no_deadline", "deadlines", stale_bindings_pack},
    {"m16_any_answer", "response_match", stale_bindings_pack},
    {"m17_late_mapper", "mapper_unreachable", stale_bindings_pack},
    {"m18_leaked_lookup_handle", "lookup_handles", stale_bindings_pack},
    {"m19_fixed_buffer", "name_buffer", stale_bindings_pack},
}};

/// The scenario's path from the root of the repository.
inline std::string path_of(const Knob& knob) {
  return "scenarios/" + std::string(knob.pack) + "/" + knob.scenario + ".yaml";
}

inline std::string name_of(const testing::TestParamInfo<Knob>& info) { return info.param.scenario; }

}  // namespace ripcord::run
