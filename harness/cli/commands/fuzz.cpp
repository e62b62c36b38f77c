#include "harness/cli/commands.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/fuzzing/fuzz_report.hpp"
#include "harness/fuzzing/input_words.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>

namespace ripcord::cli {
namespace {

namespace fs = std::filesystem;
using fuzzing::Target;

Bytes bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool write(const std::string& path, std::string_view text) {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  return file.flush().good();
}

/// One call of `ripcord fuzz`.
class Errand {
 public:
  Errand(const FuzzOptions& options, const Program& program, Console& console)
      : options_(options), program_(program), console_(console) {}

  ExitCode go(const std::vector<Target>& targets) {
    targets_ = targets;
    switch (options_.errand) {
      case FuzzOptions::Errand::list:
        return list();
      case FuzzOptions::Errand::run:
        return run();
      case FuzzOptions::Errand::repro:
        return repro();
      case FuzzOptions::Errand::minimise:
        return minimise();
      case FuzzOptions::Errand::export_:
        return export_input();
    }
    return ExitCode::invalid;
  }

  ExitCode fail(ExitCode code, std::string_view reason) const {
    console_.err << "ripcord: fuzz: " << reason << '\n';
    return code;
  }

 private:
  [[nodiscard]] const Target* find(const std::string& name) const {
    const auto found = std::ranges::find(targets_, name, &Target::name);
    if (found != targets_.end()) return &*found;
    static_cast<void>(
        fail(ExitCode::invalid, fmt::format("no target `{}`: ripcord fuzz list", name)));
    return nullptr;
  }

  [[nodiscard]] fuzzing::FuzzSettings settings(const Interrupt& interrupt) const {
    return {.programs = options_.programs,
            .sources = options_.sources,
            .out = options_.out,
            .time = options_.time,
            .seed = options_.seed,
            .is_over = [&interrupt] { return interrupt.signalled().has_value(); }};
  }

  /// A finding tells itself if it is a schedule; the rest is told from its bytes.
  [[nodiscard]] static std::string words(const Target& target,
                                         const std::string& path,
                                         const fuzzing::FuzzerLog& log) {
    if (!log.told.empty()) return log.told;
    return fuzzing::input_words(target, bytes_of(path), dcerpc::protocol());
  }

  ExitCode list() const {
    if (options_.format == Format::json) {
      std::string names;
      for (const Target& target : targets_)
        names += fmt::format("{}\"{}\"", names.empty() ? "" : ",", target.name);
      console_.out << "[" << names << "]\n";
      return ExitCode::as_expected;
    }
    for (const Target& target : targets_) console_.out << target.name << '\n';
    return ExitCode::as_expected;
  }

  ExitCode run() {
    std::vector<const Target*> chosen;
    for (const std::string& name : options_.targets) {
      chosen.push_back(find(name));
      if (chosen.back() == nullptr) return ExitCode::invalid;
    }
    if (chosen.empty())
      for (const Target& target : targets_) chosen.push_back(&target);
    const Interrupt interrupt;
    const fuzzing::Fuzzer fuzzer(settings(interrupt));
    std::vector<fuzzing::FuzzResult> results;
    ExitCode code = ExitCode::as_expected;
    for (const Target* target : chosen) {
      auto result = fuzzer.fuzz(*target);
      if (interrupt.signalled()) {
        code = *interrupt.signalled();
        break;
      }
      if (!result) {
        code = graver(code, fail(ExitCode::environment, result.error().text));
        continue;
      }
      if (!result->findings.empty()) code = graver(code, ExitCode::fuzz_finding);
      tell(*target, *result);
      results.push_back(*std::move(result));
    }
    return graver(code, conclude(results));
  }

  void tell(const Target& target, const fuzzing::FuzzResult& result) const {
    if (options_.format == Format::text) console_.out << fuzzing::result_line(result);
    for (const fuzzing::Finding& finding : result.findings) {
      if (!finding.log.scenario.empty()) write(finding.path + ".yaml", finding.log.scenario);
      if (options_.format != Format::text) continue;
      console_.out << fuzzing::finding_text(
          finding, words(target, finding.path, finding.log), options_.programs);
    }
    console_.out.flush();
  }

