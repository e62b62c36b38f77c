#include "harness/report/recorder.hpp"

#include "harness/report/failure_text.hpp"
#include "harness/report/junit.hpp"
#include "harness/report/summary.hpp"
#include "transports/capture/capture.hpp"
#include "transports/journal/journal.hpp"
#include "transports/trace/json_lines.hpp"

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace ripcord::report {
namespace {

// Long enough that rewriting 10,000 lines costs nothing, short enough that a killed run loses
// little.
constexpr std::chrono::seconds commit_interval{2};

std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

Recorder::Recorder(RunFolder folder, Heading heading, KeepLimit limit)
    : folder_(std::move(folder)), document_(std::move(heading)), limit_(limit) {}

boost::system::result<void, WriteError> Recorder::begin() { return commit(Progress::incomplete); }

bool Recorder::keeps_failure(const run::RunResult& result) const {
  return result.verdict != run::Verdict::passed && kept_ < limit_.runs_max;
}

boost::system::result<void, WriteError> Recorder::add(const Subject& subject,
                                                      const run::RunResult& result,
                                                      std::string_view replay) {
  if (limit_.covers) document_.cover(result);
  const auto artifacts = keep(subject, result, replay);
  document_.add(subject, result, artifacts ? *artifacts : Artifacts{});
  if (!artifacts) return artifacts.error();
  if (limit_.journals && result.live)
    folder_.remove(run_id(subject, result.seed, result.repetition) + "/" +
                   std::string(journal::file_name));
  if (Clock::now() - committed_ < commit_interval) return {};
  return commit(Progress::incomplete);
}

boost::system::result<void, WriteError> Recorder::finish(Progress progress) {
  if (auto written = folder_.write("junit.xml", junit_xml(document_)); !written) return written;
  if (auto written = folder_.write("summary.md", summary_markdown(document_, progress)); !written)
    return written;
  if (auto written = folder_.write("report.html", page_.text(document_, progress)); !written)
    return written;
  return commit(progress);
}

/// Whether the run leaves a folder; it is counted then.
bool Recorder::is_wanted(const Subject& subject, const run::RunResult& result) {
  const bool is_first = last_ != &subject;
  last_ = &subject;
  const bool wrong = result.verdict != run::Verdict::passed;
  if (!wrong && !result.trace) return false;
  if (!wrong && is_first && represented_ < limit_.representatives) {
    ++represented_;
    return true;
  }
  if (kept_ == limit_.runs_max || (!wrong && limit_.failures_only)) return false;
  ++kept_;
  return true;
}

boost::system::result<Artifacts, WriteError> Recorder::keep(const Subject& subject,
                                                            const run::RunResult& result,
                                                            std::string_view replay) {
  Artifacts artifacts;
  if (!is_wanted(subject, result)) return artifacts;
  const std::string id = run_id(subject, result.seed, result.repetition);
  if (result.verdict != run::Verdict::passed) {
    artifacts.failure = id + "/failure.txt";
    const auto written = folder_.write(artifacts.failure, failure_text(subject, result));
    if (!written) return written.error();
  }
  if (!replay.empty()) {
    artifacts.replay = id + "/replay.json";
    if (auto written = folder_.write(artifacts.replay, replay); !written) return written.error();
  }
  if (result.trace) {
    page_.add(subject, result, *result.trace);
    artifacts.trace = id + "/trace.jsonl";
    auto written = folder_.write(artifacts.trace, trace::json_lines(*result.trace));
    if (!written) return written.error();
    artifacts.capture = id + "/capture.pcapng";
    written = folder_.write(artifacts.capture, text_of(capture::pcapng(*result.trace)));
    if (!written) return written.error();
  }
  auto programs = keep_programs(id, result.programs);
  if (!programs) return programs.error();
  artifacts.programs = *std::move(programs);
  return artifacts;
}

boost::system::result<std::vector<std::string>, WriteError> Recorder::keep_programs(
    const std::string& id, const std::vector<world::ProgramOutput>& programs) {
  std::vector<std::string> names;
  for (const world::ProgramOutput& program : programs) {
    const std::string name = fmt::format("{}/programs/{}", id, program.name);
    for (const auto& [end, text] :
         {std::pair<std::string_view, const std::string&>{"stdout", program.output},
          {"stderr", program.errors}}) {
      if (text.empty()) continue;
      names.push_back(fmt::format("{}.{}.txt", name, end));
      if (auto written = folder_.write(names.back(), text); !written) return written.error();
    }
  }
  return names;
}

boost::system::result<void, WriteError> Recorder::commit(Progress progress) {
  auto written = folder_.write("result.json", document_.text(progress));
  committed_ = Clock::now();
  return written;
}

}  // namespace ripcord::report
