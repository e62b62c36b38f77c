#pragma once

#include "transports/base/bytes.hpp"

#include <cstdint>
#include <string_view>

namespace ripcord::protocol {

enum class FieldKind : std::uint8_t { integer, flags, uuid, bytes };

/// One named field of a unit. The name is the specification's spelling; fields of repeated elements
/// carry an index
/// (`p_context_elem[0].p_cont_id`).
struct Field {
  std::string_view name;
  /// Bytes from the start of the unit, and the field's size in bytes.
  std::size_t offset = 0;
  std::size_t width = 0;
  FieldKind kind = FieldKind::integer;
  ByteOrder order = ByteOrder::little_endian;
  /// The value of an integer or of flags; 0 for the other kinds.
  std::uint64_t value = 0;
};

/// Is shown the fields of a unit in order of offset.
class FieldVisitor {
 public:
  /// `field.name` is valid during the call only.
  virtual void visit(const Field& field) = 0;

 protected:
  ~FieldVisitor() = default;
};

}  // namespace ripcord::protocol
