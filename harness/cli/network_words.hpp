#pragma once

#include "harness/cli/options.hpp"
#include "harness/cli/words.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ripcord::cli {

/// 0 to 65535, where 0 means any.
[[nodiscard]] Parsed<std::uint16_t> parse_port_or_any(std::string_view text);
/// `49152-49200`, both included.
[[nodiscard]] Parsed<serve::PortRange> parse_port_range(std::string_view text);
/// An address in numbers, IPv4 or IPv6, with or without brackets; as the system writes it.
[[nodiscard]] Parsed<std::string> parse_numeric_host(std::string_view text);
/// `windows` or `samba`.
[[nodiscard]] Parsed<serve::Make> parse_make(std::string_view text);
/// `store=/srv/files`.
[[nodiscard]] Parsed<FolderOption> parse_folder(std::string_view text);

/// The two halves of `name`, `name:1135`, `::1`, `[::1]` or `[::1]:1135`; views into the text.
struct HostWords {
  std::string_view host;
  std::optional<std::string_view> port;
};
/// An address with more than one colon and no brackets has no port. None if something else than a
/// port stands behind brackets.
[[nodiscard]] std::optional<HostWords> split_host(std::string_view text);
/// 1 to 65535.
[[nodiscard]] Parsed<std::uint16_t> parse_port(std::string_view text);
/// `name`, `name:1135`, `10.0.0.7:135`, `::1`, `[::1]:1135`; without a port it is 135.
[[nodiscard]] Parsed<HostAndPort> parse_server(std::string_view text);
/// `60a15ec5-4de8-11d7-a637-005056a20182`, with `:1.0` or `:1` behind it; 1.0 without.
[[nodiscard]] Parsed<dcerpc::SyntaxId> parse_interface(std::string_view text);
/// 0 to 65535, decimal or `0x` hexadecimal.
[[nodiscard]] Parsed<std::uint16_t> parse_opnum(std::string_view text);
/// Bytes as pairs of hexadecimal digits.
[[nodiscard]] Parsed<Bytes> parse_stub(std::string_view text);
/// More than nothing, with its unit: `250ms`.
[[nodiscard]] Parsed<Duration> parse_time(std::string_view text);
/// With its unit, up to 4 MiB, which is what servers take of a request: `64KiB`.
[[nodiscard]] Parsed<std::uint32_t> parse_data_size(std::string_view text);
/// 1 to a million.
[[nodiscard]] Parsed<std::uint32_t> parse_count(std::string_view text);
/// 1 to 500, the most that a mapper may be asked for at once (MS-RPCE §2.2.1.2.4).
[[nodiscard]] Parsed<std::uint32_t> parse_page(std::string_view text);

}  // namespace ripcord::cli
