#include "harness/peers/server/session_table.hpp"

#include <gtest/gtest.h>

#include <string>
#include <tuple>

namespace ripcord::peers {
namespace {

using I = SessionInput;
using R = SessionReaction;
using S = SessionState;

struct Cell {
  const char* name;
  SessionState state;
  SessionInput input;
  SessionReaction reaction;
};

class SessionTableTest : public testing::TestWithParam<Cell> {};

TEST_P(SessionTableTest, reacts_as_the_state_machine_says) {
  EXPECT_EQ(GetParam().reaction, reaction_to(GetParam().state, GetParam().input));
}

INSTANTIATE_TEST_SUITE_P(
    Cells,
    SessionTableTest,
    testing::Values(
        Cell{"unbound_bind", S::unbound, I::bind, R::accept_bind},
        Cell{"unbound_alter_context", S::unbound, I::alter_context, R::end},
        Cell{"unbound_auth3", S::unbound, I::auth3, R::end},
        Cell{"unbound_first_fragment", S::unbound, I::first_fragment, R::end},
        Cell{"unbound_later_fragment", S::unbound, I::later_fragment, R::end},
        Cell{"unbound_co_cancel", S::unbound, I::co_cancel, R::end},
        Cell{"unbound_orphaned", S::unbound, I::orphaned, R::end},
        Cell{"unbound_foreign", S::unbound, I::foreign, R::end},
        Cell{"idle_bind", S::idle, I::bind, R::refuse_bind},
        Cell{"idle_alter_context", S::idle, I::alter_context, R::alter},
        Cell{"idle_auth3", S::idle, I::auth3, R::taint},
        Cell{"idle_first_fragment", S::idle, I::first_fragment, R::begin_call},
        Cell{"idle_later_fragment", S::idle, I::later_fragment, R::judge_stray},
        Cell{"idle_co_cancel", S::idle, I::co_cancel, R::ignore},
        Cell{"idle_orphaned", S::idle, I::orphaned, R::ignore},
        Cell{"idle_foreign", S::idle, I::foreign, R::end},
        Cell{"collecting_bind", S::collecting, I::bind, R::refuse_bind},
        Cell{"collecting_alter_context", S::collecting, I::alter_context, R::alter},
        Cell{"collecting_auth3", S::collecting, I::auth3, R::taint},
        Cell{"collecting_first_fragment", S::collecting, I::first_fragment, R::break_call},
        Cell{"collecting_later_fragment", S::collecting, I::later_fragment, R::continue_call},
        Cell{"collecting_co_cancel", S::collecting, I::co_cancel, R::ignore},
        Cell{"collecting_orphaned", S::collecting, I::orphaned, R::ignore},
        Cell{"collecting_foreign", S::collecting, I::foreign, R::end},
        Cell{"ended_bind", S::ended, I::bind, R::ignore},
        Cell{"ended_alter_context", S::ended, I::alter_context, R::ignore},
        Cell{"ended_auth3", S::ended, I::auth3, R::ignore},
        Cell{"ended_first_fragment", S::ended, I::first_fragment, R::ignore},
        Cell{"ended_later_fragment", S::ended, I::later_fragment, R::ignore},
        Cell{"ended_co_cancel", S::ended, I::co_cancel, R::ignore},
        Cell{"ended_orphaned", S::ended, I::orphaned, R::ignore},
        Cell{"ended_foreign", S::ended, I::foreign, R::ignore}),
    [](const testing::TestParamInfo<Cell>& cell) { return std::string(cell.param.name); });

TEST(SessionTable, has_as_many_cells_as_are_tested_above) {
  EXPECT_EQ(32U, session_state_count * session_input_count);
}

TEST(SessionTable, tells_a_first_fragment_from_a_later_one_by_its_flag) {
  dcerpc::Header header;
  header.ptype = dcerpc::PduType::request;
  header.pfc_flags = dcerpc::pfc::last_frag;

  EXPECT_EQ(I::later_fragment, classify(header));
}

TEST(SessionTable, calls_what_only_servers_send_foreign) {
  dcerpc::Header header;
  header.ptype = dcerpc::PduType::response;

  EXPECT_EQ(I::foreign, classify(header));
}

}  // namespace
}  // namespace ripcord::peers
