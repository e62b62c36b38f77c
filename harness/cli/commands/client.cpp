#include "harness/cli/client_answers.hpp"
#include "harness/cli/commands.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/recorded_request.hpp"
#include "harness/cli/words.hpp"
#include "harness/client/desk.hpp"
#include "harness/client/errands.hpp"
#include "harness/client/folder_sink.hpp"
#include "harness/peers/client/backup_client.hpp"
#include "harness/peers/client/mapper_client.hpp"
#include "harness/peers/client/resolver.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/tcp/resolve.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <utility>

namespace ripcord::cli {
namespace {

/// What a failure is to a script: 3 where no server was reached, 1 where one said no.
ExitCode code_of(const peers::CallFailure& failure) {
  const bool on_the_way =
      failure.stage == peers::Stage::resolve || failure.stage == peers::Stage::connect;
  const bool silent = failure.trouble == peers::Trouble::unreachable ||
                      failure.trouble == peers::Trouble::timed_out;
  return on_the_way && silent ? ExitCode::environment : ExitCode::failed;
}

/// The same of the error by which a client of a library tells it.
ExitCode code_of(std::uint32_t error) {
  return error == dcerpc::win32::rpc_s_server_unavailable ? ExitCode::environment
                                                          : ExitCode::failed;
}

/// One errand of the command line.
class Errand {
 public:
  Errand(const ClientOptions& options, const Program& program, Console& console, client::Desk& desk)
      : options_(options), program_(program), console_(console), desk_(desk) {}

  ExitCode run() {
    switch (options_.errand) {
      case ClientOptions::Errand::lookup:
        return lookup();
      case ClientOptions::Errand::map:
        return map();
      case ClientOptions::Errand::mgmt:
        return mgmt();
      case ClientOptions::Errand::call:
        return call();
      case ClientOptions::Errand::echo:
        return echo();
      case ClientOptions::Errand::backup:
        break;
    }
    return backup();
  }

 private:
  ExitCode lookup() {
    const peers::LookupQuestion question{.interface = options_.interface,
                                         .max_entries = options_.page};
    const auto entries = finish(peers::look_up(desk_.context(), question, desk_.server().host));
    if (!entries) return code_;
    if (entries->empty())
      console_.err << fmt::format("ripcord: client: {}:{} has no endpoint{}\n",
                                  options_.server.host,
                                  options_.server.port,
                                  options_.interface ? " of that interface" : "");
    console_.out << (options_.format == Format::json ? listing_json(*entries, known())
                                                     : listing_table(*entries, known(), colours()));
    return code_;
  }

  ExitCode map() {
    const auto towers =
        finish(peers::resolve(desk_.context(), *options_.interface, desk_.server().host));
    if (!towers) return code_;
    console_.out << (options_.format == Format::json ? towers_json(*towers, options_.server.host)
                                                     : towers_text(*towers, options_.server.host));
    return code_;
  }

  ExitCode mgmt() {
    const auto portrait = finish(client::ask_management(desk_, options_.interface));
    if (!portrait) return code_;
    console_.out << (options_.format == Format::json ? portrait_json(*portrait, known())
                                                     : portrait_text(*portrait, known()));
    return code_;
  }

  ExitCode call() {
    RecordedRequest request{.opnum = options_.opnum, .stub = options_.stub};
    if (options_.interface) request.interface = *options_.interface;
    if (!options_.request.empty()) {
      const auto recorded = read_request(options_.request);
      if (!recorded) {
        console_.err << "ripcord: client: " << recorded.error().text << '\n';
        return ExitCode::environment;
      }
      request = *recorded;
    }
    const auto answer = finish(client::call(
        desk_, {.interface = request.interface, .opnum = request.opnum, .stub = request.stub}));
    if (answer) console_.out << fmt::format("{:02x}\n", fmt::join(*answer, ""));
    return code_;
  }

