#include "tests/harness/peers/session_fixture.hpp"
#include "transports/dcerpc/status.hpp"

namespace ripcord::peers {
namespace {

using dcerpc::Fault;
using dcerpc::Response;
namespace nca = dcerpc::nca;
namespace pfc = dcerpc::pfc;
namespace win32 = dcerpc::win32;

class SessionCallTest : public SessionTest {
 protected:
  SessionCallTest() { bind(); }
  void open_bound(scenario::ServerProfile profile) {
    open(profile);
    bind();
  }
};

TEST_F(SessionCallTest, answers_with_the_calls_id_and_stub) {
  const auto response = ask<Response>(request_pdu({.call_id = 9, .stub = {1, 2, 3}}));

  EXPECT_EQ(9U, response.header.call_id);
  EXPECT_EQ((Bytes{1, 2, 3}), Bytes(response.stub.begin(), response.stub.end()));
}

TEST_F(SessionCallTest, puts_the_fragments_of_a_request_together) {
  EXPECT_TRUE(send(request_pdu({.pfc_flags = pfc::first_frag, .stub = Bytes(8, 1)})).empty());

  const auto response = ask<Response>(request_pdu({.pfc_flags = pfc::last_frag, .stub = {2}}));

  EXPECT_EQ((Bytes{1, 1, 1, 1, 1, 1, 1, 1, 2}), Bytes(response.stub.begin(), response.stub.end()));
}

TEST_F(SessionCallTest, cuts_a_long_answer_into_fragments_of_the_agreed_size) {
  open(scenario::ServerProfile::windows);
  ask<dcerpc::BindAck>(bind_pdu({.max_frag = 2048}));

  const std::vector<dcerpc::Pdu> answers = send(request_pdu({.stub = Bytes(3000, 7)}));

  ASSERT_EQ(2U, answers.size());
  // 2048 less 24 of header and body, which is a multiple of 8 already.
  EXPECT_EQ(2024U, std::get<Response>(answers[0]).stub.size());
  EXPECT_EQ(976U, std::get<Response>(answers[1]).stub.size());
}

TEST_F(SessionCallTest, cuts_answers_at_multiples_of_16_like_samba) {
  open(scenario::ServerProfile::samba);
  ask<dcerpc::BindAck>(bind_pdu({.max_frag = 2048}));

  const std::vector<dcerpc::Pdu> answers = send(request_pdu({.stub = Bytes(3000, 7)}));

  EXPECT_EQ(2016U, std::get<Response>(answers.at(0)).stub.size());
}

TEST_F(SessionCallTest, hints_at_all_that_is_still_to_come) {
  open(scenario::ServerProfile::windows);
  ask<dcerpc::BindAck>(bind_pdu({.max_frag = 2048}));

  const std::vector<dcerpc::Pdu> answers = send(request_pdu({.stub = Bytes(3000, 7)}));

  EXPECT_EQ(3000U, std::get<Response>(answers.at(0)).alloc_hint);
  EXPECT_EQ(976U, std::get<Response>(answers.at(1)).alloc_hint);
}

TEST_F(SessionCallTest, answers_with_one_octet_of_the_context_id) {
  ask<dcerpc::BindAck>(alter_pdu({.contexts = {context_element(0x1234, some_interface)}}));

  EXPECT_EQ(0x34U, ask<Response>(request_pdu({.p_cont_id = 0x1234})).p_cont_id);
}

TEST_F(SessionCallTest, faults_with_the_whole_context_id) {
  ask<dcerpc::BindAck>(alter_pdu({.contexts = {context_element(0x1234, some_interface)}}));

  EXPECT_EQ(0x1234U, ask<Fault>(request_pdu({.p_cont_id = 0x1234, .opnum = 1})).p_cont_id);
}

TEST_F(SessionCallTest, does_not_vouch_for_a_fault_that_the_operation_raised) {
  const auto fault = ask<Fault>(request_pdu({.opnum = 1}));

  EXPECT_EQ(Parrot::raised_status, fault.status);
  EXPECT_FALSE(fault.header.has(pfc::did_not_execute));
  EXPECT_EQ(Next::read, next);
}

TEST_F(SessionCallTest, faults_an_unknown_context_and_lives_on) {
  const auto fault = ask<Fault>(request_pdu({.p_cont_id = 5}));

  EXPECT_EQ(nca::unk_if, fault.status);
  EXPECT_TRUE(fault.header.has(pfc::did_not_execute));
  EXPECT_EQ(0U, fault.p_cont_id);
  EXPECT_EQ(Next::read, next);
}

TEST_F(SessionCallTest, faults_an_interface_that_was_taken_away) {
  interfaces.remove(parrot);

  EXPECT_EQ(nca::unk_if, ask<Fault>(request_pdu()).status);
}

TEST_F(SessionCallTest, faults_an_opnum_beyond_the_table_and_lives_on) {
  const auto fault = ask<Fault>(request_pdu({.opnum = 2}));

  EXPECT_EQ(nca::op_rng_error, fault.status);
  EXPECT_TRUE(fault.header.has(pfc::did_not_execute));
  EXPECT_EQ(Next::read, next);
}

TEST_F(SessionCallTest, faults_an_early_error_at_once_and_drops_the_rest_of_the_call) {
  ask<Fault>(request_pdu({.pfc_flags = pfc::first_frag, .p_cont_id = 5}));

  EXPECT_TRUE(send(request_pdu({.pfc_flags = pfc::last_frag})).empty());
  EXPECT_EQ(Next::read, next);
}

TEST_F(SessionCallTest, faults_an_early_error_behind_the_last_fragment_like_samba) {
  open_bound(scenario::ServerProfile::samba);
  EXPECT_TRUE(send(request_pdu({.pfc_flags = pfc::first_frag, .p_cont_id = 5})).empty());

  EXPECT_EQ(nca::unk_if, ask<Fault>(request_pdu({.pfc_flags = pfc::last_frag})).status);
}

TEST_F(SessionCallTest, faults_a_request_that_is_already_cancelled_and_ends) {
  const auto fault = ask<Fault>(
      request_pdu({.pfc_flags = static_cast<std::uint8_t>(pfc::whole | pfc::pending_cancel)}));

  EXPECT_EQ(win32::rpc_s_no_call_active, fault.status);
  EXPECT_TRUE(fault.header.has(pfc::did_not_execute));
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionCallTest, blames_the_old_call_for_a_first_fragment_inside_it) {
  send(request_pdu({.pfc_flags = pfc::first_frag, .call_id = 3, .stub = Bytes(8)}));

  const auto fault = ask<Fault>(request_pdu({.pfc_flags = pfc::first_frag, .call_id = 4}));

  EXPECT_EQ(nca::proto_error, fault.status);
  EXPECT_EQ(3U, fault.header.call_id);
  EXPECT_FALSE(fault.header.has(pfc::did_not_execute));
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionCallTest, blames_the_new_call_where_multiplexing_was_agreed) {
  open(scenario::ServerProfile::windows);
  ask<dcerpc::BindAck>(
      bind_pdu({.pfc_flags = static_cast<std::uint8_t>(pfc::whole | pfc::conc_mpx)}));
  send(request_pdu({.pfc_flags = pfc::first_frag, .call_id = 3, .stub = Bytes(8)}));

  const auto fault = ask<Fault>(request_pdu({.pfc_flags = pfc::first_frag, .call_id = 4}));

  EXPECT_EQ(4U, fault.header.call_id);
  EXPECT_EQ(0U, fault.p_cont_id);
}

TEST_F(SessionCallTest, faults_a_later_fragment_of_another_call) {
  send(request_pdu({.pfc_flags = pfc::first_frag, .call_id = 3, .stub = Bytes(8)}));

  const auto fault = ask<Fault>(request_pdu({.pfc_flags = pfc::last_frag, .call_id = 4}));

  EXPECT_EQ(nca::proto_error, fault.status);
  EXPECT_EQ(3U, fault.header.call_id);
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionCallTest, faults_another_data_representation_within_a_call) {
  send(request_pdu({.pfc_flags = pfc::first_frag, .call_id = 3, .stub = Bytes(8)}));
  dcerpc::Request last;
  last.header.pfc_flags = pfc::last_frag;
  last.header.call_id = 3;
  last.header.packed_drep = dcerpc::DataRepresentation::of(ByteOrder::big_endian);
  Bytes pdu;
  dcerpc::encode(last, pdu);

  EXPECT_EQ(nca::proto_error, ask<Fault>(pdu).status);
}

TEST_F(SessionCallTest, completes_a_call_whose_cancel_and_orphan_came_too_early) {
  send(request_pdu({.pfc_flags = pfc::first_frag, .call_id = 3, .stub = Bytes(8)}));
  EXPECT_TRUE(send(bare_pdu(dcerpc::PduType::co_cancel, 3)).empty());
  EXPECT_TRUE(send(bare_pdu(dcerpc::PduType::orphaned, 3)).empty());

  EXPECT_EQ(3U,
            ask<Response>(request_pdu({.pfc_flags = pfc::last_frag, .call_id = 3})).header.call_id);
}

TEST_F(SessionCallTest, ignores_cancels_of_calls_that_it_does_not_know) {
  EXPECT_TRUE(send(bare_pdu(dcerpc::PduType::co_cancel, 77)).empty());
  EXPECT_EQ(Next::read, next);
}

TEST_F(SessionCallTest, faults_the_request_behind_an_auth3_that_nobody_waited_for) {
  Bytes auth3 = bare_pdu(dcerpc::PduType::auth3, 1);
  auth3.resize(20);
  auth3[8] = 20;
  EXPECT_TRUE(send(auth3).empty());

  const auto fault = ask<Fault>(request_pdu());

  EXPECT_EQ(nca::proto_error, fault.status);
  EXPECT_TRUE(fault.header.has(pfc::did_not_execute));
  EXPECT_EQ(0U, fault.p_cont_id);
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionCallTest, takes_a_fragment_of_the_transports_maximum) {
  EXPECT_EQ(5816U, ask<Response>(request_pdu({.stub = Bytes(5840 - 24)})).stub.size());
}

TEST_F(SessionCallTest, faults_a_fragment_of_one_octet_more) {
  const auto fault = ask<Fault>(request_pdu({.stub = Bytes(5840 - 24 + 1)}));

  EXPECT_EQ(nca::proto_error, fault.status);
  EXPECT_FALSE(fault.header.has(pfc::did_not_execute));
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionCallTest, takes_a_call_that_announces_4_mebibytes) {
  EXPECT_TRUE(
      send(request_pdu({.pfc_flags = pfc::first_frag, .alloc_hint = 0x400000, .stub = Bytes(8)}))
          .empty());
  EXPECT_EQ(Next::read, next);
}

TEST_F(SessionCallTest, denies_a_call_that_announces_one_octet_more) {
  const auto fault = ask<Fault>(
      request_pdu({.pfc_flags = pfc::first_frag, .alloc_hint = 0x400001, .stub = Bytes(8)}));

  EXPECT_EQ(win32::error_access_denied, fault.status);
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionCallTest, believes_no_hint_of_a_call_in_one_fragment) {
  EXPECT_EQ(2U, ask<Response>(request_pdu({.alloc_hint = 0xffffffff, .stub = {1, 2}})).stub.size());
}

TEST_F(SessionCallTest, takes_the_highest_call_id) {
  EXPECT_EQ(0x7fffffffU, ask<Response>(request_pdu({.call_id = 0x7fffffff})).header.call_id);
}

TEST_F(SessionCallTest, faults_a_negative_call_id) {
  EXPECT_EQ(nca::proto_error, ask<Fault>(request_pdu({.call_id = 0x80000000})).status);
}

TEST_F(SessionCallTest, takes_any_call_id_like_samba) {
  open_bound(scenario::ServerProfile::samba);

  EXPECT_EQ(0x80000000U, ask<Response>(request_pdu({.call_id = 0x80000000})).header.call_id);
}

TEST_F(SessionCallTest, drops_a_stray_fragment_of_a_recent_call) {
  ask<Response>(request_pdu({.call_id = 200}));

  EXPECT_TRUE(send(request_pdu({.pfc_flags = pfc::last_frag, .call_id = 51})).empty());
  EXPECT_EQ(Next::read, next);
}

TEST_F(SessionCallTest, faults_a_stray_fragment_of_150_calls_ago) {
  ask<Response>(request_pdu({.call_id = 200}));

  const auto fault = ask<Fault>(request_pdu({.pfc_flags = pfc::last_frag, .call_id = 50}));

  EXPECT_EQ(nca::proto_error, fault.status);
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionCallTest, faults_a_stray_fragment_of_a_call_that_never_was) {
  EXPECT_EQ(nca::proto_error,
            ask<Fault>(request_pdu({.pfc_flags = pfc::last_frag, .call_id = 8})).status);
}

TEST_F(SessionCallTest, hints_32_octets_in_a_fault) {
  EXPECT_EQ(32U, ask<Fault>(request_pdu({.opnum = 2})).alloc_hint);
}

TEST_F(SessionCallTest, hints_24_octets_in_a_fault_like_samba) {
  open_bound(scenario::ServerProfile::samba);

  EXPECT_EQ(24U, ask<Fault>(request_pdu({.opnum = 2})).alloc_hint);
}

TEST_F(SessionCallTest, answers_a_call_that_wants_no_answer) {
  const auto response =
      ask<Response>(request_pdu({.pfc_flags = static_cast<std::uint8_t>(pfc::whole | pfc::maybe)}));

  EXPECT_EQ(2U, response.header.call_id);
}

}  // namespace
}  // namespace ripcord::peers
