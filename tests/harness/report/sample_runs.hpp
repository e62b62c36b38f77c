#pragma once

#include "harness/report/result_document.hpp"
#include "harness/report/subject.hpp"
#include "harness/run/result.hpp"

#include <cstdint>

namespace ripcord::report {

/// The flagship scenario's unpatched variant in sim.
[[nodiscard]] Subject unpatched_subject();
/// The same file's patched variant.
[[nodiscard]] Subject patched_subject();

/// A run that completed and passed; its hashes are made from the seed, its outcome hash is the same
/// for every seed.
[[nodiscard]] run::RunResult passed_run(std::uint64_t seed);

/// A run that failed as the KB tells: BackupRead of pub.edb, 0x102, event 8010, recovery violated;
/// as expected.
[[nodiscard]] run::RunResult failed_as_expected(std::uint64_t seed);

/// A run of which `error: 0x102` was expected on line 31 and 1722 came.
[[nodiscard]] run::RunResult wrong_run(std::uint64_t seed);

[[nodiscard]] Heading sample_heading();

}  // namespace ripcord::report