  [[nodiscard]] ExitCode conclude(const std::vector<fuzzing::FuzzResult>& results) const {
    const std::string json = fuzzing::results_json(results);
    if (options_.format == Format::json) console_.out << json;
    if (!write(options_.out + "/result.json", json))
      return fail(ExitCode::environment, "cannot write to " + options_.out);
    if (options_.sarif.empty()) return ExitCode::as_expected;
    if (write(options_.sarif, fuzzing::findings_sarif(results, program_.tool.version)))
      return ExitCode::as_expected;
    return fail(ExitCode::environment, "cannot write " + options_.sarif);
  }

  /// 0 where the input breaks nothing any more.
  [[nodiscard]] ExitCode repro() const {
    const Target* const target = find(options_.target);
    if (target == nullptr) return ExitCode::invalid;
    const Interrupt interrupt;
    const auto log = fuzzing::Fuzzer(settings(interrupt)).repeat(*target, options_.input);
    if (!log) return fail(ExitCode::environment, log.error().text);
    console_.out << words(*target, options_.input, *log);
    if (log->broken.empty()) {
      console_.out << "nothing breaks\n";
      return ExitCode::as_expected;
    }
    console_.out << fmt::format("{}\n  at {}:{}\n", log->broken, log->file, log->line);
    return ExitCode::fuzz_finding;
  }

  [[nodiscard]] ExitCode minimise() const {
    const Target* const target = find(options_.target);
    if (target == nullptr) return ExitCode::invalid;
    const Interrupt interrupt;
    const fuzzing::Fuzzer fuzzer(settings(interrupt));
    if (!options_.input.empty()) {
      const std::string to = options_.input + ".min";
      const auto shortened = fuzzer.shorten(*target, options_.input, to);
      if (!shortened) return fail(ExitCode::environment, shortened.error().text);
      console_.out << fmt::format(
          "{}: {} bytes instead of {}\n", to, fs::file_size(to), fs::file_size(options_.input));
      return ExitCode::as_expected;
    }
    const std::string to = fmt::format("{}/minimised/{}", options_.out, target->name);
    const auto count = fuzzer.minimise(*target, to);
    if (!count) return fail(ExitCode::environment, count.error().text);
    console_.out << fmt::format("{}: {} inputs\n", to, *count);
    return ExitCode::as_expected;
  }

  [[nodiscard]] ExitCode export_input() const {
    const Target* const target = find(options_.target);
    if (target == nullptr) return ExitCode::invalid;
    const Interrupt interrupt;
    const auto log = fuzzing::Fuzzer(settings(interrupt)).repeat(*target, options_.input);
    if (!log) return fail(ExitCode::environment, log.error().text);
    const std::string name = fs::path(options_.input).filename().string();
    if (!log->scenario.empty()) {
      const std::string path = options_.input + ".yaml";
      if (!write(path, log->scenario)) return fail(ExitCode::environment, "cannot write " + path);
      console_.out << path << "\n  play it: ripcord run " << path << '\n';
      return ExitCode::as_expected;
    }
    if (target->shape == fuzzing::Shape::schedule)
      return fail(ExitCode::failed, "the schedule breaks nothing");
    const std::string path =
        fmt::format("{}/fuzz/regressions/{}/{}", options_.sources, target->name, name);
    const Bytes input = bytes_of(options_.input);
    if (!write(path, std::string(input.begin(), input.end())))
      return fail(ExitCode::environment, "cannot write " + path);
    console_.out << path << "\n  name it after the bug, and mend that\n";
    return ExitCode::as_expected;
  }

  const FuzzOptions& options_;
  const Program& program_;
  Console& console_;
  std::vector<Target> targets_;
};

}  // namespace

ExitCode fuzz_command(const FuzzOptions& options, const Program& program, Console& console) {
  Errand errand(options, program, console);
  const auto targets = fuzzing::read_targets(options.programs);
  if (!targets) return errand.fail(ExitCode::environment, targets.error().text);
  return errand.go(*targets);
}

}  // namespace ripcord::cli
