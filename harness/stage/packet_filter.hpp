#pragma once

#include "harness/stage/packet_rules.hpp"
#include "harness/stage/stage.hpp"
#include "transports/base/result.hpp"
#include "transports/sockets/outfitter.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::stage {

/// Cuts addresses of this machine off: what was sent from or to one is dropped before TCP sees it,
/// as a cable that is pulled drops it. So nothing is acknowledged, nobody is told, and what was
/// written meanwhile arrives when the kernel sends it again after the address is healed, at most
/// twice as late as the cut was long.
///
/// It is silent to everybody where `PacketRules` can be made, and else by a filter on each socket
/// of this process; to attach one, some kernels want root.
class PacketFilter final : public sockets::Outfitter {
 public:
  /// `address` is one of those whose sockets are filtered.
  void add(const std::string& address);
  /// Errors: the kernel's, such as `operation_not_permitted`.
  [[nodiscard]] Result<Silence> cut(const std::string& address);
  void heal(const std::string& address);

  /// Whether the kernel has nothing left to send again of what was cut off once.
  [[nodiscard]] bool settled() const;

  void fit(int handle) override;

 private:
  /// The sockets of this process at the addresses.
  [[nodiscard]] std::vector<int> handles() const;
  void fit_all() const;
  [[nodiscard]] ErrorCode attach(int handle) const;

  std::vector<std::uint32_t> addresses_;
  PacketRules rules_;
  /// Cut off by filters.
  std::vector<std::uint32_t> cut_;
  bool was_used_ = false;
};

}  // namespace ripcord::stage
