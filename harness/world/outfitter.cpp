#include "harness/world/outfitter.hpp"

#include "harness/scenario/line_pattern.hpp"
#include "transports/base/assert.hpp"

#include <fmt/format.h>

#include <cstring>
#include <vector>

namespace ripcord::world {
namespace {

using process::Account;

/// What a run tells its programs, by the names of `scenario::run_names`.
std::vector<process::Variable> variables(const Surroundings& surroundings,
                                         const Outfitter::Signs& signs) {
  std::vector<process::Variable> all{{"RIPCORD_FOLDER", surroundings.folder},
                                     {"RIPCORD_SEED", std::to_string(surroundings.seed)}};
  if (signs.service) {
    all.push_back({"RIPCORD_HOST", signs.service->host});
    all.push_back({"RIPCORD_PORT", std::to_string(signs.service->port)});
    all.push_back({"RIPCORD_ENDPOINT", signs.service->text()});
  }
  if (signs.mapper) {
    all.push_back({"RIPCORD_MAPPER_HOST", signs.mapper->host});
    all.push_back({"RIPCORD_MAPPER_PORT", std::to_string(signs.mapper->port)});
  }
  return all;
}

Refusal refusal(const std::vector<scenario::Diagnostic>& diagnostics) {
  RIPCORD_ASSERT(!diagnostics.empty());
  return Refusal(diagnostics.front().message);
}

std::string last_line(std::string_view text) {
  std::string last;
  scenario::any_line(text, [&](std::string_view line) {
    if (!line.empty()) last = line;
    return false;
  });
  return last;
}

}  // namespace

boost::system::result<std::unique_ptr<process::Program>, Refusal> Outfitter::start(
    const scenario::CommandSpec& spec, const Signs& signs) {
  std::vector<process::Variable> told = variables(surroundings_, signs);
  const scenario::Environment environment =
      [&](std::string_view name) -> std::optional<std::string> {
    for (const process::Variable& variable : told) {
      if (variable.name == name) return variable.value;
    }
    return surroundings_.environment ? surroundings_.environment(name) : std::nullopt;
  };
  auto expanded = scenario::expand(spec, environment, {});
  if (!expanded) return refusal(expanded.error());
  process::Command command{.argv = std::move(expanded->argv), .environment = std::move(told)};
  for (scenario::ExpandedCommand::Variable& variable : expanded->env) {
    if (variable.is_secret) secrets_.add(variable.value);
    command.environment.push_back({variable.name, std::move(variable.value)});
  }
  Result<std::unique_ptr<process::Program>> program = outside_.start(command);
  if (!program) {
    return Refusal(
        fmt::format("{}: {}", secrets_.masked(command.argv.front()), program.error().message()));
  }
  return *std::move(program);
}

std::optional<std::string> Outfitter::expand(const scenario::TemplateText& text) const {
  if (!surroundings_.environment) return std::nullopt;
  auto expanded = scenario::expand(text, surroundings_.environment, {});
  if (!expanded) return std::nullopt;
  return *std::move(expanded);
}

ProgramEnd Outfitter::end_of(const process::Program& program) const {
  const Account& account = *program.account();
  return {.exit_code = account.code,
          .signal = account.signal,
          .duration = account.wall,
          .cpu = account.cpu,
          .peak_bytes = account.peak_bytes,
          .output = secrets_.masked(program.output().text()),
          .errors = secrets_.masked(program.errors().text())};
}

ProgramOutput Outfitter::written_by(const process::Program& program,
                                    const std::string& name) const {
  return {.name = name,
          .output = secrets_.masked(program.output().text()),
          .errors = secrets_.masked(program.errors().text())};
}

std::string Outfitter::last_words(const process::Program& program) const {
  const std::string complaint = last_line(program.errors().text());
  return secrets_.masked(complaint.empty() ? last_line(program.output().text()) : complaint);
}

std::string text(const process::Account& account) {
  switch (account.end) {
    case Account::End::exited:
      return fmt::format("exited with {}", account.code);
    case Account::End::signalled:
      return fmt::format("was ended by signal {}", account.signal);
    case Account::End::not_started:
      return fmt::format("could not be started: {}", std::strerror(account.error));
    case Account::End::unknown:
      break;
  }
  return "was lost: its keeper was killed";
}

}  // namespace ripcord::world
