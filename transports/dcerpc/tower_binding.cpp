#include "transports/dcerpc/tower_binding.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/octets.hpp"
#include "transports/base/writer.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace ripcord::dcerpc {
namespace {

/// The protocol identifiers of floors 3 to 5 by protocol sequence; 0 = the floor is not there.
struct Stack {
  ProtocolSequence sequence;
  std::string_view name;
  Byte rpc;
  Byte transport;
  Byte network;
};

constexpr Stack stacks[] = {
    {ProtocolSequence::ncacn_ip_tcp, "ncacn_ip_tcp", floor_id::ncacn, floor_id::tcp, floor_id::ip},
    {ProtocolSequence::ncadg_ip_udp, "ncadg_ip_udp", floor_id::ncadg, floor_id::udp, floor_id::ip},
    {ProtocolSequence::ncacn_http, "ncacn_http", floor_id::ncacn, floor_id::http, floor_id::ip},
    {ProtocolSequence::ncacn_np,
     "ncacn_np",
     floor_id::ncacn,
     floor_id::named_pipe,
     floor_id::netbios},
    {ProtocolSequence::ncalrpc, "ncalrpc", floor_id::ncalrpc, floor_id::local_port, 0},
    {ProtocolSequence::ncacn_unix_stream,
     "ncacn_unix_stream",
     floor_id::ncacn,
     floor_id::unix_domain,
     0},
};

/// Floors 1 and 2 are syntax ids, 3 the RPC protocol, 4 the transport, 5 the network.
constexpr std::size_t rpc_floor = 2;
constexpr std::size_t transport_floor = 3;
constexpr std::size_t network_floor = 4;
/// 0d, UUID, major version.
constexpr std::size_t syntax_lhs_size = 19;

bool has_port(Byte transport) {
  return transport == floor_id::tcp || transport == floor_id::udp || transport == floor_id::http;
}

/// Integers in floors are little endian, ports and addresses excepted (C706 appendix L).
std::uint16_t little_u16(ByteView octets) {
  return octets.size() < 2 ? std::uint16_t{0}
                           : load_integer<std::uint16_t>(octets.data(), ByteOrder::little_endian);
}

std::optional<SyntaxId> syntax_of(const Floor& floor) {
  if (floor.id() != floor_id::uuid || floor.lhs.size() != syntax_lhs_size) return std::nullopt;
  constexpr ByteOrder order = ByteOrder::little_endian;
  const Byte* at = floor.lhs.data() + 1;
  SyntaxId syntax;
  syntax.uuid.time_low = load_integer<std::uint32_t>(at, order);
  syntax.uuid.time_mid = load_integer<std::uint16_t>(at + 4, order);
  syntax.uuid.time_hi_and_version = load_integer<std::uint16_t>(at + 6, order);
  std::copy_n(at + 8, 8, syntax.uuid.clock_seq_and_node.begin());
  syntax.major_version = load_integer<std::uint16_t>(at + 16, order);
  syntax.minor_version = little_u16(floor.rhs);
  return syntax;
}

const Stack* stack_of(std::span<const Floor> floors) {
  const auto id = [&](std::size_t i) { return i < floors.size() ? floors[i].id() : Byte{0}; };
  for (const Stack& stack : stacks) {
    if (id(rpc_floor) == stack.rpc && id(transport_floor) == stack.transport &&
        (stack.network == 0 || id(network_floor) == stack.network))
      return &stack;
  }
  return nullptr;
}

/// The number behind the last colon of a local port's name; 0 where there is none.
std::uint16_t number_in(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  std::uint16_t number = 0;
  if (colon == std::string_view::npos) return number;
  const char* const end = name.data() + name.size();
  const auto [rest, error] = std::from_chars(name.data() + colon + 1, end, number);
  return error == std::errc() && rest == end ? number : std::uint16_t{0};
}

std::string text_of(const Floor& floor) {
  return {floor.rhs.begin(), std::find(floor.rhs.begin(), floor.rhs.end(), Byte{0})};
}

/// Where in `octets` the side `rhs` of one of its floors stands, if it has that size.
std::optional<std::size_t> offset_of(ByteView rhs, std::size_t size, ByteView octets) {
  if (rhs.size() != size) return std::nullopt;
  return static_cast<std::size_t>(rhs.data() - octets.data());
}

/// Writes floors one after the other and counts them.
class FloorWriter {
 public:
  explicit FloorWriter(Bytes& out) : writer_(out) { writer_.u16(0); }

