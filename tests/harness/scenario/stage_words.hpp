#pragma once

#include "harness/scenario/reader.hpp"
#include "harness/scenario/vocabulary.hpp"

#include <string>
#include <string_view>

namespace ripcord::scenario {

/// The words of a small build: the faults `drop`, `delay`, `mutate_field` and `tag`, the actions
/// `move_endpoint` and `stall_mapper`, triggers of every value type, all steps but `load`.
const Vocabulary& small_build();

/// A whole scenario around `body`, which begins in line 5:
///
///     format: 1
///     name: probe
///     workload: [ { sleep: 1s } ]
///     expect: { all: { outcome: completed } }
std::string with_head(std::string_view body);

/// What a scenario with programs of others says beside its world.
inline constexpr std::string_view live_head = "transports: [tcp]\nrequires: [python3]\n";

/// What is wrong with `text` as `probe.yaml`, rendered; empty if nothing is.
std::string errors_of(std::string_view text);

/// The scenario `text`, which must be free of errors.
Scenario good(std::string_view text, const Surroundings& surroundings = {});

/// Its run in `choice`, which must be there.
ResolvedScenario resolved(std::string_view text, const Choice& choice = {});

}  // namespace ripcord::scenario
