#include "harness/cli/proxy_words.hpp"

#include "transports/base/quantity.hpp"

#include <fmt/format.h>

#include <netdb.h>
#include <sys/socket.h>

#include <array>
#include <memory>
#include <optional>
#include <string>

namespace ripcord::cli {
namespace {

struct Halves {
  std::string host;
  std::optional<std::string> port;
};

/// Parts a host from its port. An address with more than one colon and no brackets has no port.
Halves halves_of(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  const bool bracketed = text.starts_with('[');
  const std::size_t close = text.find(']');
  if (bracketed && close != std::string_view::npos) {
    Halves halves{.host = std::string(text.substr(1, close - 1))};
    if (close + 1 < text.size() && text[close + 1] == ':') halves.port = text.substr(close + 2);
    return halves;
  }
  if (colon == std::string_view::npos || text.find(':') != colon)
    return {.host = std::string(text)};
  return {.host = std::string(text.substr(0, colon)), .port = std::string(text.substr(colon + 1))};
}

/// The first address that the system knows `host` by, in numbers.
std::optional<std::string> numeric(const std::string& host) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (host.empty() || ::getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0)
    return std::nullopt;
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> all(found, &::freeaddrinfo);
  std::array<char, NI_MAXHOST> text{};
  if (::getnameinfo(all->ai_addr,
                    all->ai_addrlen,
                    text.data(),
                    static_cast<socklen_t>(text.size()),
                    nullptr,
                    0,
                    NI_NUMERICHOST) != 0)
    return std::nullopt;
  return std::string(text.data());
}

}  // namespace

Parsed<io::Address> parse_host_and_port(std::string_view text) {
  const Halves halves = halves_of(text);
  io::Address address;
  if (halves.port) {
    constexpr std::int64_t port_max = 65535;
    const std::optional<std::int64_t> port = parse_integer(*halves.port);
    if (!port || *port < 0 || *port > port_max)
      return ValueProblem(fmt::format("`{}` does not end in a port from 0 to 65535", text));
    address.port = static_cast<std::uint16_t>(*port);
  }
  const std::optional<std::string> host = numeric(halves.host);
  if (!host) return ValueProblem(fmt::format("no address is known for `{}`", halves.host));
  address.host = *host;
  return address;
}

bool has_port(std::string_view text) { return halves_of(text).port.has_value(); }

Parsed<Duration> parse_expiry(std::string_view text) {
  const std::optional<Duration> duration = parse_duration(text);
  if (!duration || *duration < std::chrono::seconds(1))
    return ValueProblem(fmt::format("`{}` is no duration of 1s or more, such as 30m", text));
  return *duration;
}

}  // namespace ripcord::cli
