#include "harness/proxy/proxy.hpp"

#include "harness/cli/commands.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/machine.hpp"
#include "harness/cli/proxy_output.hpp"
#include "harness/cli/proxy_scenario.hpp"
#include "harness/cli/shortage_watch.hpp"
#include "harness/report/failure_text.hpp"
#include "harness/report/recorder.hpp"
#include "harness/report/run_journal.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/group.hpp"
#include "transports/io/timer.hpp"
#include "transports/tcp/network.hpp"
#include "transports/tcp/runtime.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ripcord::cli {
namespace {

/// How often signals and the status line are looked after.
constexpr Duration tick = std::chrono::milliseconds(100);
/// Of the trace that a run folder is to get: what a person can still open.
constexpr trace::Log::Limits trace_limits{.records = std::size_t{1} << 20U,
                                          .payload_bytes = std::size_t{64} << 20U};

/// Shows records to several.
class Taps final : public trace::Tap {
 public:
  /// `tap` outlives it.
  void add(trace::Tap& tap) { taps_.push_back(&tap); }
  void recorded(const trace::Record& record, ByteView payload) override {
    for (trace::Tap* tap : taps_) tap->recorded(record, payload);
  }

 private:
  std::vector<trace::Tap*> taps_;
};

/// A proxy on this machine's sockets, from its scenario to its results.
class Command {
 public:
  Command(const ProxyOptions& options, const Program& program, Console& console)
      : options_(options),
        console_(console),
        stagehand_(options, program, console),
        network_(runtime_),
        output_(console),
        proxy_({.near = network_, .far = network_}, options.doors, output_) {}

  /// Opens all doors, or says why not.
  ExitCode open();
  /// From now on traces are in `folder` while they are made; says why they cannot be, or nothing.
  /// `folder` outlives the command.
  std::string keep_journals(const report::RunFolder& folder);
  /// Why not all of them is there, or nothing.
  [[nodiscard]] std::string journal_problem() const;
  /// Relays until a signal comes; returns its exit code.
  ExitCode serve();
  /// Ends everything and prints what came out. The results are one for each scenario that was in
  /// force.
  std::vector<run::RunResult> finish();

  [[nodiscard]] const proxy::Proxy& proxy() const { return proxy_; }

 private:
  void adopt(std::unique_ptr<run::Production> production);
  void keep_journal(std::size_t number);
  void reload();
  io::Task<void> look_around(HangUp& hang_up);

