#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::report {

/// What runs played, as reports name it: one variant of one scenario file on one transport. Its
/// runs differ in their seeds only, and follow each other.
struct Subject {
  /// The scenario file, as a user would type it from the folder of the command.
  std::string file;
  /// `file` without `.yaml`, relative and without `..`: names the scenario, and its folder in a run
  /// folder.
  std::string scenario;
  /// The scenario's own name.
  std::string name;
  /// What it says that it is about, in a sentence; empty if it says nothing.
  std::string purpose;
  /// The variant, followed by the matrix point if there is one.
  std::string variant;
  std::string transport;
  /// Whether equal seeds give equal traces, so that traces can be compared.
  bool deterministic = false;
  /// Line of the variant in the file, from 1.
  std::uint32_t line = 1;
  std::uint64_t digest = 0;
  /// The command that plays it.
  std::string command = "run";
  /// Words that a command needs to play it again, such as `--variant`, `patched`, `--set`, `k=v`.
  std::vector<std::string> options;
};

/// `scenario/variant/transport-seed`: the name of one run, and its folder in a run folder. The k-th
/// of equal runs has `.k` behind it, but for the first.
[[nodiscard]] std::string run_id(const Subject& subject,
                                 std::uint64_t seed,
                                 std::uint32_t repetition = 1);

/// `scenario/variant/transport`: by this a subject is known from one command to the next.
[[nodiscard]] std::string subject_key(const Subject& subject);

/// `scenario [variant] transport`, as headings and lines name a subject.
[[nodiscard]] std::string title(const Subject& subject);

/// The one command that plays the run again, quoted for a POSIX shell.
[[nodiscard]] std::string reproduce_command(const Subject& subject, std::uint64_t seed);

/// `word` as a POSIX shell reads it back; plain words stay as they are.
[[nodiscard]] std::string shell_quoted(const std::string& word);

/// `file` as the folder name that `Subject::scenario` is: without `.yaml`, without a leading `/`,
/// `.` or `..`.
[[nodiscard]] std::string scenario_folder(const std::string& file);

}  // namespace ripcord::report
