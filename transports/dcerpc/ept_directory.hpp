#pragma once

#include "transports/dcerpc/syntax.hpp"
#include "transports/protocol/directory.hpp"

namespace ripcord::dcerpc {

/// The endpoint mapper's answers, ept_map and ept_lookup, as a directory. Only unsigned responses
/// in NDR 2.0 are answers to `learn` and `answer`: a signed one must not be edited, a sealed one
/// cannot be read.
class EptDirectory final : public protocol::Directory {
 public:
  constexpr EptDirectory() = default;

  [[nodiscard]] protocol::InterfaceId interface() const override { return epmapper_interface; }

  [[nodiscard]] std::optional<std::vector<protocol::DirectoryEntry>> learn(
      const protocol::UnitInfo& info, ByteView unit) const override;

  /// An entry without a protocol sequence means ncacn_ip_tcp.
  [[nodiscard]] Decoded<Bytes> answer(const protocol::UnitInfo& info,
                                      ByteView unit,
                                      const protocol::AnswerEdit& edit) const override;

  [[nodiscard]] std::optional<protocol::AnswerBegin> open(const protocol::UnitInfo& info,
                                                          ByteView unit) const override;
};

}  // namespace ripcord::dcerpc
