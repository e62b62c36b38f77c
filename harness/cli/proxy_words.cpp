#include "harness/cli/proxy_words.hpp"

#include "harness/cli/network_words.hpp"
#include "transports/base/quantity.hpp"
#include "transports/tcp/resolve.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace ripcord::cli {

Parsed<io::Address> parse_host_and_port(std::string_view text) {
  const std::optional<HostWords> words = split_host(text);
  if (!words) return ValueProblem(fmt::format("`{}` is not HOST or HOST:PORT", text));
  io::Address address;
  if (words->port) {
    constexpr std::int64_t port_max = 65535;
    const std::optional<std::int64_t> port = parse_integer(*words->port);
    if (!port || *port < 0 || *port > port_max)
      return ValueProblem(fmt::format("`{}` does not end in a port from 0 to 65535", text));
    address.port = static_cast<std::uint16_t>(*port);
  }
  if (words->host.empty()) return ValueProblem(fmt::format("`{}` names no host", text));
  Result<std::string> host = tcp::resolve(std::string(words->host));
  if (!host) return ValueProblem(fmt::format("no address is known for `{}`", words->host));
  address.host = *std::move(host);
  return address;
}

bool has_port(std::string_view text) {
  const std::optional<HostWords> words = split_host(text);
  return words && words->port;
}

Parsed<Duration> parse_expiry(std::string_view text) {
  const std::optional<Duration> duration = parse_duration(text);
  if (!duration || *duration < std::chrono::seconds(1))
    return ValueProblem(fmt::format("`{}` is no duration of 1s or more, such as 30m", text));
  return *duration;
}

}  // namespace ripcord::cli
