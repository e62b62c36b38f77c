#pragma once

#include "transports/base/bytes.hpp"
#include "transports/dcerpc/header.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace ripcord::fuzz {

/// Where the units of `stream` end if it is received in reads of `read_size` octets, at least 1.
/// What follows the last whole unit, or where framing is lost, is left out.
[[nodiscard]] std::vector<std::size_t> ends_of_units(ByteView stream, std::size_t read_size);

/// The whole units of `stream`, as views of it.
[[nodiscard]] std::vector<ByteView> cut(ByteView stream);

/// Checks what must hold for any whole unit: if it decodes, then encoding gives the same octets,
/// and its fields cover it without a gap; its header decodes too, and its stub is inside.
void check_unit(ByteView unit);

/// A unit of one of `types` with a header that is always legal:
///
///     type, pfc_flags, byte order, auth_length, body...
///
/// auth_length is cut to what the body has room for.
[[nodiscard]] Bytes unit_from(ByteView input, std::span<const dcerpc::PduType> types);

/// The input from which `unit_from` makes the whole unit `unit`; empty if its type is none of
/// `types`, or if it cannot be said so.
[[nodiscard]] Bytes input_for(ByteView unit, std::span<const dcerpc::PduType> types);

}  // namespace ripcord::fuzz
