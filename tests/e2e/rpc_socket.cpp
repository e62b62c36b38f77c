#include "tests/e2e/rpc_socket.hpp"

#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/tower_binding.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace ripcord::e2e {

using dcerpc::ContextElement;
namespace ept = dcerpc::ept;

RpcSocket::RpcSocket(const std::string& address) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const std::size_t colon = address.rfind(':');
  sockaddr_in remote{};
  remote.sin_family = AF_INET;
  remote.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
  ::inet_pton(AF_INET, address.substr(0, colon).c_str(), &remote.sin_addr);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): the system's own interface.
  const auto* const generic = reinterpret_cast<const sockaddr*>(&remote);
  if (::connect(socket_, generic, sizeof(remote)) != 0) reset_ = errno == ECONNRESET;
}

RpcSocket::~RpcSocket() { ::close(socket_); }

Bytes RpcSocket::bind(const dcerpc::SyntaxId& interface) {
  const dcerpc::Bind bind{.max_xmit_frag = 5840,
                          .max_recv_frag = 5840,
                          .p_context_elem = {ContextElement{.abstract_syntax = interface,
                                                            .transfer_syntaxes = {dcerpc::ndr20}}}};
  Bytes unit;
  dcerpc::encode(bind, unit);
  send(unit);
  return receive();
}

Bytes RpcSocket::call(std::uint16_t opnum, const Bytes& stub) {
  Bytes unit;
  dcerpc::encode(dcerpc::Request{.header = {.ptype = dcerpc::PduType::request, .call_id = 2},
                                 .opnum = opnum,
                                 .stub = stub},
                 unit);
  send(unit);
  const Bytes answer = receive();
  const auto response = dcerpc::decode_as<dcerpc::Response>(answer);
  if (!response) return {};
  return {response->stub.begin(), response->stub.end()};
}

void RpcSocket::send(const Bytes& unit) {
  const ssize_t count = ::send(socket_, unit.data(), unit.size(), MSG_NOSIGNAL);
  if (count < 0) reset_ = reset_ || errno == ECONNRESET;
}

Bytes RpcSocket::receive() {
  constexpr std::size_t header_size = 16;
  Bytes unit = read(header_size);
  if (unit.size() < header_size) return {};
  const std::size_t frag_length = unit[8] + unit[9] * std::size_t{256};
  const Bytes body = read(frag_length - header_size);
  unit.insert(unit.end(), body.begin(), body.end());
  return unit;
}

Bytes RpcSocket::read(std::size_t size) {
  Bytes bytes(size);
  const ssize_t count = ::recv(socket_, bytes.data(), size, MSG_WAITALL);
  if (count < 0) reset_ = reset_ || errno == ECONNRESET;
  bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
  return bytes;
}

std::uint16_t ask_mapper(const std::string& address, const dcerpc::SyntaxId& interface) {
  RpcSocket mapper(address);
  mapper.bind(dcerpc::epmapper_interface);
  Bytes stub;
  ept::encode_stub(
      ept::MapIn{
          .map_tower = {.referent = 2, .octets = dcerpc::tower_octets({.interface = interface})},
          .max_towers = 4},
      ByteOrder::little_endian,
      stub);
  const Bytes answer = mapper.call(3, stub);
  const auto map = ept::decode_stub<ept::MapOut>(answer, ByteOrder::little_endian);
  if (!map || map->towers.empty()) return 0;
  const auto tower = dcerpc::Tower::decode(map->towers.front().octets);
  return tower ? dcerpc::binding_of(*tower)->port : std::uint16_t{0};
}

}  // namespace ripcord::e2e
