#pragma once

#include "harness/stage/host_network.hpp"
#include "harness/stage/keep_busy.hpp"
#include "harness/stage/stage.hpp"
#include "transports/sockets/runtime.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace ripcord::stage {

/// How hosts of a live stage reach each other.
class Cabling {
 public:
  virtual ~Cabling() = default;
  /// The sockets of the host called `name`, which address others by their names. Asked once for
  /// each host; the result dies before the cabling.
  [[nodiscard]] virtual std::unique_ptr<io::Network> network(sockets::Runtime& runtime,
                                                             const std::string& name) = 0;
  /// As `Stage::cut`.
  [[nodiscard]] virtual Result<Silence> cut(const std::string& /*name*/) { return no_cable(); }
  virtual void heal(const std::string& /*name*/) {}
  [[nodiscard]] virtual Carrier carrier() const { return Carrier::tcp; }
  /// Whether nothing that was cut off is still to be sent again.
  [[nodiscard]] virtual bool settled() const { return true; }
  /// As `Stage::outside`. Asked once, and used no longer than the runtime lives.
  [[nodiscard]] virtual Outside* outside(sockets::Runtime&) { return nullptr; }
};

/// A run on the kernel's sockets, in real time.
///
/// 1. Both time limits are limits on the clock on the wall; the shorter one counts.
/// 2. The kernel does not tell that nothing more can happen. That is believed when nothing is ready
///    or due, no connect is under way that anybody could answer, nothing that was cut off is still
///    to be sent again, and no socket has had anything to tell for `quiet_time`: every end of every
///    connection is in this process, and loopback delivers at once. Whoever waits for a program of
///    others has something due, so that silence is not believed.
/// 3. What is called a host here is a name; the cabling knows what the kernel calls it.
class LiveStage final : public Stage {
 public:
  explicit LiveStage(std::unique_ptr<Cabling> cabling);

  io::Runtime& runtime() override { return runtime_; }
  io::Network& host(std::string_view name) override;
  io::Address address(std::string_view name, std::uint16_t port) override;
  [[nodiscard]] Carrier carrier() const override { return cabling_->carrier(); }
  Result<Silence> cut(std::string_view name) override { return cabling_->cut(std::string(name)); }
  void heal(std::string_view name) override { cabling_->heal(std::string(name)); }
  [[nodiscard]] ErrorCode shortage() const override { return runtime_.shortage(); }
  Outside* outside() override { return outside_; }
  [[nodiscard]] Spin spin() const override { return &keep_busy; }
  Stop run(const Limits& limits) override;
  void done() override { done_ = true; }

  /// Some ten times what the slowest delivery on loopback takes, a delayed acknowledgement (40 ms).
  static constexpr Duration quiet_time = std::chrono::milliseconds(400);

 private:
  sockets::Runtime runtime_;
  std::unique_ptr<Cabling> cabling_;
  Outside* outside_;
  std::map<std::string, HostNetwork, std::less<>> hosts_;
  std::uint64_t steps_ = 0;
  bool done_ = false;
};

}  // namespace ripcord::stage
