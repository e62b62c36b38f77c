#pragma once

#include "harness/world/publisher.hpp"
#include "transports/base/time.hpp"

#include <cstdint>
#include <string_view>

namespace ripcord::world {

/// Who said that something happened.
struct Speaker {
  enum class Role : std::uint8_t { client, server, mapper, impostor };
  Role role = Role::client;
  /// Its number among all peers of the run, from 1.
  std::uint32_t number = 0;
  /// Its name in the scenario; valid as long as the world.
  std::string_view name;
};

/// Is told of everything that peers publish, in order, before any rule is.
class Observer {
 public:
  virtual void observe(const Speaker& speaker, const Happening& happening, Time now) = 0;

 protected:
  ~Observer() = default;
};

}  // namespace ripcord::world
