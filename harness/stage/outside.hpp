#pragma once

#include "harness/process/command.hpp"
#include "harness/process/program.hpp"
#include "transports/base/result.hpp"
#include "transports/io/address.hpp"
#include "transports/io/network.hpp"

#include <memory>
#include <string>

namespace ripcord::stage {

/// The machine around a live stage, for programs of others: they know neither the stage's names nor
/// its ports.
class Outside {
 public:
  /// Starts `command` beside the stage; it dies before the stage does. Errors as
  /// `process::Program::start`.
  [[nodiscard]] virtual Result<std::unique_ptr<process::Program>> start(
      const process::Command& command) = 0;

  /// What the machine calls `named`, an address of this stage whose host was named before: numeric.
  [[nodiscard]] virtual Result<io::Address> real(const io::Address& named) const = 0;

  /// The numeric address of the host called `name`; may ask the system, and block meanwhile.
  [[nodiscard]] virtual Result<std::string> resolve(const std::string& name) const = 0;

  /// The machine's network: addresses are numeric, and connections come from wherever the kernel
  /// says.
  [[nodiscard]] virtual io::Network& machine() = 0;

 protected:
  ~Outside() = default;
};

}  // namespace ripcord::stage
