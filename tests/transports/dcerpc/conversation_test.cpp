#include "transports/dcerpc/conversation.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/layouts.hpp"
#include "tests/transports/dcerpc/units.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

using protocol::Direction;
using protocol::UnitInfo;

class ConversationTest : public testing::Test {
 protected:
  UnitInfo client(const Bytes& unit) { return conversation.observe(Direction::to_server, unit); }
  UnitInfo server(const Bytes& unit) { return conversation.observe(Direction::to_client, unit); }
  /// Context 0 is the mapper's, 1 that of mgmt.
  void bind() {
    client(bind_unit({context(0, epmapper_interface), context(1, mgmt_interface)}));
    server(bind_ack_unit({accepted, accepted}));
  }

  protocol::InterfaceTable interfaces;
  const protocol::InterfaceIndex mapper = interfaces.add({"epmapper", epmapper_interface, {}});
  const protocol::InterfaceIndex mgmt = interfaces.add({"mgmt", mgmt_interface, {}});
  Conversation conversation{interfaces};
};

TEST_F(ConversationTest, names_a_pdu_by_its_ptype) {
  EXPECT_EQ(11U, client(bind_unit({context(0, mgmt_interface)})).pdu);
}

TEST_F(ConversationTest, gives_a_bind_the_interface_of_its_first_context) {
  EXPECT_EQ(mgmt, client(bind_unit({context(0, mgmt_interface)})).interface);
}

TEST_F(ConversationTest, passes_over_a_feature_context) {
  ContextElement features = context(1, epmapper_interface);
  features.transfer_syntaxes = {bind_time_feature_syntax(3)};

  EXPECT_EQ(mgmt, client(bind_unit({features, context(0, mgmt_interface)})).interface);
}

TEST_F(ConversationTest, gives_the_answer_to_a_bind_the_interface_that_was_asked_for) {
  client(bind_unit({context(0, mgmt_interface)}));

  EXPECT_EQ(mgmt, server(bind_ack_unit({refused})).interface);
}

TEST_F(ConversationTest, gives_a_bind_nak_the_interface_that_was_asked_for) {
  client(bind_unit({context(0, mgmt_interface)}));

  EXPECT_EQ(mgmt, server(bytes(bind_nak_layout.hex)).interface);
}

TEST_F(ConversationTest, knows_the_association_from_the_answer_on) {
  EXPECT_EQ(0U, client(bind_unit({context(0, mgmt_interface)})).association);
  EXPECT_EQ(0x5353U, server(bind_ack_unit({accepted})).association);
  EXPECT_EQ(0x5353U, client(request_unit({})).association);
}

TEST_F(ConversationTest, finds_the_interface_by_context_id) {
  bind();

  EXPECT_EQ(mapper, client(request_unit({.call_id = 1, .p_cont_id = 0})).interface);
  EXPECT_EQ(mgmt, client(request_unit({.call_id = 2, .p_cont_id = 1})).interface);
}

TEST_F(ConversationTest, finds_the_interface_of_a_context_that_was_added_later) {
  bind();
  Bind alter;
  alter.header = {.ptype = PduType::alter_context, .call_id = 2};
  alter.p_context_elem = {context(7, mgmt_interface)};
  client(unit_of(alter));
  BindAck ack;
  ack.header = {.ptype = PduType::alter_context_resp, .call_id = 2};
  ack.p_results = {accepted};
  server(unit_of(ack));

  EXPECT_EQ(mgmt, client(request_unit({.call_id = 3, .p_cont_id = 7})).interface);
}

TEST_F(ConversationTest, keeps_an_accepted_context_when_another_meaning_is_refused) {
  bind();
  client(bind_unit({context(0, mgmt_interface)}, 2));
  server(bind_ack_unit({refused}, 2));

  EXPECT_EQ(mapper, client(request_unit({.call_id = 3, .p_cont_id = 0})).interface);
}

TEST_F(ConversationTest, knows_no_interface_by_an_unknown_context_id) {
  bind();

  EXPECT_EQ(protocol::unknown_interface, client(request_unit({.p_cont_id = 9})).interface);
}

TEST_F(ConversationTest, gives_a_response_its_requests_operation) {
  bind();
  client(request_unit({.call_id = 5, .p_cont_id = 1, .opnum = 2}));

  const UnitInfo info = server(response_unit({.call_id = 5}));

  EXPECT_EQ(mgmt, info.interface);
  EXPECT_EQ(2U, info.operation);
  EXPECT_EQ(1U, info.call);
}

