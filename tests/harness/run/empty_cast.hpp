#pragma once

#include "tests/harness/run/run_facts.hpp"

#include <cstdlib>
#include <memory>
#include <string>

namespace ripcord::run {

inline const world::Ending completed{};

/// A protocol without peers.
class EmptyCast : public world::Cast {
 public:
  const protocol::Protocol& protocol() const override { std::abort(); }
  std::span<const protocol::Interface> interfaces() const override { return {}; }
  std::span<const std::string_view> steps() const override { return {}; }
  std::span<const world::ErrorName> errors() const override { return {}; }
  bool documents(shim::Symptoms, std::uint32_t) const override { return true; }
  std::string misconduct(const trace::Log&) const override { return {}; }
  std::unique_ptr<world::Server> server(const world::Setting&,
                                        const scenario::ServiceSpec&,
                                        world::Server*) const override {
    return nullptr;
  }
  std::unique_ptr<world::Server> impostor(const world::Setting&,
                                          world::Impostor,
                                          const scenario::ServiceSpec&) const override {
    return nullptr;
  }
  std::unique_ptr<world::Mapper> mapper(const world::Setting&,
                                        const scenario::MapperSpec&) const override {
    return nullptr;
  }
  std::unique_ptr<world::Client> client(const world::Setting&,
                                        const scenario::ClientSpec&) const override {
    return nullptr;
  }
};

/// A run that went well, with nothing to be told of it.
inline Facts quiet_facts(const Ledger& ledger) {
  return {.ledger = ledger, .interfaces = demo_interfaces(), .ending = completed};
}

}  // namespace ripcord::run
