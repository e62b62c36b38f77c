#include "harness/cli/launches.hpp"

#include "harness/compare/launch.hpp"
#include "harness/compare/trial_text.hpp"
#include "harness/measures/blocks.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::cli {
namespace {

using compare::Launched;
using compare::Standing;
using compare::Trial;
using measures::Side;
using End = process::Account::End;

/// What `account` costs beside what the process itself may have said.
void add_account(const process::Account& account, Trial& trial) {
  trial.values["peak_memory"] = static_cast<double>(account.peak_bytes);
}

/// A launch of a command of others.
Trial command_trial(const Launched& launched, const std::vector<compare::OutputMetric>& metrics) {
  const process::Account& account = launched.account;
  Trial trial;
  if (account.end == End::exited) {
    trial.ending = fmt::format("exit code {}", account.code);
    if (account.code != 0) trial.standing = Standing::failed;
  } else {
    trial.ending = account.end == End::signalled ? fmt::format("signal {}", account.signal)
                                                 : std::string("not started");
    trial.standing = account.end == End::signalled ? Standing::failed : Standing::error;
  }
  if (trial.standing != Standing::completed) return trial;
  trial.values["wall"] = static_cast<double>(account.wall.count());
  trial.values["cpu"] = static_cast<double>(account.cpu.count());
  add_account(account, trial);
  for (const compare::OutputMetric& metric : metrics)
    if (const auto number = compare::number_in(launched.output, metric))
      trial.values[metric.metric.name] = *number;
  return trial;
}

/// A launch of this program, which says what it came to; none if it says something else.
std::optional<Trial> own_trial(const Launched& launched) {
  std::optional<Trial> trial = compare::parse_trial(launched.output);
  if (trial && trial->standing == Standing::completed) add_account(launched.account, *trial);
  return trial;
}

}  // namespace

Launches::Launches(Plan plan,
                   std::function<bool()> stop,
                   std::function<void(std::string_view)> progress)
    : plan_(std::move(plan)), stop_(std::move(stop)), progress_(std::move(progress)) {}

std::optional<compare::Trials> Launches::warm_up(const Bout& bout) {
  progress_(fmt::format("{}: warm-up", bout.name));
  std::optional<Trial> a = launch(bout.a);
  if (!a) return std::nullopt;
  std::optional<Trial> b = launch(bout.b);
  if (!b) return std::nullopt;
  return compare::Trials{.a = {*std::move(a)}, .b = {*std::move(b)}};
}

std::optional<compare::Trials> Launches::run(const Bout& bout) {
  compare::Trials trials;
  const std::vector<Side> order = measures::launch_order(plan_.pairs, plan_.order);
  for (std::size_t i = 0; i < order.size(); ++i) {
    progress_(fmt::format("{}: launch {} of {}", bout.name, i + 1, order.size()));
    const bool is_a = order[i] == Side::a;
    std::optional<Trial> trial = launch(is_a ? bout.a : bout.b);
    if (!trial) return std::nullopt;
    (is_a ? trials.a : trials.b).push_back(*std::move(trial));
  }
  return trials;
}

std::optional<Trial> Launches::launch(const Contestant& side) {
  const auto launched = compare::launch(side.launch, stop_);
  if (!launched) {
    problem_ = fmt::format(
        "{} cannot be started: {}", side.launch.argv.front(), launched.error().message());
    return std::nullopt;
  }
  if (!*launched) return std::nullopt;
  if (side.production == nullptr) return command_trial(**launched, plan_.metrics);
  std::optional<Trial> trial = own_trial(**launched);
  if (!trial)
    problem_ = fmt::format("a launch of {} said: {}{}",
                           fmt::join(side.launch.argv, " "),
                           (*launched)->output,
                           (*launched)->errors);
  return trial;
}

}  // namespace ripcord::cli
