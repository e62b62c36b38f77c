#pragma once

#include "transports/protocol/interface_table.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace ripcord::peers {

/// An interface as peers know it: its names are what rules and happenings call it. Constant, and
/// outlives every peer that speaks it.
struct InterfaceDescription {
  std::string_view name;
  protocol::InterfaceId id;
  /// Operation names by operation number; an operation beyond them does not exist.
  std::span<const std::string_view> operations;

  [[nodiscard]] std::string_view operation_name(std::uint16_t operation) const {
    return operation < operations.size() ? operations[operation] : std::string_view{};
  }
};

/// The description as an entry of the table by which rules and traces name interfaces.
protocol::Interface table_entry(const InterfaceDescription& description);

}  // namespace ripcord::peers
