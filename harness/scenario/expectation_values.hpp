#pragma once

#include "harness/scenario/expectation.hpp"
#include "harness/scenario/field_table.hpp"
#include "harness/scenario/node.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace ripcord::scenario {

class FieldReader;

/// In the order of `Outcome`.
inline constexpr std::array<std::string_view, 5> outcome_words{
    "completed", "failed", "hung", "crashed", "refused"};

// Readers of the values of expectations. Each yields none, after an error, where `node` is no such
// value.

using ExpectedValue = decltype(Expected::value);
using ValueReader = std::optional<ExpectedValue>(FieldReader& reader,
                                                 const Node& node,
                                                 const Field& self);

ValueReader read_word;
ValueReader read_outcome;
/// A number, or a name of the vocabulary.
ValueReader read_error;
/// `2`, `1..3`, `{ min: 1 }`.
ValueReader read_count;
/// A duration, at most.
ValueReader read_within;
/// `1s..3s`.
ValueReader read_duration;
/// A size, at most.
ValueReader read_most_bytes;
/// `text`, or `{ contains: text, matches: regex, lacks: regex }`.
ValueReader read_output;
/// Names of oracles.
ValueReader read_violates;

}  // namespace ripcord::scenario
