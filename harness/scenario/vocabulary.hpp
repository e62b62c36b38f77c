#pragma once

#include "transports/shim/kind.hpp"
#include "transports/shim/parameter.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::scenario {

/// An interface that this build knows by name, and its operations by number (empty = no name).
struct InterfaceWords {
  std::string_view name;
  std::vector<std::string_view> operations;
};

/// An error that an expectation may name.
struct ErrorWord {
  std::string_view name;
  std::uint32_t number = 0;
};

/// The words of a scenario that depend on what is built. The composition root fills it in; what it
/// points to must outlive every use. A word that the grammar plans and this lacks is "not in this
/// build"; any other is unknown.
struct Vocabulary {
  std::vector<const shim::Kind*> faults;
  std::vector<const shim::Kind*> actions;
  /// The keys of `when:` other than `any`, `not` and those that count (`nth`, `every`, `times`,
  /// `per`, `probability`, `after`, `since`), which every build has.
  std::vector<shim::Parameter> triggers;
  /// Step kinds: `backup`, `echo`, ...
  std::vector<std::string_view> steps;
  /// `sim`, `tcp`, `local`.
  std::vector<std::string_view> transports;
  /// Happenings that peers publish: `file_closed`, ...
  std::vector<std::string_view> events;
  std::vector<std::string_view> pdus;
  /// Names of PDU fields, without indices.
  std::vector<std::string_view> fields;
  std::vector<InterfaceWords> interfaces;
  /// Oracles: `recovery`, ...
  std::vector<std::string_view> oracles;
  std::vector<ErrorWord> errors;
};

}  // namespace ripcord::scenario
