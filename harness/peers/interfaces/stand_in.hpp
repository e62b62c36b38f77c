#pragma once

#include "harness/peers/server/served_interface.hpp"
#include "harness/scenario/world_spec.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ripcord::peers {

/// An interface that a scenario declares: each operation takes any stub and answers what the
/// scenario says.
class StandIn final : public ServedInterface {
 public:
  /// `interface` names the operations; those of `answers` are served, and any other below the
  /// highest of them gets nca_s_op_rng_error from within the interface.
  StandIn(protocol::Interface interface, std::vector<scenario::OperationSpec> answers);
  StandIn(const StandIn&) = delete;
  StandIn& operator=(const StandIn&) = delete;

  [[nodiscard]] const InterfaceDescription& description() const override { return description_; }
  Answer serve(Call& call) override;

 private:
  protocol::Interface interface_;
  std::vector<scenario::OperationSpec> answers_;
  std::vector<std::string_view> operation_names_;  // of interface_
  InterfaceDescription description_;
};

}  // namespace ripcord::peers
