#include "harness/fuzzing/fuzzer.hpp"

#include "harness/process/program.hpp"
#include "transports/sockets/runtime.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

namespace ripcord::fuzzing {
namespace {

namespace fs = std::filesystem;

/// Reading the corpus is not bound by -max_total_time, and a program under sanitizers is slow to
/// begin and to end.
constexpr Duration grace = std::chrono::minutes(2);
/// How often somebody who interrupts is heard.
constexpr Duration glance = std::chrono::milliseconds(200);
/// One input may take so long, and so much memory.
constexpr const char* timeout_option = "-timeout=10";
constexpr const char* memory_option = "-rss_limit_mb=2048";
/// Inputs of a committed corpus are no longer: what reaches more with fewer bytes is kept.
constexpr const char* short_inputs = "-max_len=700";
/// Nor does it hold one input for each number of times that an edge was passed: thrice as many.
constexpr const char* edges_alone = "-use_counters=0";

constexpr std::array<const char*, 4> kinds{"crash", "timeout", "oom", "leak"};

std::size_t count_files(const std::string& folder) {
  std::error_code error;
  std::size_t count = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, error))
    if (entry.is_regular_file(error)) ++count;
  return count;
}

/// The kind of finding of `target` that the file `name` holds; empty if it holds none.
std::string kind_of(const std::string& name, const Target& target) {
  if (name.ends_with(".yaml")) return {};
  for (const char* kind : kinds)
    if (name.starts_with(fmt::format("{}-{}-", target.name, kind))) return kind;
  return {};
}

long long whole_seconds(Duration time) {
  return std::max<long long>(1, std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

}  // namespace

std::vector<std::string> Fuzzer::command(const Target& target) const {
  return {program_of(settings_.programs, target),
          timeout_option,
          memory_option,
          fmt::format("-artifact_prefix={}/findings/{}-", settings_.out, target.name)};
}

std::string Fuzzer::own_corpus(const Target& target) const {
  return fmt::format("{}/corpus/{}", settings_.out, target.name);
}

/// The target's own folder first: new inputs go there.
std::vector<std::string> Fuzzer::corpus_of(const Target& target) const {
  std::vector<std::string> folders{own_corpus(target)};
  for (const std::string& folder : target.corpus) {
    const std::string path = settings_.sources + "/" + folder;
    if (fs::is_directory(path)) folders.push_back(path);
  }
  return folders;
}

boost::system::result<FuzzResult, Problem> Fuzzer::fuzz(const Target& target) const {
  std::error_code error;
  fs::create_directories(own_corpus(target), error);
  fs::create_directories(settings_.out + "/findings", error);
  if (error) return Problem(fmt::format("cannot write to {}: {}", settings_.out, error.message()));
  FuzzResult result{.target = target.name};
  const std::vector<std::string> folders = corpus_of(target);
  for (const std::string& folder : folders) result.restored += count_files(folder);
  if (result.restored == 0)
    return Problem(fmt::format("{}: no inputs were restored from any of its folders", target.name));

  std::vector<std::string> argv = command(target);
  argv.push_back(fmt::format("-max_total_time={}", whole_seconds(settings_.time)));
  argv.emplace_back("-print_final_stats=1");
  if (!target.dictionary.empty())
    argv.push_back(fmt::format("-dict={}/fuzz/dict/{}.dict", settings_.sources, target.dictionary));
  for (const std::string& option : target.options) argv.push_back("-" + option);
  if (settings_.seed) argv.push_back(fmt::format("-seed={}", *settings_.seed));
  argv.insert(argv.end(), folders.begin(), folders.end());
  const Artefacts old = artefacts(target);
  const auto started = std::chrono::steady_clock::now();
  const auto output = run(std::move(argv), settings_.time + grace);
  if (!output) return output.error();
  result.wall = std::chrono::steady_clock::now() - started;
  result.log = read_fuzzer_log(*output);
  result.kept = count_files(own_corpus(target));
  if (const auto told = tell_findings(target, old, result); !told) return told.error();
  if (result.findings.empty() && result.log.runs == 0)
    return Problem(fmt::format("{} ran nothing:\n{}", target.name, *output));
  return result;
}

Fuzzer::Artefacts Fuzzer::artefacts(const Target& target) const {
  Artefacts found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(settings_.out + "/findings", error)) {
    const std::string name = entry.path().filename().string();
    if (!kind_of(name, target).empty()) found.emplace(name, entry.last_write_time(error));
  }
  return found;
}

