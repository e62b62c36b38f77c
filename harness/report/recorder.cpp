#include "harness/report/recorder.hpp"

#include "harness/report/failure_text.hpp"
#include "harness/report/junit.hpp"
#include "harness/report/summary.hpp"
#include "transports/trace/json_lines.hpp"

#include <utility>

namespace ripcord::report {
namespace {

// Long enough that rewriting 10,000 lines costs nothing, short enough that a killed run loses
// little.
constexpr std::chrono::seconds commit_interval{2};

}  // namespace

Recorder::Recorder(RunFolder folder, Heading heading, KeepLimit limit)
    : folder_(std::move(folder)), document_(std::move(heading)), limit_(limit) {}

boost::system::result<void, WriteError> Recorder::begin() { return commit(Progress::incomplete); }

boost::system::result<void, WriteError> Recorder::add(const Subject& subject,
                                                      const run::RunResult& result) {
  const auto artifacts = keep(subject, result);
  document_.add(subject, result, artifacts ? *artifacts : Artifacts{});
  if (!artifacts) return artifacts.error();
  if (Clock::now() - committed_ < commit_interval) return {};
  return commit(Progress::incomplete);
}

boost::system::result<void, WriteError> Recorder::finish(Progress progress) {
  if (auto written = folder_.write("junit.xml", junit_xml(document_)); !written) return written;
  if (auto written = folder_.write("summary.md", summary_markdown(document_, progress)); !written)
    return written;
  return commit(progress);
}

boost::system::result<Artifacts, WriteError> Recorder::keep(const Subject& subject,
                                                            const run::RunResult& result) {
  Artifacts artifacts;
  const bool wrong = result.verdict != run::Verdict::passed;
  if (kept_ == limit_.runs_max || (!result.trace && !wrong)) return artifacts;
  ++kept_;
  const std::string id = run_id(subject, result.seed);
  if (wrong) {
    artifacts.failure = id + "/failure.txt";
    const auto written = folder_.write(artifacts.failure, failure_text(subject, result));
    if (!written) return written.error();
  }
  if (result.trace) {
    artifacts.trace = id + "/trace.jsonl";
    const auto written = folder_.write(artifacts.trace, trace::json_lines(*result.trace));
    if (!written) return written.error();
  }
  return artifacts;
}

boost::system::result<void, WriteError> Recorder::commit(Progress progress) {
  auto written = folder_.write("result.json", document_.text(progress));
  committed_ = Clock::now();
  return written;
}

}  // namespace ripcord::report
