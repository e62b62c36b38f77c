#include "harness/stage/packet_filter.hpp"

#include "transports/base/assert.hpp"
#include "transports/sockets/socket.hpp"

#include <arpa/inet.h>
#include <linux/filter.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace ripcord::stage {
namespace {

// Offsets of the addresses in an IPv4 header, RFC 791 §3.1 Internet Header Format.
constexpr std::uint32_t source_offset = 12;
constexpr std::uint32_t destination_offset = 16;

std::uint32_t number_of(const std::string& address) {
  in_addr number{};
  RIPCORD_ASSERT(::inet_pton(AF_INET, address.c_str(), &number) == 1);
  return ntohl(number.s_addr);
}

constexpr sock_filter statement(std::uint16_t code, std::uint32_t operand) {
  return {.code = code, .jt = 0, .jf = 0, .k = operand};
}

/// Drops what comes from or goes to one of `addresses`.
std::vector<sock_filter> program(const std::vector<std::uint32_t>& addresses) {
  constexpr std::uint32_t whole_packet = 0xffffffff;
  constexpr std::uint32_t nothing = 0;
  constexpr auto network_header = static_cast<std::uint32_t>(SKF_NET_OFF);
  std::vector<sock_filter> code;
  for (const std::uint32_t offset : {source_offset, destination_offset}) {
    code.push_back(statement(BPF_LD | BPF_W | BPF_ABS, network_header + offset));
    for (const std::uint32_t address : addresses) {
      code.push_back({.code = BPF_JMP | BPF_JEQ | BPF_K, .jt = 0, .jf = 1, .k = address});
      code.push_back(statement(BPF_RET | BPF_K, nothing));
    }
  }
  code.push_back(statement(BPF_RET | BPF_K, whole_packet));
  return code;
}

/// The address that an IPv4 socket is bound to; 0 for anything else.
std::uint32_t address_of(int handle) {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  const int failed = ::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size);
  return failed == 0 && address.sin_family == AF_INET ? ntohl(address.sin_addr.s_addr) : 0;
}

bool has_unacknowledged(int handle) {
  int count = 0;
  int listens = 0;
  socklen_t size = sizeof listens;
  ::getsockopt(handle, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size);
  return listens == 0 && ::ioctl(handle, SIOCOUTQ, &count) == 0 && count > 0;
}

}  // namespace

void PacketFilter::add(const std::string& address) { addresses_.push_back(number_of(address)); }

Result<Silence> PacketFilter::cut(const std::string& address) {
  heal(address);
  was_used_ = true;
  if (rules_.cut(address)) return Silence::everybody;
  cut_.push_back(number_of(address));
  // Whoever may attach one filter may attach all.
  const Result<sockets::Socket> probe = sockets::Socket::open(AF_INET);
  const ErrorCode error = probe ? attach(probe->handle()) : probe.error();
  if (error) {
    cut_.pop_back();
    return error;
  }
  fit_all();
  return Silence::own_sockets;
}

void PacketFilter::heal(const std::string& address) {
  if (rules_.heal(address)) return;
  if (std::erase(cut_, number_of(address)) > 0) fit_all();
}

bool PacketFilter::settled() const {
  // What is cut off for good is not waited for.
  if (!was_used_ || !cut_.empty() || !rules_.empty()) return true;
  return std::ranges::none_of(handles(), has_unacknowledged);
}

void PacketFilter::fit(int handle) {
  if (!cut_.empty()) static_cast<void>(attach(handle));
}

ErrorCode PacketFilter::attach(int handle) const {
  std::vector<sock_filter> code = program(cut_);
  const sock_fprog whole{.len = static_cast<unsigned short>(code.size()), .filter = code.data()};
  if (::setsockopt(handle, SOL_SOCKET, SO_ATTACH_FILTER, &whole, sizeof whole) == 0) return {};
  return {errno, boost::system::system_category()};
}

void PacketFilter::fit_all() const {
  for (const int handle : handles()) {
    // The kernel wants a value that it does not look at.
    const int none = 0;
    if (cut_.empty()) {
      ::setsockopt(handle, SOL_SOCKET, SO_DETACH_FILTER, &none, sizeof none);
    } else {
      static_cast<void>(attach(handle));
    }
  }
}

std::vector<int> PacketFilter::handles() const {
  std::vector<int> found;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
    const std::string name = entry.path().filename();
    int handle = 0;
    std::from_chars(name.data(), name.data() + name.size(), handle);
    if (std::ranges::find(addresses_, address_of(handle)) != addresses_.end())
      found.push_back(handle);
  }
  return found;
}

}  // namespace ripcord::stage
