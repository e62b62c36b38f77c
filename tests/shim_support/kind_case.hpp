#pragma once

#include "tests/shim_support/shim_bench.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::shim {

/// What a client and a server of the toy protocol say to each other while a rule strikes one of the
/// answers.
struct Talk {
  /// A hello and questions; whatever the client says, it says before the server does.
  std::vector<Bytes> questions;
  std::vector<Bytes> answers;
  /// The answer that is struck, from 0; there are others before and behind it.
  std::size_t struck = 0;
};

/// What the two ends receive, to the end of their streams: the digits of all bytes, and `finish` or
/// `reset`.
struct Heard {
  std::string at_client;
  std::string at_server;
  friend bool operator==(const Heard&, const Heard&) = default;
};

/// How a fault is used on the answer that is struck, and the reference model of what it does: bytes
/// to bytes, without any shim.
struct KindCase {
  std::string_view kind;
  /// Tells two cases of one kind apart.
  std::string_view name;
  RuleText::Pairs when;
  RuleText::Pairs with;
  Heard (*model)(const Talk& talk) = nullptr;

  friend void PrintTo(const KindCase& one, std::ostream* out) { *out << one.kind << one.name; }
};

/// At least one case for each fault that harms units.
[[nodiscard]] std::span<const KindCase> kind_cases();

/// A talk with the directory, whose stubs are drawn from `seed`. Both ends finish in the end, the
/// server first.
[[nodiscard]] Talk make_talk(std::uint64_t seed);

/// What the two ends receive of a talk that no rule strikes.
[[nodiscard]] Heard unharmed(const Talk& talk);

/// The rule that strikes as `one` says.
[[nodiscard]] RuleText rule_of(const KindCase& one, const Talk& talk);

[[nodiscard]] Bytes joined(std::span<const Bytes> units);

}  // namespace ripcord::shim
