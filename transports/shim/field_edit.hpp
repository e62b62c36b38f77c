#pragma once

#include "transports/base/bytes.hpp"
#include "transports/protocol/protocol.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::shim {

/// Whether a field called `name` is meant by `wanted`: the same name, or the same but for indices
/// (`p_context_elem[0].p_cont_id` is a `p_context_elem.p_cont_id`).
[[nodiscard]] bool is_meant_by(std::string_view wanted, std::string_view name);

/// What was expected instead of `name`, as half a sentence, if the protocol has no such field; else
/// empty.
[[nodiscard]] std::string unknown_field(const protocol::Protocol& protocol, std::string_view name);

/// The numbers and flags of `unit` that `wanted` means. Their names are no longer there.
[[nodiscard]] std::vector<protocol::Field> numbers_called(std::string_view wanted,
                                                          const protocol::Protocol& protocol,
                                                          ByteView unit);

/// Writes `value` into `field` of `unit`, which has at least what the field spans; what does not
/// fit is cut off.
void write_field(const protocol::Field& field, std::uint64_t value, Bytes& unit);

}  // namespace ripcord::shim
