#pragma once

#include "transports/shim/fault.hpp"

#include <cstdint>
#include <string_view>

namespace ripcord::shim {

/// By how much a shifted field is wrong.
inline constexpr Parameter shift_parameter{.name = "by",
                                           .type = ValueType::integer,
                                           .fallback = "1",
                                           .doc = "What is added to the true one.",
                                           .low = -65535,
                                           .high = 65535};

/// Adds `by` to each number of the unit that is called `name`, with the field's width as modulus. A
/// unit without such a field passes as it is.
void shift_field(std::string_view name, std::int64_t by, Emitter& emitter);

/// A fault that makes one field of each unit wrong by `shift_parameter`. `name` must outlive it.
class FieldShift final : public Fault {
 public:
  FieldShift(std::string_view name, const Arguments& arguments)
      : name_(name), by_(arguments.integer(shift_parameter.name)) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    shift_field(name_, by_, emitter);
  }

 private:
  std::string_view name_;
  std::int64_t by_;
};

}  // namespace ripcord::shim
