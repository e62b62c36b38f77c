#include "harness/cli/client_answers.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/load_output.hpp"
#include "harness/cli/machine.hpp"
#include "harness/cli/words.hpp"
#include "harness/client/desk.hpp"
#include "harness/load/generator.hpp"
#include "harness/measures/percentile_table.hpp"
#include "harness/peers/client/echo_stubs.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "harness/report/folder.hpp"
#include "harness/report/result_document.hpp"
#include "transports/tcp/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

namespace ripcord::cli {
namespace {

// What plotters of .hgrm files expect.
constexpr double ns_per_ms = 1e6;

/// What is called; none, and it is said why, if echo has no such operation.
std::optional<load::Plan> plan_of(const LoadOptions& options, Console& console) {
  load::Plan plan{.connections = options.connections,
                  .warm_up = options.warm_up,
                  .duration = options.duration,
                  .rate = options.rate,
                  .spacing = options.spacing,
                  .seed = options.seed};
  if (options.interface) {
    plan.interface = *options.interface;
    plan.opnum = options.opnum;
    plan.stub = options.stub;
    return plan;
  }
  const auto& names = peers::echo_interface.operations;
  const auto found = std::ranges::find(names, options.operation);
  if (found == names.end()) {
    console.err << fmt::format("ripcord: load: echo has no operation `{}`{}\n",
                               options.operation,
                               did_you_mean(options.operation, names));
    return std::nullopt;
  }
  plan.interface = peers::echo_interface.id;
  plan.opnum = static_cast<std::uint16_t>(found - names.begin());
  Prng data(options.seed, "load/data");
  peers::echo::write_request(static_cast<peers::echo::Opnum>(plan.opnum),
                             options.size,
                             data,
                             ByteOrder::little_endian,
                             plan.stub);
  return plan;
}

boost::system::result<void, report::WriteError> write_files(const LoadOptions& options,
                                                            const load::Outcome& outcome,
                                                            std::string_view result) {
  const auto folder = report::RunFolder::open(options.out);
  if (!folder) return folder.error();
  auto written =
      folder->write("latency.hgrm", measures::percentile_table(outcome.tally.latency(), ns_per_ms));
  if (written)
    written = folder->write("service.hgrm",
                            measures::percentile_table(outcome.tally.service(), ns_per_ms));
  return written ? folder->write("result.json", result) : written;
}

ExitCode code_of(const LoadOptions& options, const load::Outcome& outcome) {
  if (outcome.tally.failures() > 0) return ExitCode::failed;
  const bool is_unsure = outcome.tally.is_saturated() || outcome.is_overrun;
  return is_unsure && options.strictness == Strictness::strict ? ExitCode::inconclusive
                                                               : ExitCode::as_expected;
}

ExitCode tell(const LoadOptions& options,
              const load::Outcome& outcome,
              report::Heading heading,
              Console& console) {
  report::ResultDocument document(std::move(heading));
  document.attach(load_annex(options, outcome));
  const std::string result = document.text(report::Progress::complete);
  console.out << (options.format == Format::json ? result : load_text(options, outcome));
  if (!options.out.empty())
    if (const auto written = write_files(options, outcome, result); !written)
      return fail(console, "load", ExitCode::environment, written.error().text);
  return code_of(options, outcome);
}

}  // namespace

ExitCode load_command(const LoadOptions& options,
                      const std::vector<std::string>& argv,
                      const Program& program,
                      Console& console) {
  report::Heading heading{.tool = program.tool,
                          .host = this_host(),
                          .argv = argv,
                          .started = utc_text(std::chrono::system_clock::now())};
  std::optional<load::Plan> plan = plan_of(options, console);
  if (!plan) return ExitCode::invalid;
  const Result<std::string> host = tcp::resolve(options.server.host);
  if (!host)
    return fail(console,
                "load",
                ExitCode::environment,
                fmt::format("nobody knows the host `{}`", options.server.host));
  client::Desk desk(
      {.host = *host, .mapper_port = options.server.port, .endpoint = options.endpoint},
      client::personal_client(options.timeout));
  const Interrupt interrupt;
  load::Generator generator(
      desk.context(), {.host = *host, .port = options.endpoint}, *std::move(plan));
  const std::optional<load::Outcome> outcome =
      desk.run(generator.run(), [&] { return interrupt.signalled().has_value(); });
  if (!outcome) return *interrupt.signalled();
  if (outcome->unreachable)
    return fail(console, "load", ExitCode::environment, failure_text(*outcome->unreachable));
  return tell(options, *outcome, std::move(heading), console);
}

}  // namespace ripcord::cli
