#include "transports/tcp/network.hpp"

#include "harness/doctor/finding.hpp"
#include "harness/doctor/program_answer.hpp"
#include "transports/io/address.hpp"
#include "transports/tcp/runtime.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>

namespace ripcord::doctor {
namespace {

constexpr std::uint16_t mapper_port = 135;
/// Where `serve` begins to look for dynamic ports.
constexpr std::uint16_t first_dynamic_port = 49152;

/// Why `address` cannot be listened at; empty if it can.
std::string refusal(const io::Address& address) {
  tcp::Runtime runtime;
  tcp::Network network(runtime);
  const auto listener = network.listen(address);
  return listener ? "" : listener.error().message();
}

Finding port(std::string name, const io::Address& address, std::string_view help) {
  const std::string reason = refusal(address);
  if (reason.empty())
    return {"ports", std::move(name), fmt::format("{} is free", address.text()), Health::good};
  return {"ports",
          std::move(name),
          fmt::format("{}: {}; {}", address.text(), reason, help),
          Health::lacking};
}

/// What the kernel says in a file of one line, blanks made single; empty if there is none.
std::string setting(const char* path) {
  std::ifstream file(path);
  std::string text;
  std::string word;
  while (file >> word) text += (text.empty() ? "" : " ") + word;
  return text;
}

Finding kernel_setting(std::string name, const char* path) {
  const std::string value = setting(path);
  return {"ports", std::move(name), value.empty() ? "unknown" : value, Health::noted};
}

Finding ipv6() {
  const std::string reason = refusal({"::1", 0});
  return {"ports",
          "IPv6 loopback",
          reason.empty() ? "there is one" : reason,
          reason.empty() ? Health::good : Health::lacking};
}

/// A namespace of one's own is how tests without rights get port 135.
Finding user_namespace() {
  const std::optional<ProgramAnswer> answer =
      ask_program({"unshare", "-Urn", "ip", "link", "set", "lo", "up"});
  if (!answer) return {"namespaces", "unshare -Urn", "no `unshare` here", Health::lacking};
  if (answer->code == 0)
    return {"namespaces", "unshare -Urn", "works, and its loopback comes up", Health::good};
  return {"namespaces", "unshare -Urn", answer->telling_line, Health::lacking};
}

}  // namespace

Findings examine_network() {
  return {
      port("endpoint mapper",
           {"127.0.0.1", mapper_port},
           "`serve --mapper-port N` takes another, `unshare -Urn` opens a network of one's own"),
      port("dynamic", {"127.0.0.1", first_dynamic_port}, "`serve` takes the next"),
      ipv6(),
      kernel_setting("unprivileged from", "/proc/sys/net/ipv4/ip_unprivileged_port_start"),
      kernel_setting("outgoing", "/proc/sys/net/ipv4/ip_local_port_range"),
      user_namespace()};
}

}  // namespace ripcord::doctor
