#pragma once

#include "transports/dcerpc/header.hpp"
#include "transports/protocol/field.hpp"

#include <span>
#include <string_view>

namespace ripcord::dcerpc {

/// Shows the fields of `unit` in order of offset, as far as they can be read: a unit that ends
/// early, an unknown ptype and wrong lengths end the list, nothing else does. Fields without octets
/// are not shown.
void show_fields(ByteView unit, protocol::FieldVisitor& visitor);

/// The names of all fields of all PDU types, without indices, sorted.
[[nodiscard]] std::span<const std::string_view> field_names();

/// A unit of `ptype` in which every field has octets and every list an element, for documentation
/// and for `field_names`; empty for the types that have no connection-oriented PDU.
[[nodiscard]] Bytes exemplar(PduType ptype);

}  // namespace ripcord::dcerpc
