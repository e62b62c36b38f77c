#pragma once

#include "harness/cli/library.hpp"
#include "harness/cli/options.hpp"
#include "harness/cli/program.hpp"
#include "harness/report/result_document.hpp"
#include "harness/report/subject.hpp"
#include "harness/scenario/reader.hpp"

#include <set>
#include <string>
#include <vector>

namespace ripcord::cli {

/// One variant, matrix point and transport of a scenario: what all seeds are then played of.
struct Candidate {
  /// Into the library, which must outlive it.
  const Title* title = nullptr;
  scenario::Choice choice;
  report::Subject subject;
};

/// What is to be played, in order of path, variant and transport, and what was left out.
struct Selection {
  std::vector<Candidate> candidates;
  /// Scenarios that were left out because of what they require or where they run.
  report::NotSelected rest;
};

/// Selects from `library` in this order: path (which made the library), filters, what failed last,
/// shard. `failed_before` holds the keys of `report::subject_key`; it counts with
/// `Scope::last_failed` only.
[[nodiscard]] Selection select(const Library& library,
                               const SelectionOptions& options,
                               const std::set<std::string>& failed_before);

/// `0 of 37 scenarios selected by -k "x" --tag y`, with the nearest variant or tag where none fits.
/// Ends in a newline.
[[nodiscard]] std::string nothing_selected(const Library& library,
                                           const SelectionOptions& options,
                                           const Selection& selection);

/// Why one of the transports that were asked for cannot be had; empty if all can.
[[nodiscard]] std::string transport_problem(const std::vector<std::string>& transports,
                                            const Program& program);

}  // namespace ripcord::cli
