#pragma once

#include "transports/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// What the benchmark's client and server say to each other: whole DCE/RPC PDUs, made once and then
/// only stamped with the number of the call.
namespace ripcord::bench {

/// The sort of call that is made, which its opnum tells the server.
enum class Row : std::uint8_t {
  /// 64 octets up, 64 octets down.
  ping,
  /// 1 MiB of stub up in fragments of 5840 octets, 64 octets down.
  up,
  /// 64 octets up, 1 MiB of stub down.
  down,
  /// A question to an endpoint mapper, and an answer with one tower.
  map,
};

/// `ping`, `up`, `down` or `map`.
[[nodiscard]] std::optional<Row> row_of(std::string_view text);
/// The row of the call that a request with this opnum belongs to.
[[nodiscard]] std::optional<Row> row_of_opnum(std::uint16_t opnum);

/// The units that one call of `row` sends.
[[nodiscard]] Bytes request_units(Row row);
/// The units that answer it. `port` is what an endpoint mapper's tower names.
[[nodiscard]] Bytes response_units(Row row, std::uint16_t port);

/// A bind to the interface that has `row`; the only context is 0.
[[nodiscard]] Bytes bind_unit(Row row);
/// The answer that accepts it.
[[nodiscard]] Bytes bind_ack_unit();

/// Writes `call_id` into each of `units`, which are whole and little endian.
void stamp(MutableByteView units, std::uint32_t call_id);
/// Whether the last of `units`, which are whole, is the last fragment of a response to `call_id`.
[[nodiscard]] bool ends_response(ByteView units, std::uint32_t call_id);

/// What a server must know of a unit, from its first `header_read` octets.
struct Glimpse {
  std::uint8_t ptype = 0;
  bool last_fragment = false;
  std::size_t frag_length = 0;
  std::uint32_t call_id = 0;
  /// Of a request only.
  std::uint16_t opnum = 0;
};
/// Common header, alloc_hint, p_cont_id, opnum (C706 §12.6.4.9 request).
inline constexpr std::size_t header_read = 24;
/// `unit` has at least `header_read` octets.
[[nodiscard]] Glimpse glimpse(ByteView unit);

}  // namespace ripcord::bench
