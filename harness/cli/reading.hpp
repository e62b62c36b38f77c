#pragma once

#include "harness/cli/options.hpp"
#include "harness/cli/words.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::cli {

/// Collects values that have to be read, and the first one that cannot be.
class Reading {
 public:
  /// The value of `option`, or `fallback` where it was not given.
  template <typename T>
  T value(std::string_view option,
          const std::string& typed,
          Parsed<T> (*parse)(std::string_view),
          T fallback) {
    return typed.empty() ? fallback : given(option, typed, parse, fallback);
  }

  /// As `value` of an option that was given: an empty word is one that cannot be read.
  template <typename T>
  T given(std::string_view option,
          const std::string& typed,
          Parsed<T> (*parse)(std::string_view),
          T fallback) {
    Parsed<T> parsed = parse(typed);
    if (parsed) return *parsed;
    fail(fmt::format("{}: {}", option, parsed.error().text));
    return fallback;
  }

  void fail(std::string text) {
    if (!error_) error_ = UsageError{std::move(text)};
  }

  /// `options`, unless something failed.
  template <typename T>
  Request finish(T options) {
    if (error_) return *std::move(error_);
    return options;
  }

 private:
  std::optional<UsageError> error_;
};

}  // namespace ripcord::cli