  void syntax(const SyntaxId& syntax) {
    begin(syntax_lhs_size, floor_id::uuid);
    writer_.u32(syntax.uuid.time_low);
    writer_.u16(syntax.uuid.time_mid);
    writer_.u16(syntax.uuid.time_hi_and_version);
    writer_.bytes(syntax.uuid.clock_seq_and_node);
    writer_.u16(syntax.major_version);
    writer_.u16(2);
    writer_.u16(syntax.minor_version);
  }
  void octets(Byte id, ByteView rhs) {
    begin(1, id);
    writer_.u16(static_cast<std::uint16_t>(rhs.size()));
    writer_.bytes(rhs);
  }
  void port(Byte id, std::uint16_t port) {
    octets(id, std::array<Byte, 2>{static_cast<Byte>(port >> 8U), static_cast<Byte>(port)});
  }
  /// `text` and its NUL.
  void text(Byte id, std::string_view text) {
    RIPCORD_ASSERT(text.size() <= endpoint_size_max);
    Bytes rhs(text.begin(), text.end());
    rhs.push_back(0);
    octets(id, rhs);
  }

 private:
  void begin(std::uint16_t lhs_size, Byte id) {
    writer_.patch_u16(0, ++count_);
    writer_.u16(lhs_size);
    writer_.u8(id);
  }

  Writer writer_;
  std::uint16_t count_ = 0;
};

}  // namespace

std::string_view text(ProtocolSequence sequence) {
  for (const Stack& stack : stacks) {
    if (stack.sequence == sequence) return stack.name;
  }
  return "unknown";
}

ProtocolSequence protocol_sequence(std::string_view text) {
  for (const Stack& stack : stacks) {
    if (stack.name == text) return stack.sequence;
  }
  return ProtocolSequence::unknown;
}

std::optional<TowerBinding> binding_of(const Tower& tower) {
  const std::span<const Floor> floors = tower.floors();
  if (floors.size() < 2) return std::nullopt;
  const std::optional<SyntaxId> interface = syntax_of(floors[0]);
  const std::optional<SyntaxId> transfer_syntax = syntax_of(floors[1]);
  if (!interface || !transfer_syntax) return std::nullopt;
  TowerBinding binding{.interface = *interface,
                       .transfer_syntax = *transfer_syntax,
                       .protocol_sequence = ProtocolSequence::unknown};
  const Stack* stack = stack_of(floors);
  if (stack == nullptr) return binding;
  binding.protocol_sequence = stack->sequence;
  const Floor& transport = floors[transport_floor];
  if (has_port(stack->transport)) {
    if (transport.rhs.size() >= 2)
      binding.port = load_integer<std::uint16_t>(transport.rhs.data(), ByteOrder::big_endian);
  } else {
    binding.endpoint = text_of(transport);
    if (stack->sequence == ProtocolSequence::ncalrpc) binding.port = number_in(binding.endpoint);
  }
  if (stack->network == floor_id::ip && floors[network_floor].rhs.size() >= 4)
    std::copy_n(floors[network_floor].rhs.begin(), 4, binding.address.begin());
  if (stack->network == floor_id::netbios) binding.host = text_of(floors[network_floor]);
  return binding;
}

Bytes tower_octets(const TowerBinding& binding) {
  const auto* stack = std::find_if(std::begin(stacks), std::end(stacks), [&](const Stack& entry) {
    return entry.sequence == binding.protocol_sequence;
  });
  RIPCORD_ASSERT(stack != std::end(stacks));
  Bytes octets;
  octets.reserve(96);
  FloorWriter floors(octets);
  floors.syntax(binding.interface);
  floors.syntax(binding.transfer_syntax);
  floors.octets(stack->rpc, std::array<Byte, 2>{});
  if (has_port(stack->transport)) {
    floors.port(stack->transport, binding.port);
  } else {
    floors.text(stack->transport, binding.endpoint);
  }
  if (stack->network == floor_id::ip) floors.octets(stack->network, binding.address);
  if (stack->network == floor_id::netbios) floors.text(stack->network, binding.host);
  return octets;
}

std::array<Byte, 4> ipv4_octets(std::string_view text) {
  std::array<Byte, 4> address{};
  const char* at = text.data();
  const char* const end = at + text.size();
  for (std::size_t i = 0; i < address.size(); ++i) {
    const auto [next, error] = std::from_chars(at, end, address[i]);
    const bool last = i + 1 == address.size();
    if (error != std::errc() || (last ? next != end : next == end || *next != '.')) return {};
    at = next + 1;
  }
  return address;
}

std::optional<std::size_t> port_offset(ByteView octets) {
  const Decoded<Tower> tower = Tower::decode(octets);
  if (!tower) return std::nullopt;
  const std::span<const Floor> floors = tower->floors();
  const Stack* stack = stack_of(floors);
  if (stack == nullptr || !has_port(stack->transport)) return std::nullopt;
  return offset_of(floors[transport_floor].rhs, 2, octets);
}

std::optional<std::size_t> address_offset(ByteView octets) {
  const Decoded<Tower> tower = Tower::decode(octets);
  if (!tower) return std::nullopt;
  const std::span<const Floor> floors = tower->floors();
  const Stack* stack = stack_of(floors);
  if (stack == nullptr || stack->network != floor_id::ip) return std::nullopt;
  return offset_of(floors[network_floor].rhs, 4, octets);
}

}  // namespace ripcord::dcerpc
