#include "harness/cli/program.hpp"

#include "harness/cli/command_line.hpp"
#include "harness/cli/commands.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace ripcord::cli {
namespace {

/// Calls the command that a request asks for.
class Dispatch {
 public:
  Dispatch(std::span<const char* const> arguments, const Program& program, Console& console)
      : arguments_(arguments), program_(program), console_(console) {}

  ExitCode operator()(const RunOptions& options) const {
    return run_command(options, argv(), program_, console_);
  }
  ExitCode operator()(const CheckOptions& options) const {
    return check_command(options, program_, console_);
  }
  ExitCode operator()(const ListOptions& options) const {
    return list_command(options, program_, console_);
  }
  ExitCode operator()(const FaultsOptions& options) const {
    return faults_command(options, program_, console_);
  }
  ExitCode operator()(const InitOptions& options) const { return init_command(options, console_); }
  ExitCode operator()(const SchemaOptions& options) const {
    return schema_command(options, program_, console_);
  }
  ExitCode operator()(const ServeOptions& options) const {
    return serve_command(options, program_, console_);
  }
  ExitCode operator()(const ProxyOptions& options) const {
    return proxy_command(options, argv(), program_, console_);
  }
  ExitCode operator()(const ClientOptions& options) const {
    return client_command(options, program_, console_);
  }
  ExitCode operator()(const ExploreOptions& options) const {
    return explore_command(options, argv(), program_, console_);
  }
  ExitCode operator()(const ReplayOptions& options) const {
    return replay_command(options, program_, console_);
  }
  ExitCode operator()(const ShrinkOptions& options) const {
    return shrink_command(options, program_, console_);
  }
  ExitCode operator()(const CompareOptions& options) const {
    return compare_command(options, argv(), program_, console_);
  }
  ExitCode operator()(const LoadOptions& options) const {
    return load_command(options, argv(), program_, console_);
  }
  ExitCode operator()(const LaunchOptions& options) const {
    return launch_command(options, program_, console_);
  }
  ExitCode operator()(const TraceOptions& options) const {
    return trace_command(options, console_);
  }
  ExitCode operator()(const ExplainOptions& options) const {
    return explain_command(options, console_);
  }
  ExitCode operator()(const ReportOptions& options) { return report_command(options, console_); }
  ExitCode operator()(const DoctorOptions& options) const {
    return doctor_command(options, program_, console_);
  }
  ExitCode operator()(const FuzzOptions& options) const {
    return fuzz_command(options, program_, console_);
  }
  ExitCode operator()(const VersionOptions& options) const {
    return version_command(options, program_, console_);
  }
  ExitCode operator()(const HelpText& help) const {
    console_.out << help.text;
    return ExitCode::as_expected;
  }
  ExitCode operator()(const UsageError& error) const {
    console_.err << "ripcord: " << error.text << '\n';
    return ExitCode::invalid;
  }

 private:
  [[nodiscard]] std::vector<std::string> argv() const {
    std::vector<std::string> words{"ripcord"};
    words.insert(words.end(), arguments_.begin(), arguments_.end());
    return words;
  }

  std::span<const char* const> arguments_;
  const Program& program_;
  Console& console_;
};

}  // namespace

const stage::Venue* Program::venue(std::string_view name) const {
  const auto found = std::ranges::find(venues, name, &stage::Venue::name);
  return found == venues.end() ? nullptr : *found;
}

ExitCode execute(std::span<const char* const> arguments, const Program& program, Console& console) {
  const Request request = parse_command_line(arguments);
  const ExitCode code = std::visit(Dispatch(arguments, program, console), request);
  console.out.flush();
  if (console.out) return code;
  console.err << "ripcord: cannot write to standard output\n";
  return graver(code, ExitCode::environment);
}

}  // namespace ripcord::cli
