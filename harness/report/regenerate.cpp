#include "harness/report/regenerate.hpp"

#include "harness/report/failure_text.hpp"
#include "harness/report/html_page.hpp"
#include "harness/report/junit.hpp"
#include "harness/report/run_journal.hpp"
#include "harness/report/summary.hpp"
#include "transports/capture/capture.hpp"
#include "transports/trace/json_lines.hpp"
#include "transports/trace/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace ripcord::report {
namespace {

namespace fs = std::filesystem;
using Written = boost::system::result<void, WriteError>;

std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Writes the artefacts of one report into one folder.
class Regenerator {
 public:
  Regenerator(const StoredReport& report, const RunFolder& folder)
      : report_(report), folder_(folder), document_(report.heading) {}

  Written runs();
  [[nodiscard]] const HtmlPage& page() const { return page_; }
  ResultDocument take() { return std::move(document_); }

 private:
  Written explorations();
  Written copy_replay(const std::string& name) const;
  Written add(const Subject& subject, const StoredReport::Run& run);
  Written take_trace(const Subject& subject, const StoredReport::Run& run);
  boost::system::result<trace::StoredLog, WriteError> read_trace(
      const StoredReport::Run& run) const;
  [[nodiscard]] bool is_in_place(const StoredReport::Run& run) const;
  boost::system::result<std::string, WriteError> read(const StoredReport::Run& run,
                                                      const std::string& name) const;
  /// Nothing, if the run's folder is the one that is written to.
  Written copy(const StoredReport::Run& run, const std::string& name) const;

  const StoredReport& report_;
  const RunFolder& folder_;
  ResultDocument document_;
  HtmlPage page_;
};

Written Regenerator::runs() {
  for (const StoredReport::Sweep& sweep : report_.sweeps) {
    for (const StoredReport::Run& run : sweep.runs) {
      if (auto written = add(sweep.subject, run); !written) return written;
    }
    if (sweep.sums) document_.restore(sweep.subject, *sweep.sums);
  }
  if (report_.annex) document_.attach(*report_.annex);
  if (report_.coverage) document_.cover(*report_.coverage);
  return explorations();
}

Written Regenerator::explorations() {
  for (const ExplorationRecord& exploration : report_.explorations) {
    for (const auto* findings : {&exploration.findings, &exploration.doubtful}) {
      for (const ExplorationRecord::Finding& finding : *findings)
        if (auto copied = copy_replay(finding.replay); !copied) return copied;
    }
    document_.add(exploration);
  }
  return {};
}

/// Parts of one exploration name their replays apart: one folder has it.
Written Regenerator::copy_replay(const std::string& name) const {
  std::error_code ignored;
  const auto has_it = [&](const std::string& folder) {
    return fs::exists(fs::path(folder) / name, ignored);
  };
  const auto found = std::ranges::find_if(report_.replay_folders, has_it);
  if (found == report_.replay_folders.end())
    return WriteError(fmt::format("there is no {}, of which result.json speaks", name));
  StoredReport::Run holder;
  holder.folder = *found;
  return copy(holder, name);
}

Written Regenerator::add(const Subject& subject, const StoredReport::Run& run) {
  document_.add(subject, run.result, run.artifacts);
  if (!run.artifacts.failure.empty()) {
    auto written = folder_.write(run.artifacts.failure, failure_text(subject, run.result));
    if (!written) return written;
  }
  if (!run.artifacts.replay.empty()) {
    if (auto copied = copy(run, run.artifacts.replay); !copied) return copied;
  }
  for (const std::string& name : run.artifacts.programs) {
    if (auto copied = copy(run, name); !copied) return copied;
  }
  return run.artifacts.trace.empty() ? Written() : take_trace(subject, run);
}

Written Regenerator::take_trace(const Subject& subject, const StoredReport::Run& run) {
  const auto stored = run.journal.empty() ? read_trace(run) : read_journal_file(run.journal);
  if (!stored) return stored.error();
  const trace::Log& log = *stored->log;
  page_.add(subject, run.result, log);
  auto written = run.journal.empty() ? copy(run, run.artifacts.trace)
                                     : folder_.write(run.artifacts.trace, trace::json_lines(log));
  if (!written) return written;
  if (!run.journal.empty() && is_in_place(run))
    folder_.remove(fs::path(run.journal).lexically_relative(run.folder).string());
  if (run.artifacts.capture.empty()) return {};
  return folder_.write(run.artifacts.capture, text_of(capture::pcapng(log)));
}

boost::system::result<trace::StoredLog, WriteError> Regenerator::read_trace(
    const StoredReport::Run& run) const {
  const auto text = read(run, run.artifacts.trace);
  if (!text) return text.error();
  auto stored = trace::read_json_lines(*text);
  if (stored) return *std::move(stored);
  return WriteError(fmt::format("cannot read {}/{}: line {}: {}",
                                run.folder,
                                run.artifacts.trace,
                                stored.error().line,
                                stored.error().message));
}

boost::system::result<std::string, WriteError> Regenerator::read(const StoredReport::Run& run,
                                                                 const std::string& name) const {
  const fs::path path = fs::path(run.folder) / name;
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return WriteError(fmt::format("cannot read {}, of which result.json speaks", path.string()));
  return {boost::system::in_place_value,
          std::istreambuf_iterator<char>(file),
          std::istreambuf_iterator<char>()};
}

bool Regenerator::is_in_place(const StoredReport::Run& run) const {
  std::error_code ignored;
  return fs::equivalent(run.folder, folder_.path(), ignored);
}

Written Regenerator::copy(const StoredReport::Run& run, const std::string& name) const {
  if (is_in_place(run)) return {};
  const auto text = read(run, name);
  if (!text) return text.error();
  return folder_.write(name, *text);
}

}  // namespace

Written write_sums(const ResultDocument& document,
                   const HtmlPage& page,
                   const RunFolder& folder,
                   Progress progress) {
  if (document.annex() == nullptr) {
    if (auto written = folder.write("junit.xml", junit_xml(document)); !written) return written;
  }
  auto written = folder.write("summary.md", summary_markdown(document, progress));
  if (written) written = folder.write("report.html", page.text(document, progress));
  return written ? folder.write("result.json", document.text(progress)) : written;
}

boost::system::result<ResultDocument, WriteError> regenerate(const StoredReport& report,
                                                             const RunFolder& folder) {
  Regenerator regenerator(report, folder);
  if (const auto written = regenerator.runs(); !written) return written.error();
  ResultDocument document = regenerator.take();
  const auto written = write_sums(document, regenerator.page(), folder, report.progress);
  if (!written) return written.error();
  return document;
}

}  // namespace ripcord::report
