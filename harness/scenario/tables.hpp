#pragma once

#include "harness/scenario/field_table.hpp"

#include <span>
#include <string_view>

namespace ripcord::scenario {

// The field tables of a scenario file, outermost first. Each is defined in the source named after
// what it holds.

extern const Mapping scenario_mapping;
extern const Mapping limits_mapping;
extern const Mapping interface_mapping;
extern const Mapping oracle_mapping;
extern const Mapping metric_mapping;
extern const Mapping world_mapping;
extern const Mapping network_mapping;
extern const Mapping mapper_mapping;
extern const Mapping service_mapping;
extern const Mapping service_time_mapping;
extern const Mapping file_mapping;
extern const Mapping answer_mapping;
extern const Mapping client_mapping;
extern const Mapping server_command_mapping;
extern const Mapping client_command_mapping;
extern const Mapping rule_mapping;
extern const Mapping selection_mapping;
extern const Mapping expectation_mapping;
extern const Mapping expected_step_mapping;
extern const Mapping expected_client_mapping;
extern const Mapping expected_rule_mapping;

/// One kind of step: its word and the table of what stands behind it.
struct StepKind {
  std::string_view word;
  const Mapping* mapping = nullptr;
};
/// All that the grammar has, in the order of the reference.
[[nodiscard]] std::span<const StepKind> step_kinds();

}  // namespace ripcord::scenario
