#pragma once

#include "harness/report/folder.hpp"
#include "harness/report/html_page.hpp"
#include "harness/report/result_document.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::report {

/// Which runs leave a folder of their own.
struct KeepLimit {
  std::uint64_t runs_max = std::numeric_limits<std::uint64_t>::max();
  /// Only those that are not as expected, even if others have their traces.
  bool failures_only = false;
  /// Of how many subjects the first run is kept, too, if it has its trace: whoever reads about a
  /// long sweep wants to see one.
  std::uint64_t representatives = 0;
  /// Whether every run has its trace and is counted in a coverage.
  bool covers = false;
  /// Whether runs in real time leave a journal, which is not needed any more once they are
  /// recorded.
  bool journals = false;
};

/// Keeps a run folder up to date while runs finish: the folder of each kept run at once,
/// result.json every few seconds, so that a run that is killed leaves what was done, marked
/// incomplete.
class Recorder {
 public:
  Recorder(RunFolder folder, Heading heading, KeepLimit limit);

  /// Writes the result.json of no run yet. Call it first: what cannot be written is known before
  /// anything is played.
  boost::system::result<void, WriteError> begin();

  /// Whether the next run, `result`, leaves a folder of its own because it is not as expected.
  [[nodiscard]] bool keeps_failure(const run::RunResult& result) const;

  /// Takes a run of `subject`, which must outlive the recorder; in order of path, variant,
  /// transport and seed. Writes trace.jsonl and capture.pcapng if the run has its trace,
  /// failure.txt if it is not as expected, and `replay`, unless that is empty, as replay.json.
  boost::system::result<void, WriteError> add(const Subject& subject,
                                              const run::RunResult& result,
                                              std::string_view replay = {});

  /// Writes result.json, junit.xml, summary.md and report.html.
  boost::system::result<void, WriteError> finish(Progress progress);

  /// Whether as many runs are kept as may be; a coverage needs the traces of all.
  [[nodiscard]] bool has_enough() const { return kept_ == limit_.runs_max && !limit_.covers; }

  [[nodiscard]] const RunFolder& folder() const { return folder_; }
  [[nodiscard]] const ResultDocument& document() const { return document_; }

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] bool is_wanted(const Subject& subject, const run::RunResult& result);
  boost::system::result<Artifacts, WriteError> keep(const Subject& subject,
                                                    const run::RunResult& result,
                                                    std::string_view replay);
  /// Writes what programs wrote in the run `id`; returns the names of the files.
  boost::system::result<std::vector<std::string>, WriteError> keep_programs(
      const std::string& id, const std::vector<world::ProgramOutput>& programs);
  boost::system::result<void, WriteError> commit(Progress progress);

  RunFolder folder_;
  ResultDocument document_;
  HtmlPage page_;
  KeepLimit limit_;
  std::uint64_t kept_ = 0;
  std::uint64_t represented_ = 0;
  const Subject* last_ = nullptr;
  Clock::time_point committed_;
};

}  // namespace ripcord::report