  ExitCode echo() {
    std::vector<peers::echo::Opnum> operations;
    const auto& names = peers::echo_interface.operations;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (options_.operation.empty() || options_.operation == names[i])
        operations.push_back(static_cast<peers::echo::Opnum>(i));
    }
    if (operations.empty()) {
      console_.err << fmt::format("ripcord: client: echo has no operation `{}`{}\n",
                                  options_.operation,
                                  did_you_mean(options_.operation, names));
      return ExitCode::invalid;
    }
    const auto echoes = finish(client::echo(
        desk_, {.operations = operations, .size = options_.size, .times = options_.times}));
    if (!echoes) return code_;
    console_.out << echoes_text(*echoes, options_.times, colours());
    for (const client::Echoed& echoed : *echoes)
      if (!echoed.outcome) code_ = graver(code_, ExitCode::failed);
    return code_;
  }

  ExitCode backup() {
    std::optional<client::FolderSink> sink;
    if (!options_.out.empty()) {
      std::error_code error;
      std::filesystem::create_directories(options_.out, error);
      if (error) return fail(fmt::format("{}: {}", options_.out, error.message()));
      desk_.context().sink = &sink.emplace(options_.out);
    }
    peers::BackupClient client(desk_.context(),
                               {.host = desk_.server().host, .port = desk_.server().endpoint});
    const std::optional<peers::BackupOutcome> outcome = await(client.run(options_.files));
    client.close();
    if (!outcome) return code_;
    for (const peers::ReceivedFile& file : outcome->files)
      console_.out << fmt::format("{:016x}  {:>12}  {}\n", file.digest, file.size, file.name);
    if (outcome->ending == peers::Ending::completed) return code_;
    if (sink && !sink->problem().empty()) return fail(sink->problem());
    console_.err << fmt::format("ripcord: client: {}:{}: {}{}{}: error {}\n",
                                options_.server.host,
                                options_.endpoint.value_or(options_.server.port),
                                outcome->operation,
                                outcome->file.empty() ? "" : " of ",
                                outcome->file,
                                status_text(outcome->error));
    return code_of(outcome->error);
  }

  /// Runs `errand`; nothing, and `code_` says so, if a signal ended it.
  template <typename T>
  std::optional<T> await(io::Task<T> errand) {
    std::optional<T> outcome =
        desk_.run(std::move(errand), [&] { return interrupt_.signalled().has_value(); });
    if (!outcome) code_ = *interrupt_.signalled();
    return outcome;
  }

  /// The same for errands that call: what they brought, else it is said why there is nothing.
  template <typename T>
  std::optional<T> finish(io::Task<peers::Called<T>> errand) {
    std::optional<peers::Called<T>> outcome = await(std::move(errand));
    if (!outcome) return std::nullopt;
    if (*outcome) return *std::move(*outcome);
    console_.err << fmt::format("ripcord: client: {}:{}: {}\n",
                                options_.server.host,
                                options_.endpoint.value_or(options_.server.port),
                                failure_text(outcome->error()));
    code_ = code_of(outcome->error());
    return std::nullopt;
  }

  ExitCode fail(const std::string& reason) {
    return cli::fail(console_, "client", ExitCode::environment, reason);
  }

  [[nodiscard]] KnownInterfaces known() const { return program_.cast->interfaces(); }
  [[nodiscard]] report::Colours colours() const { return console_.out_colours; }

  const ClientOptions& options_;
  const Program& program_;
  Console& console_;
  client::Desk& desk_;
  Interrupt interrupt_;
  ExitCode code_ = ExitCode::as_expected;
};

}  // namespace

ExitCode client_command(const ClientOptions& options, const Program& program, Console& console) {
  const Result<std::string> host = tcp::resolve(options.server.host);
  if (!host)
    return fail(console,
                "client",
                ExitCode::environment,
                fmt::format("nobody knows the host `{}`", options.server.host));
  client::Desk desk(
      {.host = *host, .mapper_port = options.server.port, .endpoint = options.endpoint},
      client::personal_client(options.timeout));
  return Errand(options, program, console, desk).run();
}

}  // namespace ripcord::cli
