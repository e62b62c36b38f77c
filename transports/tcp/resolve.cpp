#include "transports/tcp/resolve.hpp"

#include "transports/io/errors.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <memory>

namespace ripcord::tcp {
namespace {

using Answer = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Answer ask(const std::string& name, int family) {
  addrinfo wanted{};
  wanted.ai_family = family;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int failed = ::getaddrinfo(name.c_str(), nullptr, &wanted, &found);
  return {failed == 0 ? found : nullptr, &::freeaddrinfo};
}

}  // namespace

Result<std::string> resolve(const std::string& name) {
  for (const int family : {AF_INET, AF_INET6}) {
    const Answer answer = ask(name, family);
    if (!answer) continue;
    std::array<char, NI_MAXHOST> text{};
    const int failed = ::getnameinfo(
        answer->ai_addr, answer->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
    if (failed == 0) return std::string(text.data());
  }
  return ErrorCode(io::errc::host_unreachable);
}

}  // namespace ripcord::tcp
