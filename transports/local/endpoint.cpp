#include "transports/local/endpoint.hpp"

#include "transports/io/errors.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <charconv>
#include <cstddef>
#include <string_view>

namespace ripcord::local {
namespace {

constexpr char abstract_mark = '@';

io::Address parse(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  if (colon == std::string_view::npos) return {std::string(name), 0};
  const std::string_view digits = name.substr(colon + 1);
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (error != std::errc() || end != digits.data() + digits.size() || port == 0)
    return {std::string(name), 0};
  return {std::string(name.substr(0, colon)), port};
}

}  // namespace

Result<stream_protocol::endpoint> endpoint_of(const io::Address& address) {
  std::string name = address.text();
  // A path ends with a zero byte that counts.
  if (name.empty() || name.size() >= sizeof(sockaddr_un::sun_path))
    return ErrorCode(io::errc::invalid_argument);
  if (name.front() == abstract_mark) name.front() = '\0';
  return stream_protocol::endpoint(name);
}

io::Address address_of(const boost::asio::generic::stream_protocol::endpoint& endpoint) {
  constexpr std::size_t path_offset = offsetof(sockaddr_un, sun_path);
  if (endpoint.size() <= path_offset) return {};
  const auto* const named = reinterpret_cast<const sockaddr_un*>(endpoint.data());
  std::string name(named->sun_path, endpoint.size() - path_offset);
  if (name.front() == '\0') {
    name.front() = abstract_mark;
  } else {
    name.resize(name.find('\0') == std::string::npos ? name.size() : name.find('\0'));
  }
  return parse(name);
}

bool is_file(const io::Address& address) {
  return !address.host.empty() && address.host.front() != abstract_mark;
}

}  // namespace ripcord::local
