#pragma once

#include "harness/fuzzing/target_table.hpp"
#include "transports/base/bytes.hpp"
#include "transports/protocol/protocol.hpp"

#include <string>

namespace ripcord::fuzzing {

/// An input of `target` for people, a line each: its PDUs field by field, its text, or its bytes.
/// Long ones are cut, and say so.
[[nodiscard]] std::string input_words(const Target& target,
                                      ByteView input,
                                      const protocol::Protocol& protocol);

}  // namespace ripcord::fuzzing
