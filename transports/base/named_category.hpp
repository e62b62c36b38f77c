#pragma once

#include "transports/base/result.hpp"

#include <string>

namespace ripcord {

// Boost's category has no virtual destructor, so that categories can be constants; none is ever
// deleted.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
/// The category of a folder's error enumeration `Errc`, whose values `message_of` puts into words,
/// also those that are none of its enumerators.
template <typename Errc, const char* (*message_of)(Errc)>
class NamedCategory final : public ErrorCategory {
 public:
  /// `name` is a literal: it outlives the category.
  explicit constexpr NamedCategory(const char* name) : name_(name) {}

  [[nodiscard]] const char* name() const noexcept override { return name_; }
  [[nodiscard]] std::string message(int value) const override {
    return message_of(static_cast<Errc>(value));
  }

 private:
  const char* name_;
};
#pragma GCC diagnostic pop

}  // namespace ripcord
