#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/shim/emitter.hpp"
#include "transports/shim/moment.hpp"
#include "transports/shim/rules.hpp"
#include "transports/trace/record.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace ripcord::shim {

/// A verb that takes effect behind the unit, because its fault had forwarded the unit before.
struct Deferred {
  trace::Verb verb = trace::Verb::none;
  RuleIndex rule = 0;
  Side side = Side::client;
  /// Of an injected unit.
  Bytes bytes;
  /// Of a stall, or of what swallows.
  Time until = never;
};

/// One unit on its way through the rules, or one call of a fault without a unit.
struct Passage {
  Time now{};
  Direction direction = Direction::to_server;
  /// Null for `on_wake` and `on_end`.
  const Unit* unit = nullptr;
  /// Of the rule whose turn it is.
  Hit hit;
  /// The unit as it would go on: as sent, or `replacement`.
  ByteView bytes;
  Bytes replacement;
  Duration wait{};
  /// Where new writes begin, ascending.
  std::vector<Cut> cuts;
  enum class Fate : std::uint8_t { goes, dropped, held };
  Fate fate = Fate::goes;
  /// No further rule sees the unit.
  bool ended = false;
  /// The rule whose turn it is forwarded the unit.
  bool forwarded = false;
  std::vector<Deferred> behind;
};

}  // namespace ripcord::shim
