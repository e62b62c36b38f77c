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
#include "harness/peers/client/load_lines.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "harness/report/folder.hpp"
#include "harness/report/result_document.hpp"
#include "transports/tcp/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::cli {
namespace {

// What plotters of .hgrm files expect.
constexpr double ns_per_ms = 1e6;

/// What is called.
struct Question {
  dcerpc::SyntaxId interface;
  std::uint16_t opnum = 0;
  /// Of every request.
  Bytes stub;
};

load::Plan plan_of(const LoadOptions& options) {
  return {.warm_up = options.warm_up,
          .duration = options.duration,
          .rate = options.rate,
          .spacing = options.spacing,
          .seed = options.seed};
}

/// None, and it is said why, if echo has no such operation.
std::optional<Question> question_of(const LoadOptions& options, Console& console) {
  if (options.interface)
    return Question{.interface = *options.interface, .opnum = options.opnum, .stub = options.stub};
  const auto& names = peers::echo_interface.operations;
  const auto found = std::ranges::find(names, options.operation);
  if (found == names.end()) {
    console.err << fmt::format("ripcord: load: echo has no operation `{}`{}\n",
                               options.operation,
                               did_you_mean(options.operation, names));
    return std::nullopt;
  }
  Question question{.interface = peers::echo_interface.id,
                    .opnum = static_cast<std::uint16_t>(found - names.begin())};
  Prng data(options.seed, "load/data");
  peers::echo::write_request(static_cast<peers::echo::Opnum>(question.opnum),
                             options.size,
                             data,
                             ByteOrder::little_endian,
                             question.stub);
  return question;
}

/// The connections of a load, and what the first of them met that had no answer.
class Lines {
 public:
  Lines(peers::ClientContext& context,
        const peers::ServiceAddress& service,
        Question question,
        std::uint32_t count)
      : question_(std::move(question)) {
    const peers::Request request{.opnum = question_.opnum, .stub = question_.stub};
    for (std::uint32_t i = 0; i < count; ++i) {
      lines_.push_back(std::make_unique<peers::CallLine>(
          context, question_.interface, service, request, failure_));
      all_.push_back(lines_.back().get());
    }
  }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  [[nodiscard]] const std::vector<load::Line*>& all() const { return all_; }
  [[nodiscard]] std::string failure() const {
    return failure_ ? failure_text(*failure_) : std::string();
  }

 private:
  Question question_;
  std::vector<std::unique_ptr<peers::CallLine>> lines_;
  std::vector<load::Line*> all_;
  std::optional<peers::CallFailure> failure_;
};

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
              const std::string& failure,
              report::Heading heading,
              Console& console) {
  report::ResultDocument document(std::move(heading));
  document.attach(load_annex(options, outcome));
  const std::string result = document.text(report::Progress::complete);
  console.out << (options.format == Format::json ? result : load_text(options, outcome));
  if (options.format == Format::text && outcome.tally.failures() > 0)
    console.out << "  first failure: " << failure << '\n';
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
  std::optional<Question> question = question_of(options, console);
  if (!question) return ExitCode::invalid;
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
  const Lines lines(desk.context(),
                    {.host = *host, .port = options.endpoint},
                    *std::move(question),
                    options.connections);
  load::Generator generator(desk.context().runtime(), lines.all(), plan_of(options));
  const std::optional<load::Outcome> outcome =
      desk.run(generator.run(), [&] { return interrupt.signalled().has_value(); });
  if (!outcome) return *interrupt.signalled();
  if (outcome->is_unreachable) return fail(console, "load", ExitCode::environment, lines.failure());
  return tell(options, *outcome, lines.failure(), std::move(heading), console);
}

}  // namespace ripcord::cli
