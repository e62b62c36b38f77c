#pragma once

#include "transports/base/time.hpp"
#include "transports/shim/parameter.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ripcord::scenario {

/// How a step, a client or the whole run ended.
enum class Outcome : std::uint8_t { completed, failed, hung, crashed, refused };

/// The word of a scenario for it.
[[nodiscard]] std::string_view outcome_word(Outcome outcome);

/// An error by number or by name; whoever judges knows the names.
struct ErrorValue {
  /// As written: `0x102`, `ERROR_TIMEOUT`.
  std::string text;
  /// Its number; a name has the number that the vocabulary gives it.
  std::uint32_t number = 0;
  friend bool operator==(const ErrorValue&, const ErrorValue&) = default;
};

/// What a program is to have written: lines of its output, each looked at by itself.
struct ExpectedOutput {
  /// A line has this text in it; empty = not asked.
  std::string contains;
  /// A line matches this regular expression; empty = not asked.
  std::string matches;
  /// No line matches this one; empty = not asked.
  std::string lacks;
  friend bool operator==(const ExpectedOutput&, const ExpectedOutput&) = default;
};

/// One line of an expectation: a field and what it must be.
struct Expected {
  /// The key: `outcome`, `error`, `reconnects`, `fired`, ... (`expectation_fields` in docs).
  std::string field;
  /// The value as written, in flow style; for failure texts.
  std::string text;
  std::uint32_t line = 0;
  /// Word or text (`file`, `operation`, `files`), Outcome, error, count (`reconnects`, `event`),
  /// at most this long (`within`, `cpu`), between these (`duration`), a set of names (`violates`),
  /// lines (`output`). `peak_memory` is a count of bytes.
  std::variant<std::string,
               Outcome,
               ErrorValue,
               shim::Range,
               Duration,
               shim::Names,
               shim::DurationRange,
               ExpectedOutput>
      value;
  friend bool operator==(const Expected&, const Expected&) = default;
};

/// What must hold of one named thing: a step by id, a client by name, a rule by id.
struct ExpectedOf {
  std::string name;
  std::uint32_t line = 0;
  std::vector<Expected> fields;
  friend bool operator==(const ExpectedOf&, const ExpectedOf&) = default;
};

/// What one run must show: `all:`, the variant's block and the transport's differences, merged.
struct Expectation {
  /// Line of the variant's block, else of `expect:`.
  std::uint32_t line = 0;
  /// Of the run as a whole.
  std::vector<Expected> fields;
  std::vector<ExpectedOf> steps;
  std::vector<ExpectedOf> clients;
  std::vector<ExpectedOf> rules;
  /// Names of oracles that this run must violate; exact both ways.
  std::vector<std::string> violates;
  friend bool operator==(const Expectation&, const Expectation&) = default;
};

}  // namespace ripcord::scenario
