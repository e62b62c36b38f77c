#include "harness/cli/typed_options.hpp"

#include "harness/cli/compare_options.hpp"
#include "harness/cli/fuzz_command_line.hpp"
#include "harness/cli/load_options.hpp"
#include "harness/cli/network_words.hpp"
#include "harness/cli/proxy_words.hpp"
#include "harness/cli/reading.hpp"
#include "harness/cli/search_options.hpp"
#include "harness/cli/words.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::cli {
namespace {

/// Where clients look for endpoint mappers.
constexpr std::uint16_t port135 = 135;

SelectionOptions selection_of(const TypedOptions& typed, Reading& reading) {
  SelectionOptions selection{
      .paths = typed.paths,
      .settings = typed.settings,
      .variants = typed.variants,
      .transports = typed.transports,
      .expression_text = typed.expression,
      .tags = typed.tags,
      .foreign_peers = typed.live ? ForeignPeers::included : ForeignPeers::excluded,
      .scope = typed.last_failed ? Scope::last_failed : Scope::everything};
  if (selection.paths.empty()) reading.fail("name scenario files or folders, such as `scenarios`");
  for (const std::string& setting : typed.settings) {
    if (setting.find('=') == std::string::npos || setting.starts_with('=')) {
      reading.fail(fmt::format("--set: `{}` is not KEY.PATH=VALUE", setting));
    }
  }
  if (!typed.shard.empty())
    selection.shard = reading.value("--shard", typed.shard, parse_shard, Shard{});
  if (!typed.expression.empty()) {
    auto expression = NameExpression::parse(typed.expression);
    if (expression) {
      selection.expression = std::move(*expression);
    } else {
      reading.fail(fmt::format("-k: {}\n  {}\n  {:>{}}",
                               expression.error().message,
                               typed.expression,
                               '^',
                               expression.error().column));
    }
  }
  return selection;
}

Request run_request(const TypedOptions& typed) {
  Reading reading;
  RunOptions options{.selection = selection_of(typed, reading),
                     .repeat = reading.value("--repeat", typed.repeat, parse_count, 1U),
                     .retries = reading.value("--retries", typed.retries, parse_count, 0U),
                     .jobs = reading.value("--jobs", typed.jobs, parse_jobs, 1U),
                     .after_failure = typed.fail_fast ? AfterFailure::stop : AfterFailure::go_on,
                     .strictness = typed.strict ? Strictness::strict : Strictness::lenient,
                     .covering = typed.coverage ? Covering::on : Covering::off,
                     .out = typed.out};
  if (!typed.seed.empty() && !typed.seeds.empty())
    reading.fail("--seed and --seeds exclude each other");
  if (!typed.seed.empty()) {
    const std::uint64_t seed = reading.value("--seed", typed.seed, parse_seed, std::uint64_t{1});
    options.seeds = SeedRange{.low = seed, .high = seed};
  }
  if (!typed.seeds.empty())
    options.seeds = reading.value("--seeds", typed.seeds, parse_seeds, SeedRange{});
  if (!typed.keep.empty())
    options.keep = reading.value("--keep", typed.keep, parse_keep, KeepRuns::all);
  if (!typed.payload.empty())
    options.payload =
        reading.value("--payload", typed.payload, parse_payload, trace::Payload::full);
  for (const std::string& word : typed.reporters) {
    options.reporters.push_back(reading.value("--reporter", word, parse_reporter, Reporter::table));
  }
  return reading.finish(std::move(options));
}

Request check_request(const TypedOptions& typed) {
  Reading reading;
  const SelectionOptions paths = selection_of(typed, reading);
  return reading.finish(CheckOptions{
      .paths = paths.paths,
      .settings = paths.settings,
      .variants = paths.variants,
      .show = typed.resolved ? CheckOptions::Show::resolved : CheckOptions::Show::diagnostics,
      .format = reading.value("--format", typed.format, parse_check_format, Format::text)});
}

Request list_request(const TypedOptions& typed) {
  Reading reading;
  ListOptions options{
      .selection = selection_of(typed, reading),
      .format = reading.value("--format", typed.format, parse_format, Format::text)};
  return reading.finish(std::move(options));
}

Request faults_request(const TypedOptions& typed) {
  Reading reading;
  const Format format = reading.value("--format", typed.format, parse_page_format, Format::text);
  return reading.finish(FaultsOptions{.name = typed.word, .format = format});
}

Request init_request(const TypedOptions& typed) {
  if (typed.word.empty()) return InitOptions{};
  return InitOptions{.path = typed.word};
}

Request schema_request(const TypedOptions& typed) {
  Reading reading;
  const SchemaOptions options{
      .of = reading.value("schema", typed.word, parse_schema_of, SchemaOptions::Of::scenario),
      .format = reading.value("--format", typed.format, parse_page_format, Format::json)};
  if (options.of == SchemaOptions::Of::result && options.format == Format::markdown) {
    reading.fail("schema: only scenarios have a page in markdown");
  }
  return reading.finish(options);
}

Request trace_request(const TypedOptions& typed) {
  Reading reading;
  TraceOptions options{
      .path = typed.word,
      .client = typed.trace.client,
      .service = typed.trace.service,
      .operation = typed.trace.operation,
      .show = typed.trace.svg ? TraceOptions::Show::picture : TraceOptions::Show::lines};
  if (options.path.empty()) reading.fail("trace: name the folder of a run, such as `runs/latest`");
  if (typed.trace.units && typed.trace.faults)
    reading.fail("--units and --faults exclude each other");
  if (typed.trace.call.empty() != typed.trace.export_to.empty())
    reading.fail("--call and --export need each other");
  options.call = reading.value("--call", typed.trace.call, parse_count, std::uint32_t{0});
  options.export_to = typed.trace.export_to;
  if (typed.trace.units) options.only = TraceOptions::Only::units;
  if (typed.trace.faults) options.only = TraceOptions::Only::faults;
  return reading.finish(std::move(options));
}

Request report_request(const TypedOptions& typed) {
  Reading reading;
  if (typed.paths.empty()) reading.fail("report: name run folders, such as `runs/latest`");
  return reading.finish(ReportOptions{.paths = typed.paths, .out = typed.out});
}

Request explain_request(const TypedOptions& typed) {
  Reading reading;
  if (typed.word.empty()) reading.fail("explain: name the folder of a run, such as `runs/latest`");
  return reading.finish(ExplainOptions{.path = typed.word});
}

Request doctor_request(const TypedOptions& typed) {
  Reading reading;
  const Format format = reading.value("--format", typed.format, parse_format, Format::text);
  return reading.finish(DoctorOptions{.format = format});
}

Request version_request(const TypedOptions& typed) {
  Reading reading;
  const Format format = reading.value("--format", typed.format, parse_format, Format::text);
  return reading.finish(VersionOptions{.format = format});
}

Request serve_request(const TypedOptions& typed) {
  const TypedServe& serve = typed.serve;
  Reading reading;
  ServeOptions options{
      .path = typed.word,
      .settings = typed.settings,
      .variant = serve.variant,
      .mapper_port = reading.value("--mapper-port", serve.mapper_port, parse_port_or_any, port135),
      .ports = reading.value("--ports", serve.ports, parse_port_range, serve::PortRange{}),
      .endpoints = serve.shared_port ? serve::Endpoints::shared : serve::Endpoints::apart,
      .rules = serve.faults ? serve::Rules::played : serve::Rules::ignored};
  if (options.path.empty()) reading.fail("name the scenario whose world is to be served");
  for (const std::string& host : serve.hosts)
    options.hosts.push_back(reading.given("--listen", host, parse_numeric_host, std::string()));
  for (const std::string& folder : serve.folders)
    options.folders.push_back(reading.value("--files", folder, parse_folder, FolderOption{}));
  if (!serve.profile.empty())
    options.make = reading.value("--profile", serve.profile, parse_make, serve::Make::windows);
  if (!typed.seed.empty())
    options.seed = reading.value("--seed", typed.seed, parse_seed, std::uint64_t{1});
  return reading.finish(std::move(options));
}

/// Pairs each `--listen` with its `--upstream`; one without a `--listen` is met on loopback.
void add_routes(const TypedProxy& typed, Reading& reading, proxy::Doors::Options& doors) {
  if (typed.upstreams.empty()) reading.fail("--upstream HOST[:PORT] says where the server is");
  if (!typed.listen.empty() && typed.listen.size() != typed.upstreams.size()) {
    reading.fail(fmt::format("{} of --listen and {} of --upstream: each goes with one",
                             typed.listen.size(),
                             typed.upstreams.size()));
  }
  if (typed.listen.empty() && typed.upstreams.size() > 1) {
    reading.fail(
        fmt::format("{} of --upstream: each needs a --listen of its own", typed.upstreams.size()));
  }
  for (std::size_t i = 0; i < typed.upstreams.size(); ++i) {
    proxy::Route route;
    route.upstream =
        reading.given("--upstream", typed.upstreams[i], parse_host_and_port, io::Address());
    if (route.upstream.port == 0) route.upstream.port = port135;
    const std::string listen = i < typed.listen.size() ? typed.listen[i] : "127.0.0.1";
    const bool names_port = has_port(listen);
    route.listen = reading.given("--listen", listen, parse_host_and_port, io::Address());
    if (!names_port) route.listen.port = route.upstream.port;
    doors.routes.push_back(std::move(route));
  }
}

Request proxy_request(const TypedOptions& typed) {
  Reading reading;
  ProxyOptions options{
      .path = typed.word,
      .settings = typed.settings,
      .variant = typed.proxy.variant,
      .seed = reading.value("--seed", typed.seed, parse_seed, std::uint64_t{1}),
      .out = typed.out,
      .observing = typed.proxy.observe ? Observing::on : Observing::off,
      .payload = reading.value("--payload", typed.payload, parse_payload, trace::Payload::headers)};
  add_routes(typed.proxy, reading, options.doors);
  if (typed.proxy.same_ports) options.doors.ports = proxy::Ports::same;
  options.doors.expiry = reading.value(
      "--endpoint-expiry", typed.proxy.endpoint_expiry, parse_expiry, options.doors.expiry);
  return reading.finish(std::move(options));
}

/// The errands of `client`, in the order of the enumeration.
constexpr std::array<std::string_view, 6> errands{
    "lookup", "map", "mgmt", "call", "echo", "backup"};

Request client_request(const TypedOptions& typed) {
  const TypedClient& client = typed.client;
  Reading reading;
  ClientOptions options{
      .server = reading.given("--server", client.server, parse_server, HostAndPort{}),
      .timeout = reading.value("--timeout", client.timeout, parse_time, ClientOptions{}.timeout),
      .opnum = reading.value("OPNUM", client.opnum, parse_opnum, std::uint16_t{0}),
      .stub = reading.value("HEX", client.stub, parse_stub, Bytes{}),
      .operation = client.operation,
      .size = reading.value("--size", client.size, parse_data_size, std::uint32_t{0}),
      .times = reading.value("--times", client.times, parse_count, std::uint32_t{1}),
      .page = reading.value("--page", client.page, parse_page, ClientOptions{}.page),
      .out = typed.out,
      .files = typed.paths,
      .format = reading.value("--format", typed.format, parse_format, Format::text)};
  if (client.errand.empty())
    reading.fail(fmt::format("client: name an errand: {}", fmt::join(errands, ", ")));
  for (std::size_t i = 0; i < errands.size(); ++i) {
    if (errands[i] == client.errand) options.errand = static_cast<ClientOptions::Errand>(i);
  }
  if (!client.endpoint.empty())
    options.endpoint = reading.value("--endpoint", client.endpoint, parse_port, std::uint16_t{0});
  options.request = client.request;
  const bool calls = options.errand == ClientOptions::Errand::call;
  if (calls && client.request.empty() && (client.interface.empty() || client.opnum.empty()))
    reading.fail("client call: name INTERFACE and OPNUM, or a file with --request");
  if (calls && !client.request.empty() && !client.interface.empty())
    reading.fail("client call: --request has its own interface");
  if (!client.interface.empty())
    options.interface =
        reading.value("interface", client.interface, parse_interface, dcerpc::SyntaxId{});
  return reading.finish(std::move(options));
}

}  // namespace

const std::array<Command, commands_count>& commands() {
  static constexpr std::array<Command, commands_count> all{
      {{"run", run_request},         {"check", check_request},
       {"list", list_request},       {"proxy", proxy_request},
       {"explore", explore_request}, {"replay", replay_request},
       {"shrink", shrink_request},   {"compare", compare_request},
       {"load", load_request},       {launch_command_name, launch_request},
       {"faults", faults_request},   {"init", init_request},
       {"schema", schema_request},   {"serve", serve_request},
       {"client", client_request},   {"trace", trace_request},
       {"explain", explain_request}, {"report", report_request},
       {"fuzz", fuzz_request},       {"doctor", doctor_request},
       {"version", version_request}}};
  return all;
}

}  // namespace ripcord::cli
