#pragma once

#include "transports/dcerpc/pdu.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

/// What bind and alter_context settle: fragment sizes, presentation contexts, bind time features.
/// Pure functions; the server and the client keep what they return.
namespace ripcord::dcerpc {

/// Sizes of fragments, in octets of the whole PDU.
namespace frag_size {
/// What every implementation must be able to receive (C706 §12.6.3.1, MustRecvFragSize).
inline constexpr std::uint16_t must_receive = 1432;
/// Below this Windows and Samba never negotiate.
inline constexpr std::uint16_t negotiated_min = 2048;
/// The most that Windows and Samba send and receive on TCP, and on named pipes.
inline constexpr std::uint16_t tcp_max = 5840;
inline constexpr std::uint16_t pipe_max = 4280;
}  // namespace frag_size

struct FragSizes {
  std::uint16_t max_xmit_frag = frag_size::tcp_max;
  std::uint16_t max_recv_frag = frag_size::tcp_max;
};

/// The one size that a server of Windows' habits answers in both fields of bind_ack: the smaller of
/// what was offered, at least 2048, at most `transport_max`, a multiple of 8.
[[nodiscard]] std::uint16_t negotiate_frag_size(FragSizes offered, std::uint16_t transport_max);

/// A presentation context that both sides agreed on. Its scope is the connection.
struct NegotiatedContext {
  std::uint16_t p_cont_id = 0;
  SyntaxId abstract_syntax;
  SyntaxId transfer_syntax;

  friend bool operator==(const NegotiatedContext&, const NegotiatedContext&) = default;
};

/// What a server offers on an endpoint, and how it answers.
struct ContextPolicy {
  enum class NewContexts : std::uint8_t {
    /// At most one new context a bind or alter_context; further ones come back as
    /// proposed_transfer_syntaxes_not_supported (Windows, Samba).
    one,
    /// Every fine context is accepted (DCE).
    all,
  };
  /// The interfaces served; must outlive the call.
  std::span<const SyntaxId> interfaces;
  /// In order of preference; must outlive the call.
  std::span<const SyntaxId> transfer_syntaxes;
  NewContexts new_contexts = NewContexts::one;
  /// The bind time features granted if asked; none = the server predates them and refuses the
  /// feature context as an unknown syntax (MS-RPCE note 99).
  std::optional<std::uint64_t> features;
  /// How many contexts the connection may have in all (MS-RPCE §3.3.3.5.5).
  std::size_t contexts_max = 4000;
};

struct ContextDecision {
  /// One for each proposed context, in order.
  std::vector<ContextAnswer> answers;
  /// The contexts that are new on the connection.
  std::vector<NegotiatedContext> added;
  /// The features granted, if the client asked and the server knows of them.
  std::optional<std::uint64_t> features;
};

/// Answers the contexts of `bind` (or alter_context) on a connection that has `existing` ones.
/// Fails where the whole PDU must be refused: `no_context`, `no_transfer_syntax`,
/// `feature_context`, `context_redefined`, `too_many_contexts`.
[[nodiscard]] Result<ContextDecision> decide_contexts(const Bind& bind,
                                                      std::span<const NegotiatedContext> existing,
                                                      const ContextPolicy& policy);

/// The reason a bind_nak gives for a failure of `decide_contexts` or of decoding a bind (MS-RPCE
/// §3.3.3.5; facts of current Windows servers).
[[nodiscard]] RejectReason reject_reason(ErrorCode failure);

/// A client's reading of an answer: the contexts of `bind` that `ack` accepted, in order. Fails
/// with `result_count` or `foreign_transfer_syntax` if the answer makes no sense.
[[nodiscard]] Result<std::vector<NegotiatedContext>> accepted_contexts(const Bind& bind,
                                                                       const BindAck& ack);

}  // namespace ripcord::dcerpc
