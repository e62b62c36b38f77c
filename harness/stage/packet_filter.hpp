#pragma once

#include "transports/sockets/outfitter.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::stage {

/// Cuts addresses of this machine off, for TCP sockets of this process: what was sent from or to
/// one is dropped before TCP sees it, as a cable that is pulled drops it. So nothing is
/// acknowledged, nobody is told, and what was written meanwhile arrives when the kernel sends it
/// again after the address is healed, at most twice as late as the cut was long.
///
/// The kernel drops by a filter on each socket, which needs no rights.
class PacketFilter final : public sockets::Outfitter {
 public:
  /// `address` is one of those whose sockets are filtered.
  void add(const std::string& address);
  void cut(const std::string& address);
  void heal(const std::string& address);

  /// Whether the kernel has nothing left to send again of what was cut off once.
  [[nodiscard]] bool settled() const;

  void fit(int handle) override;

 private:
  /// The sockets of this process at the addresses.
  [[nodiscard]] std::vector<int> handles() const;
  void fit_all();

  std::vector<std::uint32_t> addresses_;
  std::vector<std::uint32_t> cut_;
  bool was_used_ = false;
};

}  // namespace ripcord::stage
