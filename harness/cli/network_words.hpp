#pragma once

#include "harness/cli/options.hpp"
#include "harness/cli/words.hpp"

#include <cstdint>
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

}  // namespace ripcord::cli