TEST_F(ConversationTest, gives_a_fault_its_requests_operation) {
  bind();
  client(request_unit({.call_id = 5, .p_cont_id = 1, .opnum = 2}));

  EXPECT_EQ(2U, server(fault_unit(5)).operation);
}

TEST_F(ConversationTest, counts_the_calls_of_each_operation) {
  bind();

  EXPECT_EQ(1U, client(request_unit({.call_id = 1, .opnum = 2})).call);
  EXPECT_EQ(1U, client(request_unit({.call_id = 2, .opnum = 3})).call);
  EXPECT_EQ(2U, client(request_unit({.call_id = 3, .opnum = 2})).call);
}

TEST_F(ConversationTest, counts_the_calls_of_each_interface_apart) {
  bind();

  EXPECT_EQ(1U, client(request_unit({.call_id = 1, .p_cont_id = 0, .opnum = 2})).call);
  EXPECT_EQ(1U, client(request_unit({.call_id = 2, .p_cont_id = 1, .opnum = 2})).call);
}

TEST_F(ConversationTest, pairs_answers_out_of_order_by_call_id) {
  bind();
  client(request_unit({.call_id = 1, .opnum = 2}));
  client(request_unit({.call_id = 2, .opnum = 3}));

  EXPECT_EQ(3U, server(response_unit({.call_id = 2})).operation);
  EXPECT_EQ(2U, server(response_unit({.call_id = 1})).operation);
}

TEST_F(ConversationTest, pairs_an_answer_of_a_foreign_call_id_with_the_oldest_call) {
  bind();
  client(request_unit({.call_id = 8, .opnum = 2}));
  client(request_unit({.call_id = 9, .opnum = 3}));

  EXPECT_EQ(2U, server(response_unit({.call_id = 1})).operation);
  EXPECT_EQ(3U, server(response_unit({.call_id = 1})).operation);
}

TEST_F(ConversationTest, pairs_no_answer_when_no_call_is_open) {
  bind();

  EXPECT_EQ(0U, server(response_unit({.call_id = 1})).call);
}

TEST_F(ConversationTest, takes_a_reused_call_id_for_the_newer_call) {
  bind();
  client(request_unit({.call_id = 1, .opnum = 2}));
  client(request_unit({.call_id = 1, .opnum = 3}));

  EXPECT_EQ(3U, server(response_unit({.call_id = 1})).operation);
}

TEST_F(ConversationTest, gives_a_cancel_the_call_that_it_names) {
  bind();
  client(request_unit({.call_id = 7, .p_cont_id = 1, .opnum = 2}));

  const UnitInfo info = client(bytes(co_cancel_layout.hex));

  EXPECT_EQ(mgmt, info.interface);
  EXPECT_EQ(2U, info.operation);
  EXPECT_EQ(0U, info.fragment);
}

TEST_F(ConversationTest, numbers_the_fragments_of_a_request) {
  bind();

  EXPECT_EQ(1U, client(request_unit({.pfc_flags = pfc::first_frag})).fragment);
  EXPECT_EQ(2U, client(request_unit({.pfc_flags = 0})).fragment);
  EXPECT_EQ(3U, client(request_unit({.pfc_flags = pfc::last_frag})).fragment);
}

TEST_F(ConversationTest, numbers_the_fragments_of_a_response_apart) {
  bind();
  client(request_unit({.pfc_flags = pfc::first_frag}));
  client(request_unit({.pfc_flags = pfc::last_frag}));

  EXPECT_EQ(1U, server(response_unit({.pfc_flags = pfc::first_frag})).fragment);
  EXPECT_EQ(2U, server(response_unit({.pfc_flags = pfc::last_frag})).fragment);
}

TEST_F(ConversationTest, adds_up_the_stub_of_a_call) {
  bind();
  client(request_unit({}));

  EXPECT_EQ(0U, server(response_unit({.pfc_flags = pfc::first_frag, .stub_size = 16})).call_offset);
  EXPECT_EQ(16U, server(response_unit({.pfc_flags = 0, .stub_size = 8})).call_offset);
  EXPECT_EQ(24U, server(response_unit({.pfc_flags = pfc::last_frag, .stub_size = 1})).call_offset);
}

TEST_F(ConversationTest, ignores_context_and_operation_of_a_later_fragment) {
  bind();
  client(request_unit({.p_cont_id = 1, .opnum = 2, .pfc_flags = pfc::first_frag}));

  const UnitInfo info =
      client(request_unit({.p_cont_id = 0, .opnum = 9, .pfc_flags = pfc::last_frag}));

  EXPECT_EQ(mgmt, info.interface);
  EXPECT_EQ(2U, info.operation);
}

