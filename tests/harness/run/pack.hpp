#pragma once

#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <string>

namespace ripcord::run {

/// A scenario of the pack q156715, and the one knob between its variants.
struct Knob {
  const char* scenario;
  const char* key;

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

/// The scenario's path from the root of the repository.
inline std::string path_of(const Knob& knob) {
  return "scenarios/q156715/" + std::string(knob.scenario) + ".yaml";
}

inline std::string name_of(const testing::TestParamInfo<Knob>& info) { return info.param.scenario; }

}  // namespace ripcord::run