/// Repeats what the target left behind, one by one, which tells more than the log of many. What an
/// earlier run left, and this one did not find again, is not of this run.
boost::system::result<void, Problem> Fuzzer::tell_findings(const Target& target,
                                                           const Artefacts& old,
                                                           FuzzResult& result) const {
  for (const auto& [name, written] : artefacts(target)) {
    const auto before = old.find(name);
    if (before != old.end() && before->second == written) continue;
    Finding finding{.kind = kind_of(name, target),
                    .target = target.name,
                    .path = fmt::format("{}/findings/{}", settings_.out, name)};
    auto log = repeat(target, finding.path);
    if (!log) return log.error();
    finding.log = *std::move(log);
    result.findings.push_back(std::move(finding));
  }
  return {};
}

boost::system::result<FuzzerLog, Problem> Fuzzer::repeat(const Target& target,
                                                         const std::string& path) const {
  if (!fs::exists(path)) return Problem(fmt::format("no input at {}", path));
  const std::vector<std::string> argv{
      program_of(settings_.programs, target), timeout_option, memory_option, path};
  const auto output = run(argv, grace);
  if (!output) return output.error();
  return read_fuzzer_log(*output);
}

boost::system::result<void, Problem> Fuzzer::shorten(const Target& target,
                                                     const std::string& path,
                                                     const std::string& to) const {
  const auto output = run({program_of(settings_.programs, target),
                           timeout_option,
                           memory_option,
                           "-minimize_crash=1",
                           fmt::format("-max_total_time={}", whole_seconds(settings_.time)),
                           fmt::format("-exact_artifact_path={}", to),
                           path},
                          settings_.time + grace);
  if (!output) return output.error();
  if (!fs::exists(to)) return Problem(fmt::format("{} does not fail with {}", target.name, path));
  return {};
}

boost::system::result<std::size_t, Problem> Fuzzer::minimise(const Target& target,
                                                             const std::string& to) const {
  std::error_code error;
  fs::create_directories(to, error);
  if (count_files(to) > 0) return Problem(fmt::format("{} is not empty", to));
  std::vector<std::string> argv = command(target);
  argv.emplace_back("-set_cover_merge=1");
  argv.emplace_back(short_inputs);
  argv.emplace_back(edges_alone);
  argv.push_back(to);
  const std::vector<std::string> folders = corpus_of(target);
  argv.insert(argv.end(), folders.begin(), folders.end());
  const auto output = run(std::move(argv), settings_.time + grace);
  if (!output) return output.error();
  const std::size_t count = count_files(to);
  if (count == 0) return Problem(fmt::format("{}: nothing was kept:\n{}", target.name, *output));
  return count;
}

boost::system::result<std::string, Problem> Fuzzer::run(std::vector<std::string> argv,
                                                        Duration limit) const {
  sockets::Runtime runtime;
  const std::string name = argv.front();
  const auto program = process::Program::start(runtime, {.argv = std::move(argv)});
  if (!program) return Problem(fmt::format("cannot start {}: {}", name, program.error().message()));
  const Time end = runtime.now() + limit;
  const auto has_ended = [&] { return (*program)->account().has_value(); };
  while (!has_ended() && runtime.now() < end) {
    runtime.run_until(has_ended, runtime.now() + glance);
    if (settings_.is_over && settings_.is_over()) return Problem("interrupted");
  }
  if (!has_ended()) return Problem(fmt::format("{} did not end in time", name));
  if ((*program)->account()->end == process::Account::End::not_started)
    return Problem(fmt::format("cannot start {}", name));
  return {boost::system::in_place_value, (*program)->output().text() + (*program)->errors().text()};
}

}  // namespace ripcord::fuzzing
