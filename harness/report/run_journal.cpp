#include "harness/report/run_journal.hpp"

#include "harness/report/stored_json.hpp"
#include "harness/report/subject_json.hpp"
#include "transports/journal/journal_reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

namespace ripcord::report {
namespace {

namespace fs = std::filesystem;

std::string note_of(const Subject& subject, const RunJournal::Which& which) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().key("subject").begin_object();
  write_subject(json, subject);
  json.end_object().number("repetition", which.repetition).end_object();
  return text;
}

boost::system::result<journal::StoredJournal, WriteError> read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto stored = journal::read_journal({reinterpret_cast<const Byte*>(text.data()), text.size()});
  if (stored) return *std::move(stored);
  return WriteError(fmt::format(
      "cannot read {}: byte {}: {}", path.string(), stored.error().offset, stored.error().message));
}

/// Journals below `folder`, in order.
std::vector<fs::path> journals_in(const std::string& folder) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().filename() == journal::file_name) paths.push_back(entry->path());
  }
  std::ranges::sort(paths);
  return paths;
}

/// What is known of a run by its log alone.
run::RunResult result_of(const trace::Log& log, const Subject& subject) {
  const Duration elapsed{log.records().back().time - log.records().front().time};
  run::RunResult result;
  result.variant = subject.variant;
  result.transport = subject.transport;
  result.seed = log.records().front().value;
  result.live = !subject.deterministic;
  result.verdict = run::Verdict::incomplete;
  result.ending.outcome = run::Outcome::failed;
  result.elapsed = elapsed;
  result.wall = elapsed;
  result.failure = run::Failure{.actual = "the run was cut off; its trace ends there"};
  return result;
}

/// The runs of `subject` in `report`, which may be none yet.
StoredReport::Sweep& sweep_of(StoredReport& report, const Subject& subject) {
  const auto known = std::ranges::find_if(report.sweeps, [&](const StoredReport::Sweep& sweep) {
    return subject_key(sweep.subject) == subject_key(subject);
  });
  if (known != report.sweeps.end()) return *known;
  // A run that was cut off was the last one, or side by side with it.
  return report.sweeps.emplace_back(StoredReport::Sweep{.subject = subject});
}

void add(StoredReport& report, StoredReport::Run run, const Subject& subject) {
  StoredReport::Sweep& sweep = sweep_of(report, subject);
  const auto comes_before = [](const StoredReport::Run& a, const StoredReport::Run& b) {
    return std::pair(a.result.seed, a.result.repetition) <
           std::pair(b.result.seed, b.result.repetition);
  };
  const auto place = std::ranges::lower_bound(sweep.runs, run, comes_before);
  const bool is_recorded = place != sweep.runs.end() && !comes_before(run, *place);
  if (!is_recorded) sweep.runs.insert(place, std::move(run));
}

}  // namespace

RunJournal::RunJournal(const RunFolder& folder, const Subject& subject, const Which& which)
    : path_(fmt::format("{}/{}/{}",
                        folder.path(),
                        run_id(subject, which.seed, which.repetition),
                        journal::file_name)),
      note_(note_of(subject, which)) {
  std::error_code error;
  fs::create_directories(fs::path(path_).parent_path(), error);
  if (error) {
    problem_ = fmt::format("cannot write {}: {}", path_, error.message());
    return;
  }
  auto journal = journal::Journal::create(path_);
  if (journal) {
    journal_ = *std::move(journal);
  } else {
    problem_ = fmt::format("cannot write {}: {}", path_, journal.error().message());
  }
}

trace::Tap* RunJournal::began(const trace::Log& log) {
  if (!journal_) return nullptr;
  journal_->begin(log, note_);
  return journal_.get();
}

std::string RunJournal::problem() const {
  if (!journal_ || !journal_->problem()) return problem_;
  return fmt::format("cannot write {}: {}", path_, journal_->problem().message());
}

boost::system::result<void, WriteError> add_cut_off_runs(const std::string& folder,
                                                         StoredReport& report) {
  for (const fs::path& path : journals_in(folder)) {
    const auto stored = read(path);
    if (!stored) return stored.error();
    const trace::Log& log = *stored->trace.log;
    // Who was killed before its run began has nothing to tell.
    if (log.records().empty()) continue;
    const auto note = nlohmann::ordered_json::parse(stored->note, nullptr, false);
    std::string problem;
    const StoredJson json(note, problem);
    const Subject subject = stored_subject(json.at("subject"));
    StoredReport::Run run{.result = result_of(log, subject), .folder = folder, .journal = path};
    run.result.repetition = json.small_number("repetition");
    if (!problem.empty())
      return WriteError(fmt::format("cannot read {}: its note: {}", path.string(), problem));
    const std::string id = run_id(subject, run.result.seed, run.result.repetition);
    run.artifacts = {.trace = id + "/trace.jsonl",
                     .capture = id + "/capture.pcapng",
                     .failure = id + "/failure.txt"};
    add(report, std::move(run), subject);
  }
  return {};
}

boost::system::result<trace::StoredLog, WriteError> read_journal_file(const std::string& path) {
  auto stored = read(path);
  if (!stored) return stored.error();
  return std::move(stored->trace);
}

}  // namespace ripcord::report
