#pragma once

#include "harness/explore/choice.hpp"
#include "harness/explore/trials.hpp"
#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/scenario/vocabulary.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::explore {

/// What a replay file says: one run, and how it ended when the file was written. An explicit list
/// that people may edit; where it came from (an exploration, a seed, a fuzzer) does not matter.
struct Replay {
  /// The version of the form of these files.
  static constexpr std::int64_t format = 1;
  /// Marks are kept of so many records at most.
  static constexpr std::size_t marks_max = 4'096;

  /// The program that wrote it: `0.3.0 (1a2b3c4d5e6f)`.
  std::string ripcord;
  /// The scenario's file as it was named.
  std::string scenario;
  /// Of the scenario's content, variant and settings (`ResolvedScenario::digest`); 0 = not known.
  std::uint64_t digest = 0;
  std::string variant;
  /// The variant that judged what is needless; empty = none did.
  std::string against;
  std::vector<std::string> settings;
  /// Where it was played, if that was in real time; empty = in sim.
  std::string transport;
  std::uint64_t seed = 1;
  /// Who says whether it fails.
  run::Judges judges = run::Judges::oracles;
  Schedule choices;
  /// The promise that broke (`expectation`: what the scenario says of it) and how; both empty =
  /// none did.
  std::string oracle;
  std::string signature;
  /// What of the run the choices cannot express, in words; empty = nothing.
  std::string flaw;
  /// 0 = not known, as after editing.
  std::uint64_t trace_hash = 0;
  /// A byte of each record of the trace, in order: where another run has another one, there it
  /// differs first.
  Bytes marks;

  friend bool operator==(const Replay&, const Replay&) = default;
};

/// The replay as JSON, one choice a line; ends in a newline.
[[nodiscard]] std::string text(const Replay& replay);

/// Reads the replay in `file`, or says everything that is wrong with it. Its choices are made of
/// the words of `vocabulary`.
[[nodiscard]] boost::system::result<Replay, scenario::Diagnostics> read_replay(
    const scenario::SourceText& file, const scenario::Vocabulary& vocabulary);

/// A byte of each record of `log`, as `Replay::marks`.
[[nodiscard]] Bytes marks_of(const trace::Log& log);

}  // namespace ripcord::explore
