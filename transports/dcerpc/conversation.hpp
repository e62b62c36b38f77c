#pragma once

#include "transports/dcerpc/pdu.hpp"
#include "transports/protocol/protocol.hpp"

#include <cstdint>
#include <vector>

namespace ripcord::dcerpc {

/// Index in `pdu_names` of what is no PDU, or one of an unknown ptype.
inline constexpr std::uint8_t unknown_pdu = 21;

/// What both directions of one connection have said: contexts, open calls, association.
///
/// 1. `contexts_` has each context id once, with the interface it was last accepted for (proposed
///    for, until a server has answered).
/// 2. `proposals_` has the contexts of every bind and alter_context without an answer, in order.
/// 3. `calls_` has every call whose answer is not complete, the oldest first, each call_id once.
/// 4. All three are bounded; what exceeds a bound is described as unknown, and nothing fails.
class Conversation final : public protocol::Conversation {
 public:
  /// `interfaces` must outlive the conversation.
  explicit Conversation(const protocol::InterfaceTable& interfaces) : interfaces_(interfaces) {}

  protocol::UnitInfo observe(protocol::Direction direction, ByteView unit) override;

 private:
  /// What a context id, and so a call on it, stands for.
  struct Subject {
    protocol::InterfaceIndex interface = protocol::unknown_interface;
    bool directory = false;
  };
  struct Context {
    std::uint16_t p_cont_id = 0;
    Subject subject;
  };
  struct Proposal {
    std::uint32_t call_id = 0;
    Context context;
    /// Whether it asks for bind time features instead of an interface.
    bool features = false;
  };
  /// What of a call's stub has passed in one direction.
  struct Progress {
    std::uint32_t fragments = 0;
    std::uint64_t stub_size = 0;
  };
  struct Call {
    std::uint32_t call_id = 0;
    Subject subject;
    std::uint16_t operation = 0;
    std::uint32_t number = 0;
    Progress request;
    Progress answer;
    bool request_complete = false;
  };
  /// How many calls of an operation there were.
  struct Counter {
    protocol::InterfaceIndex interface = 0;
    std::uint16_t operation = 0;
    std::uint32_t calls = 0;
  };

  void client_sent(const Header& header, ByteView unit, protocol::UnitInfo& info);
  void server_sent(const Header& header, ByteView unit, protocol::UnitInfo& info);
  void request(const Header& header, ByteView unit, protocol::UnitInfo& info);
  void answer(const Header& header, protocol::UnitInfo& info);
  void propose(ByteView unit, protocol::UnitInfo& info);
  void settle(ByteView unit, protocol::UnitInfo& info);
  /// Takes the proposals that an answer with that call_id is about, oldest first.
  std::vector<Proposal> take_proposals(std::uint32_t call_id);

  static void describe(const Call& call, protocol::UnitInfo& info);
  /// Counts the unit as the next fragment.
  static void advance(Progress& progress, protocol::UnitInfo& info);

  Call& open_call(const Header& header, ByteView unit);
  /// The next call's number among those of its operation.
  std::uint32_t next_number(protocol::InterfaceIndex interface, std::uint16_t operation);
  Call* find_call(std::uint32_t call_id);
  /// The call that a later fragment with that call_id belongs to.
  Call* incomplete_call(std::uint32_t call_id);
  /// The call that an answer with a call_id nobody used belongs to.
  Call* oldest_call();
  [[nodiscard]] const Context* find_context(std::uint16_t p_cont_id) const;
  [[nodiscard]] Subject subject_of(const SyntaxId& abstract_syntax) const;
  void set_context(const Context& context);

  const protocol::InterfaceTable& interfaces_;
  std::vector<Context> contexts_;
  std::vector<Proposal> proposals_;
  std::vector<Call> calls_;
  std::vector<Counter> counters_;
  std::uint32_t association_ = 0;
};

}  // namespace ripcord::dcerpc
