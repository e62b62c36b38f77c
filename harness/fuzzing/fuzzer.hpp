#pragma once

#include "harness/fuzzing/fuzzer_log.hpp"
#include "harness/fuzzing/target_table.hpp"
#include "transports/base/time.hpp"

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::fuzzing {

/// An input that made a target fail.
struct Finding {
  /// `crash`, `timeout`, `oom` or `leak`, as libFuzzer tells them apart.
  std::string kind;
  std::string target;
  /// The file that holds the input.
  std::string path;
  /// What a run with this input alone printed.
  FuzzerLog log;
};

/// What came of fuzzing one target.
struct FuzzResult {
  std::string target;
  Duration wall{};
  FuzzerLog log;
  /// Inputs that it began with, and inputs of its own folder afterwards.
  std::size_t restored = 0;
  std::size_t kept = 0;
  std::vector<Finding> findings;
};

/// Where things are, and how far to go.
struct FuzzSettings {
  /// The folder of the programs and their table.
  std::string programs;
  /// The root of the sources: committed inputs and dictionaries are below.
  std::string sources;
  /// Where results go: `corpus/<target>/` and `findings/`.
  std::string out;
  Duration time = std::chrono::seconds(60);
  /// None = libFuzzer draws one.
  std::optional<std::uint64_t> seed;
  /// Asked now and then; what runs is ended once it says true.
  std::function<bool()> is_over;
};

/// Runs the programs of fuzz targets, one at a time, within bounds: an input may take 10 seconds
/// and 2 GiB, and a program that does not end a while after its time is killed.
class Fuzzer {
 public:
  explicit Fuzzer(FuzzSettings settings) : settings_(std::move(settings)) {}

  /// Fuzzes `target`. Fails if there is nothing to begin with, since a corpus that was not restored
  /// looks like a good one, or if the program does not start, or ends by itself without a finding.
  [[nodiscard]] boost::system::result<FuzzResult, Problem> fuzz(const Target& target) const;

  /// Runs `target` on the input at `path` alone.
  [[nodiscard]] boost::system::result<FuzzerLog, Problem> repeat(const Target& target,
                                                                 const std::string& path) const;

  /// Makes the failing input at `path` shorter as long as it fails, and writes it to `to`.
  [[nodiscard]] boost::system::result<void, Problem> shorten(const Target& target,
                                                             const std::string& path,
                                                             const std::string& to) const;

  /// Writes as few of the target's inputs as reach all that they reach together to `to`. Returns
  /// how many.
  [[nodiscard]] boost::system::result<std::size_t, Problem> minimise(const Target& target,
                                                                     const std::string& to) const;

 private:
  [[nodiscard]] std::vector<std::string> command(const Target& target) const;
  [[nodiscard]] std::vector<std::string> corpus_of(const Target& target) const;
  [[nodiscard]] std::string own_corpus(const Target& target) const;
  [[nodiscard]] boost::system::result<std::string, Problem> run(std::vector<std::string> argv,
                                                                Duration limit) const;
  /// The inputs in `findings/` that made the target fail, and when each was written.
  using Artefacts = std::map<std::string, std::filesystem::file_time_type>;
  [[nodiscard]] Artefacts artefacts(const Target& target) const;
  boost::system::result<void, Problem> tell_findings(const Target& target,
                                                     const Artefacts& old,
                                                     FuzzResult& result) const;

  FuzzSettings settings_;
};

}  // namespace ripcord::fuzzing
