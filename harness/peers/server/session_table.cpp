#include "harness/peers/server/session_table.hpp"

#include <array>

namespace ripcord::peers {
namespace {

using R = SessionReaction;
using Row = std::array<SessionReaction, session_input_count>;

// Columns: bind, alter_context, auth3, first_fragment, later_fragment, co_cancel, orphaned,
// foreign.
constexpr std::array<Row, session_state_count> table{
    // unbound: states without an arrow end the connection (MS-RPCE §3.3.3).
    Row{R::accept_bind, R::end, R::end, R::end, R::end, R::end, R::end, R::end},
    // idle
    Row{R::refuse_bind,
        R::alter,
        R::taint,
        R::begin_call,
        R::judge_stray,
        R::ignore,
        R::ignore,
        R::end},
    // collecting: cancels and orphans of a call that is still being sent change nothing; its last
    // fragment completes it.
    Row{R::refuse_bind,
        R::alter,
        R::taint,
        R::break_call,
        R::continue_call,
        R::ignore,
        R::ignore,
        R::end},
    // ended
    Row{R::ignore, R::ignore, R::ignore, R::ignore, R::ignore, R::ignore, R::ignore, R::ignore},
};

}  // namespace

SessionReaction reaction_to(SessionState state, SessionInput input) {
  return table[static_cast<std::size_t>(state)][static_cast<std::size_t>(input)];
}

SessionInput classify(const dcerpc::Header& header) {
  switch (header.ptype) {
    case dcerpc::PduType::bind:
      return SessionInput::bind;
    case dcerpc::PduType::alter_context:
      return SessionInput::alter_context;
    case dcerpc::PduType::auth3:
      return SessionInput::auth3;
    case dcerpc::PduType::request:
      return header.has(dcerpc::pfc::first_frag) ? SessionInput::first_fragment
                                                 : SessionInput::later_fragment;
    case dcerpc::PduType::co_cancel:
      return SessionInput::co_cancel;
    case dcerpc::PduType::orphaned:
      return SessionInput::orphaned;
    default:
      return SessionInput::foreign;
  }
}

}  // namespace ripcord::peers
