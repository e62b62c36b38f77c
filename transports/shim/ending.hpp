#pragma once

#include "transports/shim/fault.hpp"
#include "transports/shim/fault_parameters.hpp"

#include <array>
#include <memory>

namespace ripcord::shim {

inline constexpr std::array ending_parameters{toward_parameter, at_parameter};

/// Ends the connection by the verb `end`, behind the part of the unit that goes before the rule's
/// byte or site. Its kind has `ending_parameters`.
template <void (Emitter::*end)(Toward)>
class Ending final : public Fault {
 public:
  explicit Ending(const Arguments& arguments)
      : toward_(toward_of(arguments)), site_(site_of(arguments)) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    if (const std::optional<std::size_t> strike = emitter.strike()) {
      emitter.forward_prefix(*strike);
    } else if (site_ == trace::Site::after) {
      emitter.forward();
    }
    (emitter.*end)(toward_);
  }

  [[nodiscard]] static std::unique_ptr<Fault> make(const Arguments& arguments) {
    return std::make_unique<Ending>(arguments);
  }

 private:
  Toward toward_;
  trace::Site site_;
};

}  // namespace ripcord::shim
