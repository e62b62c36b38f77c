#include "tests/harness/peers/session_fixture.hpp"
#include "tests/support/hex.hpp"
#include "transports/dcerpc/status.hpp"

namespace ripcord::peers {
namespace {

using dcerpc::BindAck;
using dcerpc::BindNak;
using dcerpc::ContextResult;
using dcerpc::Fault;
using dcerpc::ProviderReason;
using dcerpc::RejectReason;
namespace pfc = dcerpc::pfc;

constexpr dcerpc::SyntaxId other_interface{
    Uuid{0x99999999, 0x2222, 0x3333, {0x44, 0x44, 5, 5, 5, 5, 5, 5}}, 1, 0};

class SessionBindTest : public SessionTest {};

TEST_F(SessionBindTest, accepts_a_served_interface) {
  const auto ack = ask<BindAck>(bind_pdu());

  ASSERT_EQ(1U, ack.p_results.size());
  EXPECT_EQ(ContextResult::acceptance, ack.p_results[0].result);
  EXPECT_EQ(dcerpc::ndr20, ack.p_results[0].transfer_syntax);
}

TEST_F(SessionBindTest, names_its_port_as_secondary_address) {
  EXPECT_EQ(std::string("49152\0", 6), ask<BindAck>(bind_pdu()).sec_addr);
}

TEST_F(SessionBindTest, gives_a_group_id_that_is_not_zero) {
  EXPECT_NE(0U, ask<BindAck>(bind_pdu()).assoc_group_id);
}

TEST_F(SessionBindTest, answers_an_unknown_interface_by_a_refused_context) {
  const auto ack = ask<BindAck>(bind_pdu({.contexts = {context_element(0, other_interface)}}));

  ASSERT_EQ(1U, ack.p_results.size());
  EXPECT_EQ(ContextResult::provider_rejection, ack.p_results[0].result);
  EXPECT_EQ(ProviderReason::abstract_syntax_not_supported, ack.p_results[0].reason);
}

TEST_F(SessionBindTest, accepts_one_new_context_a_bind) {
  const auto ack = ask<BindAck>(bind_pdu(
      {.contexts = {context_element(0, some_interface), context_element(1, some_interface)}}));

  ASSERT_EQ(2U, ack.p_results.size());
  EXPECT_EQ(ContextResult::acceptance, ack.p_results[0].result);
  EXPECT_EQ(ProviderReason::proposed_transfer_syntaxes_not_supported, ack.p_results[1].reason);
}

TEST_F(SessionBindTest, grants_the_bind_time_features_that_it_knows) {
  const auto ack = ask<BindAck>(
      bind_pdu({.contexts = {context_element(0, some_interface),
                             context_element(
                                 1, some_interface, {dcerpc::bind_time_feature_syntax(0xff)})}}));

  ASSERT_EQ(2U, ack.p_results.size());
  EXPECT_EQ(ContextResult::negotiate_ack, ack.p_results[1].result);
  EXPECT_EQ(3U, static_cast<unsigned>(ack.p_results[1].reason));
}

TEST_F(SessionBindTest, answers_one_fragment_size_in_both_fields) {
  const auto ack = ask<BindAck>(bind_pdu({.max_frag = 0xffff}));

  EXPECT_EQ(5840U, ack.max_xmit_frag);
  EXPECT_EQ(5840U, ack.max_recv_frag);
}

TEST_F(SessionBindTest, negotiates_no_fragments_below_2048) {
  EXPECT_EQ(2048U, ask<BindAck>(bind_pdu({.max_frag = 0})).max_recv_frag);
}

TEST_F(SessionBindTest, echoes_multiplexing_and_header_signing) {
  const std::uint8_t asked = pfc::whole | pfc::conc_mpx | pfc::support_header_sign;

  EXPECT_EQ(asked, ask<BindAck>(bind_pdu({.pfc_flags = asked})).header.pfc_flags);
}

TEST_F(SessionBindTest, ignores_other_flags_and_missing_fragment_flags) {
  EXPECT_EQ(pfc::whole, ask<BindAck>(bind_pdu({.pfc_flags = pfc::reserved})).header.pfc_flags);
}

TEST_F(SessionBindTest, refuses_a_second_bind_and_ends) {
  bind();

  const auto nak = ask<BindNak>(bind_pdu());

  EXPECT_EQ(RejectReason::reason_not_specified, nak.provider_reject_reason);
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionBindTest, writes_a_bind_nak_of_24_octets) {
  bind();

  ask<BindNak>(bind_pdu());

  EXPECT_EQ(24U, received.size());
}

TEST_F(SessionBindTest, refuses_an_association_group_that_it_does_not_know) {
  const auto nak = ask<BindNak>(bind_pdu({.assoc_group_id = 77}));

  EXPECT_EQ(RejectReason::reason_not_specified, nak.provider_reject_reason);
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionBindTest, looks_at_the_group_before_the_contexts) {
  const auto nak = ask<BindNak>(bind_pdu({.assoc_group_id = 77, .contexts = {}}));

  EXPECT_EQ(RejectReason::reason_not_specified, nak.provider_reject_reason);
}

TEST_F(SessionBindTest, refuses_a_bind_without_contexts_as_a_protocol_error) {
  EXPECT_EQ(RejectReason::protocol_version_not_supported,
            ask<BindNak>(bind_pdu({.contexts = {}})).provider_reject_reason);
}

TEST_F(SessionBindTest, refuses_a_context_without_transfer_syntaxes) {
  const auto nak = ask<BindNak>(bind_pdu({.contexts = {context_element(0, some_interface, {})}}));

  EXPECT_EQ(RejectReason::reason_not_specified, nak.provider_reject_reason);
}

TEST_F(SessionBindTest, refuses_two_feature_contexts) {
  const auto feature = dcerpc::bind_time_feature_syntax(3);
  const auto nak =
      ask<BindNak>(bind_pdu({.contexts = {context_element(0, some_interface, {feature}),
                                          context_element(1, some_interface, {feature})}}));

  EXPECT_EQ(RejectReason::reason_not_specified, nak.provider_reject_reason);
}

TEST_F(SessionBindTest, knows_no_authentication_type) {
  dcerpc::Bind bind;
  const Bytes token(8);
  bind.p_context_elem = {context_element(0, some_interface)};
  bind.auth = dcerpc::SecTrailer{.auth_type = 10, .auth_level = 2, .auth_value = token};
  Bytes pdu;
  dcerpc::encode(bind, pdu);

  EXPECT_EQ(RejectReason::authentication_type_not_recognized,
            ask<BindNak>(pdu).provider_reject_reason);
}

TEST_F(SessionBindTest, answers_an_odd_data_representation_by_nak_4) {
  Bytes pdu = bind_pdu();
  pdu[5] = 1;  // VAX floating point

  EXPECT_EQ(RejectReason::protocol_version_not_supported, ask<BindNak>(pdu).provider_reject_reason);
}

TEST_F(SessionBindTest, ends_without_a_word_at_an_odd_data_representation_like_samba) {
  open(scenario::ServerProfile::samba);
  Bytes pdu = bind_pdu();
  pdu[5] = 1;

  EXPECT_TRUE(send(pdu).empty());
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionBindTest, answers_lost_framing_before_the_bind_by_nak_4) {
  EXPECT_EQ(Next::close, session->lose_framing(bytes("47 45 54 20 2f")));

  const Bytes answer = session->outgoing();
  EXPECT_TRUE(std::holds_alternative<BindNak>(decode_all(answer).front()));
}

TEST_F(SessionBindTest, ends_without_a_word_at_lost_framing_behind_the_bind) {
  bind();

  EXPECT_EQ(Next::close, session->lose_framing(bytes("47 45 54 20 2f")));
  EXPECT_TRUE(session->outgoing().empty());
}

TEST_F(SessionBindTest, ends_without_a_word_at_a_request_before_the_bind) {
  EXPECT_TRUE(send(request_pdu()).empty());
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionBindTest, says_nothing_more_once_it_has_ended) {
  bind();
  ask<BindNak>(bind_pdu());

  EXPECT_TRUE(send(request_pdu()).empty());
}

TEST_F(SessionBindTest, adds_a_context_by_alter_context) {
  bind();

  const auto resp = ask<BindAck>(alter_pdu({.contexts = {context_element(1, some_interface)}}));

  EXPECT_EQ(dcerpc::PduType::alter_context_resp, resp.header.ptype);
  EXPECT_EQ(ContextResult::acceptance, resp.p_results.at(0).result);
  EXPECT_TRUE(resp.sec_addr.empty());
}

TEST_F(SessionBindTest, takes_an_agreed_context_again_by_alter_context) {
  bind();

  const auto resp = ask<BindAck>(alter_pdu({.contexts = {context_element(0, some_interface)}}));

  EXPECT_EQ(ContextResult::acceptance, resp.p_results.at(0).result);
}

TEST_F(SessionBindTest, ignores_sizes_and_group_of_alter_context) {
  const auto ack = ask<BindAck>(bind_pdu({.max_frag = 4280}));

  const auto resp = ask<BindAck>(alter_pdu(
      {.max_frag = 2048, .assoc_group_id = 99, .contexts = {context_element(1, some_interface)}}));

  EXPECT_EQ(4280U, resp.max_recv_frag);
  EXPECT_EQ(ack.assoc_group_id, resp.assoc_group_id);
}

TEST_F(SessionBindTest, faults_an_alter_context_that_gives_a_context_another_syntax) {
  bind();

  const auto fault = ask<Fault>(alter_pdu({.contexts = {context_element(0, other_interface)}}));

  EXPECT_EQ(dcerpc::nca::proto_error, fault.status);
  EXPECT_TRUE(fault.header.has(pfc::did_not_execute));
  EXPECT_EQ(0U, fault.p_cont_id);
  EXPECT_EQ(Next::close, next);
}

TEST_F(SessionBindTest, joins_a_group_from_the_same_host) {
  const auto first = ask<BindAck>(bind_pdu());
  ServerSession other(*settings, SessionEnds{"desk", "store", 49152});
  const Bytes pdu = bind_pdu({.assoc_group_id = first.assoc_group_id});

  other.receive(pdu);

  const auto ack = std::get<BindAck>(decode_all(other.outgoing()).front());
  EXPECT_EQ(first.assoc_group_id, ack.assoc_group_id);
}

TEST_F(SessionBindTest, lets_no_other_host_join_a_group) {
  const auto first = ask<BindAck>(bind_pdu());
  ServerSession other(*settings, SessionEnds{"elsewhere", "store", 49152});
  const Bytes pdu = bind_pdu({.assoc_group_id = first.assoc_group_id});

  other.receive(pdu);

  EXPECT_TRUE(std::holds_alternative<BindNak>(decode_all(other.outgoing()).front()));
}

TEST_F(SessionBindTest, forgets_a_group_with_its_last_connection) {
  const auto first = ask<BindAck>(bind_pdu());
  open(scenario::ServerProfile::windows);

  const auto nak = ask<BindNak>(bind_pdu({.assoc_group_id = first.assoc_group_id}));

  EXPECT_EQ(RejectReason::reason_not_specified, nak.provider_reject_reason);
}

}  // namespace
}  // namespace ripcord::peers
