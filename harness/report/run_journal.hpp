#pragma once

#include "harness/report/folder.hpp"
#include "harness/report/stored_report.hpp"
#include "harness/report/subject.hpp"
#include "harness/run/sweep.hpp"
#include "transports/journal/journal.hpp"
#include "transports/trace/json_reader.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace ripcord::report {

/// A run's log on disk while it is made: `trace.journal` in the folder of the run. Whoever records
/// the run removes it.
class RunJournal final : public run::LogFollower {
 public:
  struct Which {
    std::uint64_t seed = 0;
    std::uint32_t repetition = 1;
  };
  /// Makes the file; `problem` says if it cannot.
  RunJournal(const RunFolder& folder, const Subject& subject, const Which& which);

  trace::Tap* began(const trace::Log& log) override;
  [[nodiscard]] std::string problem() const override;

 private:
  std::string path_;
  /// What a reader needs to know of the run beside its log.
  std::string note_;
  std::unique_ptr<journal::Journal> journal_;
  /// Why there is no journal.
  std::string problem_;
};

/// Adds to `report`, which was read from `folder`, the runs that were cut off there: those that
/// have a journal and no result. Returns what is wrong with a journal that cannot be read.
[[nodiscard]] boost::system::result<void, WriteError> add_cut_off_runs(const std::string& folder,
                                                                       StoredReport& report);

/// The log of the journal at `path`.
[[nodiscard]] boost::system::result<trace::StoredLog, WriteError> read_journal_file(
    const std::string& path);

}  // namespace ripcord::report
