#include "transports/dcerpc/syntax.hpp"

namespace ripcord::dcerpc {
namespace {

/// 6cb71c2c-9812-4540, followed by the mask as eight little-endian octets; version 1.0.
constexpr Uuid feature_prefix{0x6cb71c2c, 0x9812, 0x4540, {}};
constexpr std::uint16_t feature_major_version = 1;

}  // namespace

SyntaxId bind_time_feature_syntax(std::uint64_t features) {
  SyntaxId syntax{feature_prefix, feature_major_version, 0};
  for (std::size_t i = 0; i < 8; ++i)
    syntax.uuid.clock_seq_and_node[i] = static_cast<Byte>(features >> (8 * i));
  return syntax;
}

std::optional<std::uint64_t> bind_time_features(const SyntaxId& syntax) {
  Uuid prefix = syntax.uuid;
  prefix.clock_seq_and_node = {};
  if (prefix != feature_prefix || syntax.major_version != feature_major_version)
    return std::nullopt;
  std::uint64_t features = 0;
  for (std::size_t i = 0; i < 8; ++i)
    features |= static_cast<std::uint64_t>(syntax.uuid.clock_seq_and_node[i]) << (8 * i);
  return features;
}

}  // namespace ripcord::dcerpc
