#include "transports/tcp/connection.hpp"

#include "transports/tcp/endpoint.hpp"

#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <utility>

namespace ripcord::tcp {

Stream::Stream(Runtime& runtime,
               sockets::Socket socket,
               io::StreamAddresses addresses,
               sockets::Birth birth)
    : sockets::Stream(runtime, std::move(socket), std::move(addresses), birth) {}

std::optional<std::size_t> Stream::unacknowledged() const {
  int count = 0;
  // A socket that was aborted is closed.
  if (::ioctl(socket().handle(), SIOCOUTQ, &count) != 0) return std::nullopt;
  return static_cast<std::size_t>(count);
}

Listener::Listener(Runtime& runtime,
                   sockets::Socket socket,
                   io::Address address,
                   const Naming* naming)
    : sockets::Listener(runtime, std::move(socket), std::move(address)),
      runtime_(runtime),
      naming_(naming) {}

std::unique_ptr<io::Stream> Listener::welcome(sockets::Socket socket,
                                              const sockets::Endpoint& peer) {
  io::StreamAddresses addresses{dialled(socket), name_of(peer, naming_)};
  return std::make_unique<Stream>(runtime_, std::move(socket), std::move(addresses));
}

/// The address by which the client of `socket` came: one of many, where this listens at all.
io::Address Listener::dialled(const sockets::Socket& socket) const {
  const bool listens_at_all = address().host == "0.0.0.0" || address().host == "::";
  if (naming_ == nullptr && !listens_at_all) return address();
  const Result<sockets::Endpoint> local = socket.local_endpoint();
  return local ? name_of(*local, naming_) : address();
}

io::Address name_of(const sockets::Endpoint& endpoint, const Naming* naming) {
  const io::Address address = address_of(endpoint);
  return naming == nullptr ? address : naming->named(address);
}

}  // namespace ripcord::tcp
