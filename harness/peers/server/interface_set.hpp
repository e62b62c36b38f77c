#pragma once

#include "harness/peers/server/served_interface.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <span>
#include <vector>

namespace ripcord::peers {

/// The interfaces that a server serves on all its ports, in the order in which they were added.
class InterfaceSet {
 public:
  /// `interface` outlives the set.
  void add(ServedInterface& interface);
  void remove(const ServedInterface& interface);

  /// The interface that serves clients of `asked`, or null.
  [[nodiscard]] ServedInterface* find(const dcerpc::SyntaxId& asked) const;

  [[nodiscard]] std::span<ServedInterface* const> all() const { return interfaces_; }
  [[nodiscard]] std::span<const dcerpc::SyntaxId> ids() const { return ids_; }

 private:
  std::vector<ServedInterface*> interfaces_;
  std::vector<dcerpc::SyntaxId> ids_;
};

}  // namespace ripcord::peers
