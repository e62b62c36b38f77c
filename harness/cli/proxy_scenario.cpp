#include "harness/cli/proxy_scenario.hpp"

#include "harness/cli/library.hpp"
#include "harness/proxy/judge.hpp"
#include "harness/proxy/proxy.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::cli {

std::unique_ptr<run::Production> Stagehand::prepare(ExitCode& code) {
  std::optional<scenario::ResolvedScenario> scenario = read(code);
  if (!scenario) return nullptr;
  auto production = run::Production::prepare(*std::move(scenario), *program_.cast);
  if (!production) return fail_with(production.error().diagnostics, code);
  const std::vector<scenario::Diagnostic> wrong = proxy::unplayable(**production);
  if (!wrong.empty()) return fail_with(wrong, code);
  return *std::move(production);
}

std::optional<scenario::ResolvedScenario> Stagehand::read(ExitCode& code) {
  if (options_.path.empty()) {
    scenario::ResolvedScenario nothing;
    nothing.name = "proxy";
    nothing.variant = scenario::base_variant;
    return nothing;
  }
  return resolve_world(
      "proxy",
      {.path = options_.path, .variant = options_.variant, .settings = options_.settings},
      *program_.vocabulary,
      console_,
      code);
}

std::unique_ptr<run::Production> Stagehand::fail_with(
    const std::vector<scenario::Diagnostic>& wrong, ExitCode& code) {
  code = print_diagnostics(wrong, console_);
  return nullptr;
}

std::string typed(const io::Address& address) {
  if (address.port != 0) return address.text();
  std::string text = io::Address(address.host, 1).text();
  text.back() = '0';
  return text;
}

report::Subject subject_of(const ProxyOptions& options,
                           const proxy::Regime& regime,
                           std::size_t number) {
  const scenario::ResolvedScenario& scenario = regime.production().scenario();
  report::Subject subject;
  subject.file = scenario.file;
  subject.scenario = scenario.file.empty() ? scenario.name : report::scenario_folder(scenario.file);
  subject.name = scenario.name;
  subject.purpose = scenario.title;
  subject.variant = scenario.variant;
  if (number > 0) subject.variant += fmt::format(",reload={}", number);
  subject.transport = proxy::transport_name;
  subject.line = scenario.line;
  subject.digest = scenario.digest;
  subject.command = "proxy";
  if (!options.variant.empty()) subject.options = {"--variant", options.variant};
  for (const proxy::Route& route : options.doors.routes) {
    subject.options.insert(subject.options.end(),
                           {"--listen", typed(route.listen), "--upstream", typed(route.upstream)});
  }
  return subject;
}

}  // namespace ripcord::cli
