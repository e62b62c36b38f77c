#include "harness/cli/network_words.hpp"

#include "transports/base/quantity.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/fragmentation.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace ripcord::cli {
namespace {

std::optional<std::uint16_t> number16(std::string_view text, int base = 10) {
  std::uint16_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value, base);
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
  const std::optional<std::uint16_t> port = number16(text);
  if (port) return *port;
  return ValueProblem(fmt::format("`{}` is no port from 1 to 65535, nor 0 for any", text));
}

Parsed<serve::PortRange> parse_port_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::optional<std::uint16_t> low = number16(text.substr(0, dash));
  const std::optional<std::uint16_t> high =
      dash == std::string_view::npos ? low : number16(text.substr(dash + 1));
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

Parsed<std::uint16_t> parse_port(std::string_view text) {
  const std::optional<std::uint16_t> port = number16(text);
  if (port && *port > 0) return *port;
  return ValueProblem(fmt::format("`{}` is no port from 1 to 65535", text));
}

std::optional<HostWords> split_host(std::string_view text) {
  const std::size_t close = text.starts_with('[') ? text.find(']') : std::string_view::npos;
  if (close != std::string_view::npos) {
    const std::string_view host = text.substr(1, close - 1);
    const std::string_view behind = text.substr(close + 1);
    if (behind.empty()) return HostWords{.host = host};
    if (!behind.starts_with(':')) return std::nullopt;
    return HostWords{.host = host, .port = behind.substr(1)};
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon != text.rfind(':')) return HostWords{.host = text};
  return HostWords{.host = text.substr(0, colon), .port = text.substr(colon + 1)};
}

Parsed<HostAndPort> parse_server(std::string_view text) {
  HostAndPort server;
  const HostWords words = split_host(text).value_or(HostWords());
  const std::optional<std::uint16_t> port = words.port ? number16(*words.port) : server.port;
  if (words.host.empty() || !port || *port == 0)
    return ValueProblem(
        fmt::format("`{}` is not HOST or HOST:PORT, such as store or [::1]:135", text));
  server.host = words.host;
  server.port = *port;
  return server;
}

Parsed<dcerpc::SyntaxId> parse_interface(std::string_view text) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  const std::optional<Uuid> uuid = Uuid::parse(text.substr(0, colon));
  const std::string_view version =
      colon == text.size() ? std::string_view("1.0") : text.substr(colon + 1);
  const std::size_t dot = std::min(version.find('.'), version.size());
  const std::optional<std::uint16_t> major = number16(version.substr(0, dot));
  const std::optional<std::uint16_t> minor =
      dot == version.size() ? std::uint16_t{0} : number16(version.substr(dot + 1));
  if (uuid && major && minor)
    return dcerpc::SyntaxId{.uuid = *uuid, .major_version = *major, .minor_version = *minor};
  return ValueProblem(
      fmt::format("`{}` is no interface such as 60a15ec5-4de8-11d7-a637-005056a20182:1.0", text));
}

Parsed<std::uint16_t> parse_opnum(std::string_view text) {
  const bool hexadecimal = text.starts_with("0x");
  const std::optional<std::uint16_t> opnum =
      hexadecimal ? number16(text.substr(2), 16) : number16(text);
  if (opnum) return *opnum;
  return ValueProblem(fmt::format("`{}` is no operation number from 0 to 65535", text));
}

Parsed<Bytes> parse_stub(std::string_view text) {
  Bytes stub;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::string_view pair = text.substr(i, 2);
    const std::optional<std::uint16_t> byte = number16(pair, 16);
    if (pair.size() != 2 || !byte)
      return ValueProblem("a stub is bytes as pairs of hexadecimal digits, such as 29000000");
    stub.push_back(static_cast<Byte>(*byte));
  }
  return stub;
}

Parsed<Duration> parse_time(std::string_view text) {
  const std::optional<Duration> time = parse_duration(text);
  if (time && *time > Duration::zero()) return *time;
  return ValueProblem(fmt::format("`{}` is no time such as 5s or 250ms", text));
}

Parsed<std::uint32_t> parse_data_size(std::string_view text) {
  const std::optional<std::uint64_t> size = parse_size(text);
  if (size && *size <= dcerpc::request_stub_size_max) return static_cast<std::uint32_t>(*size);
  return ValueProblem(fmt::format("`{}` is no size such as 64KiB, up to 4MiB", text));
}

Parsed<std::uint32_t> parse_count(std::string_view text) {
  constexpr std::int64_t count_max = 1'000'000;
  const std::optional<std::int64_t> count = parse_integer(text);
  if (count && *count >= 1 && *count <= count_max) return static_cast<std::uint32_t>(*count);
  return ValueProblem(fmt::format("`{}` is not a number from 1 to {}", text, count_max));
}

Parsed<std::uint32_t> parse_page(std::string_view text) {
  const std::optional<std::int64_t> count = parse_integer(text);
  if (count && *count >= 1 && *count <= dcerpc::ept::entry_count_max)
    return static_cast<std::uint32_t>(*count);
  return ValueProblem(
      fmt::format("`{}` is not a number from 1 to {}", text, dcerpc::ept::entry_count_max));
}

}  // namespace ripcord::cli
