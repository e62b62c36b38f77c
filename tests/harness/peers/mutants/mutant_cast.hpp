#pragma once

#include "harness/peers/client/client_defects.hpp"
#include "harness/world/cast.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace ripcord::peers {

/// The peers of DCE/RPC, every client of which has one bug.
class MutantCast : public world::Cast {
 public:
  explicit MutantCast(Defect planted);

  [[nodiscard]] const protocol::Protocol& protocol() const override { return sound_.protocol(); }
  [[nodiscard]] std::span<const protocol::Interface> interfaces() const override {
    return sound_.interfaces();
  }
  [[nodiscard]] std::span<const std::string_view> steps() const override { return sound_.steps(); }
  [[nodiscard]] std::span<const world::ErrorName> errors() const override {
    return sound_.errors();
  }
  [[nodiscard]] bool documents(shim::Symptoms symptoms, std::uint32_t error) const override {
    return sound_.documents(symptoms, error);
  }
  [[nodiscard]] std::string misconduct(const trace::Log& log) const override {
    return sound_.misconduct(log);
  }

  [[nodiscard]] std::unique_ptr<world::Server> server(const world::Setting& setting,
                                                      const scenario::ServiceSpec& spec,
                                                      world::Server* housemate) const override {
    return sound_.server(setting, spec, housemate);
  }
  [[nodiscard]] std::unique_ptr<world::Server> impostor(
      const world::Setting& setting,
      world::Impostor what,
      const scenario::ServiceSpec& victim) const override {
    return sound_.impostor(setting, what, victim);
  }
  [[nodiscard]] std::unique_ptr<world::Mapper> mapper(
      const world::Setting& setting, const scenario::MapperSpec& spec) const override {
    return sound_.mapper(setting, spec);
  }
  [[nodiscard]] std::unique_ptr<world::Client> client(
      const world::Setting& setting, const scenario::ClientSpec& spec) const override;

 private:
  const world::Cast& sound_;
  ClientDefects defects_;
};

}  // namespace ripcord::peers
