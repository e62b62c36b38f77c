#include "harness/cli/foreign_programs.hpp"

#include "harness/process/find_program.hpp"
#include "harness/process/program.hpp"
#include "harness/report/subject.hpp"
#include "harness/scenario/run_names.hpp"
#include "transports/base/assert.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string_view>

namespace ripcord::cli {
namespace {

// Where distributions put what is in no PATH.
constexpr std::string_view samba_folders =
    "/usr/libexec/samba:/usr/lib/samba:/usr/lib/x86_64-linux-gnu/samba:/usr/sbin:/usr/bin";
// Debian's modules are seen by Debian's interpreter only.
constexpr const char* system_python = "/usr/bin/python3";

/// Whether `command` exits with 0, within a while.
bool succeeds(const process::Command& command) {
  constexpr Duration patience = std::chrono::seconds(20);
  sockets::Runtime runtime;
  const Result<std::unique_ptr<process::Program>> program =
      process::Program::start(runtime, command);
  if (!program) return false;
  runtime.run_until([&] { return (*program)->account().has_value(); },
                    after(runtime.now(), patience));
  const std::optional<process::Account>& account = (*program)->account();
  return account && account->end == process::Account::End::exited && account->code == 0;
}

bool is_there(const process::Command& command) {
  return process::find_program(command).has_value();
}

}  // namespace

ForeignPrograms::ForeignPrograms(const scenario::ResolvedScenario& scenario,
                                 const scenario::Environment& environment) {
  for (const scenario::ServiceSpec& service : scenario.world.services) {
    if (service.server) add("service " + service.name, *service.server, environment);
    if (!service.connect) continue;
    const auto address = scenario::expand(*service.connect, environment, scenario.file);
    RIPCORD_ASSERT(address.has_value());
    lines_.push_back(fmt::format("service {}: at {}", service.name, *address));
  }
  for (const scenario::ClientSpec& client : scenario.world.clients) {
    if (client.client) add("client " + client.name, *client.client, environment);
  }
}

void ForeignPrograms::add(const std::string& who,
                          const scenario::CommandSpec& command,
                          const scenario::Environment& environment) {
  const scenario::Environment with_names = [&](std::string_view name) {
    return scenario::is_run_name(name) ? std::optional(fmt::format("${{{}}}", name))
                                       : environment(name);
  };
  const auto expanded = scenario::expand(command, with_names, {});
  RIPCORD_ASSERT(expanded.has_value());
  process::Command program{.argv = expanded->argv};
  std::string variables;
  for (const scenario::ExpandedCommand::Variable& variable : expanded->env) {
    if (variable.is_secret) secrets_.add(variable.value);
    program.environment.push_back({variable.name, variable.value});
    const std::string_view value = variable.is_secret ? process::mask : variable.value;
    variables += fmt::format("{}{}={}", variables.empty() ? "" : " ", variable.name, value);
  }
  std::string line = who + ":";
  for (const std::string& word : expanded->argv) line += " " + report::shell_quoted(word);
  if (!variables.empty()) line += fmt::format(" ({})", variables);
  lines_.push_back(secrets_.masked(line));
  // The folder of the scenario is known only to its run.
  if (program.argv.front().find("${") != std::string::npos) return;
  const Result<std::string> file = process::find_program(program);
  if (file) return;
  missing_.push_back(secrets_.masked(
      fmt::format("{}: {}: {}", who, program.argv.front(), file.error().message())));
}

std::string lack_of(const std::string& requirement) {
  if (requirement == "root") return ::geteuid() == 0 ? "" : "the rights of root";
  if (requirement == "impacket") {
    const bool has = succeeds({.argv = {system_python, "-c", "import impacket"}});
    return has ? "" : "the Python module impacket, as Debian's package python3-impacket";
  }
  if (requirement == "samba") {
    const bool has = process::find_program("samba-dcerpcd", samba_folders).has_value();
    return has ? "" : "samba-dcerpcd of Debian's package samba";
  }
  return is_there({.argv = {requirement}}) ? "" : fmt::format("the program {}", requirement);
}

scenario::Environment this_environment() {
  return [](std::string_view name) -> std::optional<std::string> {
    const char* const value = std::getenv(std::string(name).c_str());
    if (value == nullptr) return std::nullopt;
    return value;
  };
}

}  // namespace ripcord::cli
