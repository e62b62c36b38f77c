#pragma once

#include "transports/protocol/protocol.hpp"

#include <cstdint>
#include <vector>

namespace ripcord::toy {

/// A small request-response protocol, so that shims are tested without DCE/RPC.
///
///     offset  0     1      2          3      4       6        8
///           'T'  type  operation   flags  length  call_id   stub ...
///
/// `length` (of the whole unit) and `call_id` are little-endian 16-bit numbers. A hello names an
/// interface by its place in the table (in `operation`), a welcome an association (in `call_id`).
/// In answers and failures the third byte is called p_cont_id and means nothing.
/// Interface 1 is the directory; the stub of its answers is a status byte and entries of three
/// bytes: interface, port (little-endian).
enum class Type : std::uint8_t { hello, welcome, question, answer, failure };

inline constexpr std::size_t header_size = 8;
inline constexpr Byte first_flag = 1;
inline constexpr Byte last_flag = 2;

struct Part {
  std::uint8_t operation = 0;
  std::uint16_t call_id = 1;
  Bytes stub;
  Byte flags = first_flag | last_flag;
};

[[nodiscard]] Bytes hello(std::uint8_t interface);
[[nodiscard]] Bytes welcome(std::uint16_t association);
[[nodiscard]] Bytes question(const Part& part);
[[nodiscard]] Bytes answer(const Part& part);
[[nodiscard]] Bytes failure(const Part& part);
/// A whole answer of the directory that names `port` for interface `interface`.
[[nodiscard]] Bytes place(std::uint8_t interface, std::uint16_t port);

/// `store` (open, read, close, and an operation without a name), `map` (where), `other` (read).
[[nodiscard]] const protocol::InterfaceTable& interfaces();

/// Not const: g++ wants no default-initialised constants.
[[nodiscard]] const protocol::Protocol& toy_protocol();

}  // namespace ripcord::toy
