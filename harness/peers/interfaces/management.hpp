#pragma once

#include "harness/peers/server/interface_set.hpp"
#include "harness/peers/server/served_interface.hpp"

#include <cstdint>

namespace ripcord::peers {

/// The remote management interface: `mgmt` (C706 appendix Q).
extern const InterfaceDescription management_interface;

/// What inq_stats tells of a server.
struct ServerStatistics {
  std::uint32_t calls_in = 0;
  std::uint32_t calls_out = 0;
  std::uint32_t pkts_in = 0;
  std::uint32_t pkts_out = 0;
};

/// Serves mgmt, operations 0 to 4, for the server that it is part of.
class Management final : public ServedInterface {
 public:
  /// Both outlive it.
  Management(const InterfaceSet& interfaces, const ServerStatistics& statistics)
      : interfaces_(interfaces), statistics_(statistics) {}

  [[nodiscard]] const InterfaceDescription& description() const override {
    return management_interface;
  }
  Answer serve(Call& call) override;

 private:
  void inq_if_ids(Call& call) const;
  void inq_stats(Call& call) const;
  static void inq_princ_name(Call& call);

  const InterfaceSet& interfaces_;
  const ServerStatistics& statistics_;
};

}  // namespace ripcord::peers
