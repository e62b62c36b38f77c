#include "harness/cli/load_options.hpp"

#include "harness/cli/network_words.hpp"
#include "harness/cli/reading.hpp"

#include <cstdlib>
#include <string>
#include <utility>

namespace ripcord::cli {
namespace {

// Each is a socket and a coroutine; a process has descriptors for so many.
constexpr std::uint32_t connections_max = 10'000;

Parsed<double> parse_rate(std::string_view text) {
  const std::string digits(text);
  char* end = nullptr;
  const double rate = std::strtod(digits.c_str(), &end);
  if (digits.empty() || *end != '\0' || !(rate > 0) || rate > load::Arrivals::rate_max)
    return ValueProblem(fmt::format("`{}` is no number of calls a second", text));
  return rate;
}

Parsed<load::Spacing> parse_spacing(std::string_view text) {
  if (text == "poisson") return load::Spacing::poisson;
  if (text == "constant") return load::Spacing::constant;
  return ValueProblem(fmt::format("`{}` is neither poisson nor constant", text));
}

Parsed<std::uint32_t> parse_connections(std::string_view text) {
  const Parsed<std::uint32_t> count = parse_count(text);
  if (!count || *count > connections_max)
    return ValueProblem(fmt::format("must be 1 to {}, not `{}`", connections_max, text));
  return *count;
}

}  // namespace

Request load_request(const TypedOptions& typed) {
  const TypedLoad& load = typed.load;
  const TypedClient& client = typed.client;
  const LoadOptions usual;
  Reading reading;
  LoadOptions options{
      .server = reading.value("--server", client.server, parse_server, usual.server),
      .opnum = reading.value("--opnum", client.opnum, parse_opnum, usual.opnum),
      .stub = reading.value("--stub", client.stub, parse_stub, Bytes{}),
      .operation = client.operation.empty() ? usual.operation : client.operation,
      .size = reading.value("--size", client.size, parse_data_size, usual.size),
      .connections = reading.value("--connections", load.connections, parse_connections, 1U),
      .spacing = reading.value("--arrivals", load.arrivals, parse_spacing, usual.spacing),
      .warm_up = reading.value("--warm-up", load.warm_up, parse_time, usual.warm_up),
      .duration = reading.value("--duration", load.duration, parse_time, usual.duration),
      .timeout = reading.value("--timeout", client.timeout, parse_time, usual.timeout),
      .seed = reading.value("--seed", typed.seed, parse_seed, usual.seed),
      .strictness = typed.strict ? Strictness::strict : Strictness::lenient,
      .out = typed.out,
      .format = reading.value("--format", typed.format, parse_format, Format::text)};
  if (!load.rate.empty()) options.rate = reading.value("--rate", load.rate, parse_rate, 1.0);
  if (load.rate.empty() && !load.arrivals.empty())
    reading.fail("--arrivals is of an open loop: --rate N");
  if (!client.endpoint.empty())
    options.endpoint = reading.value("--endpoint", client.endpoint, parse_port, std::uint16_t{0});
  if (!client.interface.empty())
    options.interface =
        reading.value("--interface", client.interface, parse_interface, dcerpc::SyntaxId{});
  if (options.interface && client.opnum.empty())
    reading.fail("--interface needs --opnum: which of its operations is called?");
  if (!options.interface && (!client.opnum.empty() || !client.stub.empty()))
    reading.fail("--opnum and --stub need --interface");
  return reading.finish(std::move(options));
}

}  // namespace ripcord::cli
