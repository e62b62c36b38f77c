#include "harness/cli/network_words.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <charconv>
#include <optional>

namespace ripcord::cli {
namespace {

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t value = 0;
  const char* const end = text.data() + text.size();
  // NOLINTNEXTLINE(bugprone-suspicious-stringview-data-usage): both ends are given.
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
  return value;
}

/// `host` as the system writes an address of that family; none if it is no such address.
std::optional<std::string> canonical(const std::string& host, int family) {
  in6_addr address{};  // has room for either family
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (::inet_pton(family, host.c_str(), &address) != 1) return std::nullopt;
  return ::inet_ntop(family, &address, text.data(), text.size());
}

}  // namespace

Parsed<std::uint16_t> parse_port_or_any(std::string_view text) {
  const std::optional<std::uint16_t> port = parse_port(text);
  if (port) return *port;
  return ValueProblem(fmt::format("`{}` is no port from 1 to 65535, nor 0 for any", text));
}

Parsed<serve::PortRange> parse_port_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::optional<std::uint16_t> low = parse_port(text.substr(0, dash));
  const std::optional<std::uint16_t> high =
      dash == std::string_view::npos ? low : parse_port(text.substr(dash + 1));
  if (!low || !high || *low == 0)
    return ValueProblem(fmt::format("`{}` is not a range of ports such as 49152-49200", text));
  if (*low > *high) return ValueProblem(fmt::format("`{}` ends before it begins", text));
  return serve::PortRange{.low = *low, .high = *high};
}

Parsed<std::string> parse_numeric_host(std::string_view text) {
  std::string host(text);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  for (const int family : {AF_INET, AF_INET6}) {
    std::optional<std::string> address = canonical(host, family);
    // A text could be the problem as well as the value.
    if (address) return Parsed<std::string>(boost::system::in_place_value, *std::move(address));
  }
  return ValueProblem(fmt::format("`{}` is no address in numbers such as 127.0.0.1 or ::1", text));
}

Parsed<serve::Make> parse_make(std::string_view text) {
  if (text == "windows") return serve::Make::windows;
  if (text == "samba") return serve::Make::samba;
  static constexpr std::array<std::string_view, 2> words{"windows", "samba"};
  return ValueProblem(
      fmt::format("`{}` is not one of windows, samba{}", text, did_you_mean(text, words)));
}

Parsed<FolderOption> parse_folder(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos || equals + 1 == text.size())
    return ValueProblem(fmt::format("`{}` is not SERVICE=DIR", text));
  return FolderOption{.service = std::string(text.substr(0, equals)),
                      .path = std::string(text.substr(equals + 1))};
}

}  // namespace ripcord::cli
