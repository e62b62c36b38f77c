#include "harness/cli/commands.hpp"
#include "harness/cli/interrupt.hpp"
#include "harness/cli/library.hpp"
#include "harness/cli/shortage_watch.hpp"
#include "harness/report/table.hpp"
#include "harness/serve/folder.hpp"
#include "harness/serve/site.hpp"
#include "transports/io/errors.hpp"

#include <fmt/format.h>

#include <sys/random.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace ripcord::cli {
namespace {

/// Nobody needs the happenings of a world that is not judged.
class Indifferent final : public world::Observer {
 public:
  void observe(const world::Speaker&, const world::Happening&, Time) override {}
};

/// The folders with what is in them; stops with a reason at one that cannot be read.
boost::system::result<std::vector<serve::ServedFolder>, serve::FolderProblem> read_folders(
    const std::vector<FolderOption>& options) {
  std::vector<serve::ServedFolder> folders;
  for (const FolderOption& option : options) {
    auto files = serve::list_folder(option.path);
    if (!files) return files.error();
    folders.push_back({.service = option.service, .path = option.path, .files = *std::move(files)});
  }
  return folders;
}

/// What helps against `error` at `port`.
std::string_view hint_for(ErrorCode error, std::uint16_t port) {
  if (error == boost::system::errc::permission_denied)
    return "ports below 1024 need rights: `unshare -Urn` opens a shell with a network of its own "
           "(then `ip link set lo up`), or take another port with --mapper-port";
  if (error == io::errc::address_in_use && port != 0)
    return "something else listens there (`ss -ltnp` shows what); another port for the mapper is "
           "--mapper-port, for services --ports or their `endpoint`";
  if (error == io::errc::address_not_available)
    return "--listen takes addresses of this machine (`ip address` shows them)";
  return "";
}

ExitCode cannot_listen(const serve::Site& site, ErrorCode error, Console& console) {
  const std::optional<io::Address>& at = site.refusal();
  if (!at) {
    return fail(console,
                "serve",
                ExitCode::environment,
                fmt::format("cannot listen at {}: every port of --ports is taken; it takes a wider "
                            "range such as 49152-49200",
                            fmt::join(site.hosts(), " and ")));
  }
  fail(console,
       "serve",
       ExitCode::environment,
       fmt::format("cannot listen at {}: {}", at->text(), error.message()));
  const std::string_view hint = hint_for(error, at->port);
  if (!hint.empty()) console.err << "  " << hint << '\n';
  return ExitCode::environment;
}

/// Loopback, of both families where the machine has them.
std::vector<std::string> default_hosts() {
  std::vector<std::string> hosts{"127.0.0.1"};
  if (serve::can_listen_at("::1")) hosts.emplace_back("::1");
  return hosts;
}

std::uint64_t seed_of(const ServeOptions& options) {
  if (options.seed) return *options.seed;
  std::uint64_t seed = 0;
  // Cannot fail for so few bytes; if it did, the seed that is printed is 0.
  static_cast<void>(::getentropy(&seed, sizeof(seed)));
  return seed;
}

/// What rules have done; nothing where there are none.
std::string rules_table(const std::vector<run::RuleReport>& reports) {
  report::Table table({"rule", "does", "matched", "fired", "why not"});
  for (const run::RuleReport& rule : reports) {
    table.add({{.text = rule.id},
               {.text = rule.kind},
               {.text = fmt::format("{}", rule.matched)},
               {.text = fmt::format("{}", rule.fired)},
               {.text = rule.why_not}});
  }
  return table.text(report::Colours::off);
}

/// Says meanwhile, and in the end, when there were too few descriptors.
void serve_until_signalled(serve::Site& site, const Interrupt& interrupt, Console& console) {
  using Clock = std::chrono::steady_clock;
  constexpr std::chrono::milliseconds look(100);
  ShortageWatch shortages;
  Clock::time_point next = Clock::now() + look;
  site.serve([&] {
    if (Clock::now() >= next) {
      next = Clock::now() + look;
      if (shortages.begins(site.shortages()))
        console.err << "ripcord: serve: " << shortage_notice(site.shortage()) << std::endl;
    }
    return interrupt.signalled().has_value();
  });
  if (shortages.episodes() > 0)
    console.err << fmt::format("{} time{} when there were too few descriptors\n",
                               shortages.episodes(),
                               shortages.episodes() == 1 ? "" : "s");
}

void say_ready(const serve::Site& site, Console& console) {
  console.out << "ready";
  for (const serve::Site::Served& served : site.served())
    console.out << fmt::format(" {}={}", served.name, served.address.text());
  console.out << std::endl;  // a script waits for the line
}

}  // namespace

ExitCode serve_command(const ServeOptions& options, const Program& program, Console& console) {
  ExitCode code = ExitCode::as_expected;
  std::optional<scenario::ResolvedScenario> scenario = resolve_world(
      "serve",
      {.path = options.path, .variant = options.variant, .settings = options.settings},
      *program.vocabulary,
      console,
      code);
  if (!scenario) return code;
  auto folders = read_folders(options.folders);
  if (!folders) return fail(console, "serve", ExitCode::environment, folders.error().text);
  serve::FolderShelf shelf;
  for (const serve::ServedFolder& folder : *folders) shelf.add(folder.service, folder.path);
  const std::vector<std::string> problems =
      serve::make_servable(*scenario,
                           {.mapper_port = options.mapper_port,
                            .make = options.make,
                            .rules = options.rules,
                            .folders = *std::move(folders)});
  for (const std::string& problem : problems) fail(console, "serve", ExitCode::invalid, problem);
  if (!problems.empty()) return ExitCode::invalid;

  const Interrupt interrupt;
  Indifferent observer;
  serve::Site site(
      {.hosts = options.hosts.empty() ? default_hosts() : options.hosts, .dynamic = options.ports});
  if (const Result<void> chosen = site.choose_ports(scenario->world, options.endpoints); !chosen)
    return cannot_listen(site, chosen.error(), console);
  const auto production = run::Production::prepare(*std::move(scenario), *program.cast);
  if (!production) return print_diagnostics(production.error().diagnostics, console);
  const std::uint64_t seed = seed_of(options);
  const Result<void> opened =
      site.open({.production = **production, .shelf = &shelf, .observer = observer, .seed = seed});
  if (!opened) return cannot_listen(site, opened.error(), console);
  console.err << fmt::format(
      "ripcord: serve: listening at {}, seed {}\n", fmt::join(site.hosts(), " and "), seed);
  say_ready(site, console);
  serve_until_signalled(site, interrupt, console);
  console.err << rules_table(site.rule_reports());
  if (!site.failure().empty()) return fail(console, "serve", ExitCode::environment, site.failure());
  // A signal is how a server ends.
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
