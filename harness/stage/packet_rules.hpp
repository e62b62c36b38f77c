#pragma once

#include <string>
#include <vector>

namespace ripcord::stage {

/// Cuts addresses off for every program, by rules of a packet filter that is nobody else's: that of
/// a network namespace which this process was started in (`unshare -Urn`, `ip netns exec`). The
/// machine's own is left alone: a process that is killed would leave its rules behind.
class PacketRules final {
 public:
  PacketRules() = default;
  /// Heals what is cut.
  ~PacketRules();
  PacketRules(const PacketRules&) = delete;
  PacketRules& operator=(const PacketRules&) = delete;

  /// False where there is no such namespace, no right to filter in it, or no nft. `address` is
  /// IPv4's, and no other stage's.
  [[nodiscard]] bool cut(const std::string& address);
  /// Whether it was cut here.
  bool heal(const std::string& address);
  [[nodiscard]] bool empty() const { return cut_.empty(); }

 private:
  std::vector<std::string> cut_;
};

}  // namespace ripcord::stage
