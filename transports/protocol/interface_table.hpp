#pragma once

#include "transports/base/uuid.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::protocol {

/// What identifies an interface on the wire. A protocol that names interfaces by number puts the
/// number in `uuid.time_low` and its version in `major_version`.
struct InterfaceId {
  Uuid uuid;
  std::uint16_t major_version = 0;
  std::uint16_t minor_version = 0;

  friend auto operator<=>(const InterfaceId&, const InterfaceId&) = default;
};

/// An interface as rules and traces name it.
struct Interface {
  std::string name;
  InterfaceId id;
  /// Operation names by operation number; an empty name is an operation without one.
  std::vector<std::string> operations;
};

using InterfaceIndex = std::uint16_t;
/// Not an interface of the table.
inline constexpr InterfaceIndex unknown_interface = 0xffff;

/// The interfaces that a run knows by name: those of the reference services and those that the
/// scenario declares.
class InterfaceTable {
 public:
  /// Adds `interface` and returns its index. A later one with the same name or id is found first.
  InterfaceIndex add(Interface interface);

  /// The interface of that UUID and major version (minor versions are compatible), or
  /// `unknown_interface`.
  [[nodiscard]] InterfaceIndex find(const InterfaceId& id) const;
  [[nodiscard]] InterfaceIndex find(std::string_view name) const;

  [[nodiscard]] const Interface& operator[](InterfaceIndex index) const {
    return interfaces_[index];
  }
  [[nodiscard]] std::span<const Interface> all() const { return interfaces_; }

  /// The operation's name, or an empty view where it has none.
  [[nodiscard]] std::string_view operation_name(InterfaceIndex interface,
                                                std::uint16_t operation) const;
  /// The number of the operation called `name`.
  [[nodiscard]] std::optional<std::uint16_t> operation(InterfaceIndex interface,
                                                       std::string_view name) const;

 private:
  std::vector<Interface> interfaces_;
};

}  // namespace ripcord::protocol