  const ProxyOptions& options_;
  Console& console_;
  Stagehand stagehand_;
  tcp::Runtime runtime_;
  tcp::Network network_;
  ProxyOutput output_;
  ShortageWatch shortages_;
  // One for each regime.
  std::deque<UnitPrinter> printers_;
  std::deque<report::RunJournal> journals_;
  std::deque<Taps> taps_;
  /// Where journals are kept; null = nowhere.
  const report::RunFolder* folder_ = nullptr;
  proxy::Proxy proxy_;
  /// When each regime came into force.
  std::vector<Time> adopted_;
};

ExitCode Command::open() {
  ExitCode code = ExitCode::as_expected;
  std::unique_ptr<run::Production> production = stagehand_.prepare(code);
  if (production == nullptr) return code;
  adopt(std::move(production));
  if (const std::optional<io::Address> own = proxy_.own_upstream())
    return fail(console_,
                "proxy",
                ExitCode::invalid,
                fmt::format("--upstream {} is where this proxy listens itself", own->text()));
  const Result<void> opened = proxy_.open();
  if (opened) return ExitCode::as_expected;
  const std::size_t failed = proxy_.doors().all().size();
  fail(console_,
       "proxy",
       ExitCode::environment,
       fmt::format("cannot listen at {}: {}",
                   typed(options_.doors.routes[failed].listen),
                   opened.error().message()));
  if (opened.error() == boost::system::errc::permission_denied)
    console_.err << "  ports below 1024 need rights: root, CAP_NET_BIND_SERVICE, or a network "
                    "namespace (`unshare -Urn`)\n";
  if (opened.error() == io::errc::address_not_available)
    console_.err << "  --listen takes addresses of this machine (`ip address` shows them)\n";
  return ExitCode::environment;
}

void Command::adopt(std::unique_ptr<run::Production> production) {
  proxy::Regime::Memory memory;
  if (!options_.out.empty()) memory = {.payload = options_.payload, .limits = trace_limits};
  proxy::Regime& regime = proxy_.adopt(std::move(production), options_.seed, memory);
  adopted_.push_back(runtime_.now());
  Taps& taps = taps_.emplace_back();
  regime.show(&taps);
  if (options_.observing == Observing::on) taps.add(printers_.emplace_back(regime.log(), console_));
  if (folder_ != nullptr) keep_journal(taps_.size() - 1);
}

std::string Command::keep_journals(const report::RunFolder& folder) {
  folder_ = &folder;
  for (std::size_t i = 0; i < taps_.size(); ++i) keep_journal(i);
  return journal_problem();
}

void Command::keep_journal(std::size_t number) {
  const proxy::Regime& regime = *proxy_.regimes()[number];
  report::RunJournal& journal =
      journals_.emplace_back(*folder_,
                             subject_of(options_, regime, number),
                             report::RunJournal::Which{.seed = options_.seed});
  if (trace::Tap* const tap = journal.began(regime.log())) taps_[number].add(*tap);
}

std::string Command::journal_problem() const {
  for (const report::RunJournal& journal : journals_) {
    if (std::string problem = journal.problem(); !problem.empty()) return problem;
  }
  return {};
}

ExitCode Command::serve() {
  // Whoever reads what is printed may stop to; clients know nothing of them.
  std::signal(SIGPIPE, SIG_IGN);
  const Interrupt interrupt;
  HangUp hang_up;
  if (::isatty(STDERR_FILENO) == 1 && console_.audience == Audience::person)
    output_.show_status_line();
  io::Group group(runtime_);
  group.spawn(look_around(hang_up));
  output_.ready(proxy_);
  runtime_.run_until([&] { return interrupt.signalled().has_value(); });
  return *interrupt.signalled();
}

io::Task<void> Command::look_around(HangUp& hang_up) {
  for (;;) {
    co_await io::sleep_for(runtime_, tick);
    if (hang_up.take()) reload();
    if (shortages_.begins(runtime_.shortages()))
      output_.announce(shortage_notice(runtime_.shortage()));
    output_.status(proxy_);
    if (options_.observing == Observing::on) console_.out.flush();
  }
}

void Command::reload() {
  if (options_.path.empty())
    return output_.announce("no scenario was named: there is nothing to read anew");
  ExitCode code = ExitCode::as_expected;
  std::unique_ptr<run::Production> production = stagehand_.prepare(code);
  if (production == nullptr)
    return output_.announce("the scenario is invalid now: the old rules stay in force");
  adopt(std::move(production));
  output_.announce("new connections are under the rules that were read anew");
}

std::vector<run::RunResult> Command::finish() {
  const Time now = runtime_.now();
  proxy_.close();
  // What came since the last look.
  static_cast<void>(shortages_.begins(runtime_.shortages()));
  output_.finish(proxy_, shortages_.episodes());
  std::vector<run::RunResult> results;
  for (std::size_t i = 0; i < proxy_.regimes().size(); ++i)
    results.push_back(proxy_.regimes()[i]->result(now - adopted_[i]));
  return results;
}

/// What results of `command` are reported as; those of later scenarios are told apart by a number.
std::deque<report::Subject> subjects_of(const ProxyOptions& options, const proxy::Proxy& proxy) {
  std::deque<report::Subject> subjects;
  for (const auto& regime : proxy.regimes())
    subjects.push_back(subject_of(options, *regime, subjects.size()));
  return subjects;
}

/// Leaves the run folder of `results`.
ExitCode record(const std::vector<run::RunResult>& results,
                const std::deque<report::Subject>& subjects,
                report::Recorder& recorder,
                Console& console) {
  for (std::size_t i = 0; i < results.size(); ++i) {
    const auto added = recorder.add(subjects[i], results[i]);
    if (!added) return fail(console, "proxy", ExitCode::environment, added.error().text);
  }
  const auto finished = recorder.finish(report::Progress::complete);
  if (!finished) return fail(console, "proxy", ExitCode::environment, finished.error().text);
  console.out << "report in " << recorder.folder().path()
              << ": report.html, summary.md, result.json, junit.xml\n";
  return ExitCode::as_expected;
}

/// A signal is how a proxy ends: what it returns is whether all was as expected.
ExitCode code_of(const std::vector<run::RunResult>& results,
                 const std::deque<report::Subject>& subjects,
                 Console& console) {
  ExitCode code = ExitCode::as_expected;
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].verdict == run::Verdict::passed) continue;
    code = ExitCode::failed;
    console.out << report::failure_text(subjects[i], results[i]);
  }
  return code;
}

}  // namespace

ExitCode proxy_command(const ProxyOptions& options,
                       const std::vector<std::string>& argv,
                       const Program& program,
                       Console& console) {
  std::optional<report::Recorder> recorder;
  Command command(options, program, console);
  if (const ExitCode code = command.open(); code != ExitCode::as_expected) return code;
  if (!options.out.empty()) {
    auto folder = report::RunFolder::open(options.out);
    if (!folder) return fail(console, "proxy", ExitCode::environment, folder.error().text);
    recorder.emplace(*std::move(folder),
                     report::Heading{.tool = program.tool,
                                     .host = this_host(),
                                     .argv = argv,
                                     .started = utc_text(std::chrono::system_clock::now()),
                                     .planned = 1},
                     report::KeepLimit{.journals = true});
    if (const auto begun = recorder->begin(); !begun)
      return fail(console, "proxy", ExitCode::environment, begun.error().text);
    if (const std::string problem = command.keep_journals(recorder->folder()); !problem.empty())
      return fail(console, "proxy", ExitCode::environment, problem);
  }
  static_cast<void>(command.serve());
  const std::deque<report::Subject> subjects = subjects_of(options, command.proxy());
  const std::vector<run::RunResult> results = command.finish();
  ExitCode code = code_of(results, subjects, console);
  if (const std::string problem = command.journal_problem(); !problem.empty())
    code = graver(code, fail(console, "proxy", ExitCode::environment, problem));
  if (recorder) code = graver(code, record(results, subjects, *recorder, console));
  return code;
}

}  // namespace ripcord::cli
