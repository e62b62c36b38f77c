#pragma once

#include "transports/dcerpc/ndr.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace ripcord::fuzz {

/// Values of NDR primitives, in the order in which they stand in a stub.
struct VaryingString {
  std::string text;
  friend bool operator==(const VaryingString&, const VaryingString&) = default;
};
struct ConformantString {
  std::string text;
  friend bool operator==(const ConformantString&, const ConformantString&) = default;
};
using Primitive = std::variant<std::uint8_t,
                               std::uint16_t,
                               std::uint32_t,
                               std::uint64_t,
                               Uuid,
                               dcerpc::SyntaxId,
                               dcerpc::ContextHandle,
                               VaryingString,
                               ConformantString>;
using Primitives = std::vector<Primitive>;

/// Reads one primitive a byte of `kinds`, until the reader fails.
[[nodiscard]] Primitives read_primitives(dcerpc::NdrReader& reader, ByteView kinds);
void write_primitives(dcerpc::NdrWriter& writer, const Primitives& primitives);

}  // namespace ripcord::fuzz
