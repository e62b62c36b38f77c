#include "harness/stage/loopback_hosts.hpp"

#include "transports/io/errors.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdint>

namespace ripcord::stage {
namespace {

constexpr std::uint16_t low_ports = 1024;
static_assert(LoopbackAddress::reserved_port_first + low_ports == 65536);

/// The k-th address that may be claimed. 127.0.0.0/16 stays for others, and so do the last bytes 0
/// and 255.
std::uint32_t candidate(std::uint32_t k) {
  constexpr std::uint32_t last_bytes = 254;
  constexpr std::uint32_t networks = 255U * 256U;
  const std::uint32_t network = 256 + k / last_bytes % networks;
  return 127U << 24U | network << 8U | (1 + k % last_bytes);
}

/// Where this process begins to look: elsewhere than its neighbours, so that each try is usually
/// the last.
std::uint32_t first_candidate() {
  constexpr std::uint32_t spread = 2654435761U;  // 2^32 divided by the golden ratio
  return static_cast<std::uint32_t>(::getpid()) * spread;
}

ErrorCode last_error() { return {errno, boost::system::system_category()}; }

/// A socket bound to the address's first reserved port.
Result<int> lock(std::uint32_t address) {
  const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (handle < 0) return last_error();
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr.s_addr = htonl(address);
  name.sin_port = htons(LoopbackAddress::reserved_port_first);
  if (::bind(handle, reinterpret_cast<const sockaddr*>(&name), sizeof name) == 0) return handle;
  const ErrorCode error = last_error();
  ::close(handle);
  return error;
}

std::string text_of(std::uint32_t address) {
  std::string text;
  for (unsigned shift = 32; shift > 0; shift -= 8) {
    if (!text.empty()) text += '.';
    text += std::to_string(address >> (shift - 8) & 0xffU);
  }
  return text;
}

bool is_numeric(const std::string& host) {
  return host == "localhost" || host.find_first_not_of("0123456789.") == std::string::npos ||
         host.find(':') != std::string::npos;
}

}  // namespace

Result<std::unique_ptr<LoopbackAddress>> LoopbackAddress::claim() {
  static std::atomic<std::uint32_t> next = first_candidate();
  // More than runs that anybody plays side by side on one machine.
  constexpr int tries_max = 10'000;
  for (int tries = 0; tries < tries_max; ++tries) {
    const std::uint32_t address = candidate(next.fetch_add(1, std::memory_order_relaxed));
    const Result<int> handle = lock(address);
    if (handle)
      return std::unique_ptr<LoopbackAddress>(new LoopbackAddress(*handle, text_of(address)));
    if (handle.error() != io::errc::address_in_use) return handle.error();
  }
  return ErrorCode(io::errc::address_not_available);
}

LoopbackAddress::~LoopbackAddress() { ::close(lock_); }

void LoopbackHosts::add(const std::string& host) {
  addresses_.emplace(host, LoopbackAddress::claim());
}

std::string_view LoopbackHosts::source(const std::string& host) const {
  const auto found = addresses_.find(host);
  if (found == addresses_.end() || !found->second) return {};
  return (*found->second)->text();
}

Result<io::Address> LoopbackHosts::real(const io::Address& named) const {
  const auto found = addresses_.find(named.host);
  if (found == addresses_.end()) {
    if (is_numeric(named.host)) return named;
    return ErrorCode(io::errc::host_unreachable);
  }
  if (!found->second) return found->second.error();
  if (named.port >= LoopbackAddress::reserved_port_first)
    return ErrorCode(io::errc::address_not_available);
  const bool is_low = named.port != 0 && named.port < low_ports;
  const unsigned port = is_low ? named.port + LoopbackAddress::reserved_port_first : named.port;
  return io::Address((*found->second)->text(), static_cast<std::uint16_t>(port));
}

io::Address LoopbackHosts::named(const io::Address& real) const {
  for (const auto& [host, address] : addresses_) {
    if (!address || (*address)->text() != real.host) continue;
    const bool is_reserved = real.port >= LoopbackAddress::reserved_port_first;
    const int port = is_reserved ? real.port - LoopbackAddress::reserved_port_first : real.port;
    return {host, static_cast<std::uint16_t>(port)};
  }
  return real;
}

}  // namespace ripcord::stage
