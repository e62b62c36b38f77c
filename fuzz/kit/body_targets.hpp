#pragma once

#include "transports/dcerpc/header.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace ripcord::fuzz {

/// A target whose inputs `unit_from` makes a PDU of.
struct BodyTarget {
  std::string_view name;
  /// What the PDU may be, in the order that inputs number.
  std::span<const dcerpc::PduType> types;
  /// The octets in front of those for `unit_from`, which are choices.
  std::size_t choices_size = 0;
};

/// All of them. Who writes their inputs or reads them elsewhere goes by this table.
[[nodiscard]] std::span<const BodyTarget> body_targets();

/// The types of the target `name`, which is one of them.
[[nodiscard]] std::span<const dcerpc::PduType> types_of(std::string_view name);

}  // namespace ripcord::fuzz
