#pragma once

#include "harness/scenario/client_spec.hpp"
#include "harness/world/cast.hpp"
#include "harness/world/gate.hpp"
#include "harness/world/outfitter.hpp"
#include "transports/io/runtime.hpp"

#include <string>

namespace ripcord::world {

class World;

/// Somebody else's client: each step starts its program anew and waits for its end.
///
/// `completed`: it exited with 0; `failed`: with anything else; `crashed`: a signal ended it;
/// `hung`: it took longer than its step allows, and was killed.
class ForeignClient final : public Client {
 public:
  struct Parts {
    World& world;
    const scenario::ClientSpec& spec;
    Outfitter& outfitter;
    Gate& gate;
  };
  /// All outlive the client.
  explicit ForeignClient(const Parts& parts) : parts_(parts) {}

  io::Task<Ending> perform(const scenario::Step& step, const Target& target) override;
  io::Task<Ending> probe(const scenario::Step& step, const Target& target) override;
  std::string_view no_probe() const override {
    return "somebody else's program keeps nothing from one run to the next";
  }
  io::Task<void> close() override;

 private:
  [[nodiscard]] Outfitter::Signs signs(const Target& target) const;
  [[nodiscard]] Ending ending_of(const process::Program& program) const;

  Parts parts_;
};

}  // namespace ripcord::world