TEST_F(ConversationTest, gives_a_later_fragment_of_a_foreign_call_id_to_the_incomplete_call) {
  bind();
  client(request_unit({.call_id = 1, .opnum = 2, .pfc_flags = pfc::first_frag}));

  EXPECT_EQ(2U, client(request_unit({.call_id = 77, .pfc_flags = pfc::last_frag})).operation);
}

TEST_F(ConversationTest, knows_no_call_of_a_later_fragment_alone) {
  bind();

  EXPECT_EQ(0U, client(request_unit({.pfc_flags = pfc::last_frag})).call);
}

TEST_F(ConversationTest, locates_the_stub_of_a_request) {
  const UnitInfo info = client(bytes(request_layout.hex));

  EXPECT_EQ(24U, info.stub_offset);
  EXPECT_EQ(4U, info.stub_size);
}

TEST_F(ConversationTest, locates_the_stub_behind_an_object) {
  EXPECT_EQ(40U, client(bytes(request_with_object_layout.hex)).stub_offset);
}

TEST_F(ConversationTest, locates_the_stub_in_front_of_a_sec_trailer) {
  EXPECT_EQ(4U, client(bytes(secured_request_layout.hex)).stub_size);
}

TEST_F(ConversationTest, marks_the_mappers_calls) {
  bind();

  EXPECT_TRUE(client(request_unit({.call_id = 1, .p_cont_id = 0, .opnum = 3})).directory);
  EXPECT_TRUE(server(response_unit({.call_id = 1})).directory);
  EXPECT_FALSE(client(request_unit({.call_id = 2, .p_cont_id = 1, .opnum = 3})).directory);
}

TEST_F(ConversationTest, does_not_mark_the_mappers_calls_in_another_transfer_syntax) {
  client(bind_unit({context(0, epmapper_interface)}));
  server(bind_ack_unit({{.transfer_syntax = ndr64}}));

  EXPECT_FALSE(client(request_unit({.p_cont_id = 0, .opnum = 3})).directory);
}

TEST_F(ConversationTest, gives_a_fault_that_answers_alter_context_its_interface_and_no_call) {
  bind();
  client(request_unit({.call_id = 1, .opnum = 2}));
  Bind alter;
  alter.header = {.ptype = PduType::alter_context, .call_id = 2};
  alter.p_context_elem = {context(7, mgmt_interface)};
  client(unit_of(alter));

  const UnitInfo info = server(fault_unit(2));

  EXPECT_EQ(mgmt, info.interface);
  EXPECT_EQ(0U, info.call);
}

TEST_F(ConversationTest, describes_bytes_that_are_no_pdu_as_unknown) {
  EXPECT_EQ(unknown_pdu, client(bytes("47 45 54 20 2f")).pdu);
}

TEST_F(ConversationTest, describes_an_unknown_ptype_as_unknown) {
  EXPECT_EQ(unknown_pdu, client(bytes("05 00 15 03 10 00 00 00 10 00 00 00 01 00 00 00")).pdu);
}

TEST_F(ConversationTest, describes_a_request_without_a_body) {
  const UnitInfo info = client(bytes("05 00 00 03 10 00 00 00 10 00 00 00 01 00 00 00"));

  EXPECT_EQ(0U, info.pdu);
  EXPECT_EQ(protocol::no_operation, info.operation);
  EXPECT_EQ(0U, info.stub_size);
}

TEST_F(ConversationTest, opens_no_call_for_a_request_that_a_server_sends) {
  bind();
  server(request_unit({.call_id = 1, .opnum = 2}));

  EXPECT_EQ(0U, server(response_unit({.call_id = 1})).call);
}

/// Opens calls 1 to `count`, each of operation 2.
void open_calls(Conversation& conversation, std::uint32_t count) {
  for (std::uint32_t call_id = 1; call_id <= count; ++call_id) {
    conversation.observe(Direction::to_server, request_unit({.call_id = call_id, .opnum = 2}));
  }
}

TEST_F(ConversationTest, remembers_256_open_calls) {
  open_calls(conversation, 256);

  EXPECT_EQ(1U, server(response_unit({.call_id = 1})).call);
}

TEST_F(ConversationTest, gives_up_the_oldest_of_257_open_calls) {
  open_calls(conversation, 257);

  EXPECT_EQ(2U, server(response_unit({.call_id = 1})).call);
}

}  // namespace
}  // namespace ripcord::dcerpc
