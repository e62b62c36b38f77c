#include "transports/dcerpc/pdu.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/layouts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

template <typename Type>
Bytes encoded(const Type& pdu) {
  Bytes out;
  encode(pdu, out);
  return out;
}

class EveryLayout : public testing::TestWithParam<Layout> {
 protected:
  const Bytes unit = bytes(GetParam().hex);
};

INSTANTIATE_TEST_SUITE_P(, EveryLayout, testing::ValuesIn(all_layouts), by_name);

TEST_P(EveryLayout, is_encoded_to_the_octets_that_were_decoded) {
  const Decoded<Pdu> pdu = decode(unit);

  ASSERT_TRUE(pdu) << pdu.error().code.message();
  EXPECT_EQ(hex_text(unit), hex_text(encoded(*pdu)));
}

TEST_P(EveryLayout, is_refused_when_its_last_octet_is_missing) {
  const Decoded<Pdu> pdu = decode(ByteView(unit).first(unit.size() - 1));

  EXPECT_FALSE(pdu);
}

TEST_P(EveryLayout, is_refused_when_an_octet_follows_it) {
  Bytes longer = unit;
  longer.push_back(0);

  const Decoded<Pdu> pdu = decode(longer);

  EXPECT_EQ(DecodeError(errc::frag_length, 8), pdu.error());
}

class RequestOfBothOrders : public testing::TestWithParam<Layout> {};

INSTANTIATE_TEST_SUITE_P(,
                         RequestOfBothOrders,
                         testing::Values(request_layout, big_endian_request_layout),
                         by_name);

TEST_P(RequestOfBothOrders, is_decoded_field_by_field) {
  const Bytes unit = bytes(GetParam().hex);

  const Decoded<Request> request = decode_as<Request>(unit);

  ASSERT_TRUE(request);
  EXPECT_EQ(4U, request->alloc_hint);
  EXPECT_EQ(1U, request->p_cont_id);
  EXPECT_EQ(3U, request->opnum);
  EXPECT_THAT(request->stub, ElementsAre(0xde, 0xad, 0xbe, 0xef));
}

TEST(Request, is_built_without_naming_its_type_and_lengths) {
  const Bytes stub = bytes("de ad be ef");

  const Request request{
      .header = {.call_id = 2}, .alloc_hint = 4, .p_cont_id = 1, .opnum = 3, .stub = stub};

  EXPECT_EQ(bytes(request_layout.hex), encoded(request));
}

TEST(Request, has_an_object_where_the_flag_says_so) {
  const Bytes unit = bytes(request_with_object_layout.hex);

  const Decoded<Request> request = decode_as<Request>(unit);

  ASSERT_TRUE(request);
  EXPECT_EQ("12345678-9abc-def0-0102-030405060708", request->object.text());
  EXPECT_EQ(4U, request->stub.size());
}

TEST(Request, ends_its_stub_where_the_authentication_padding_begins) {
  const Bytes unit = bytes(secured_request_layout.hex);

  const Decoded<Request> request = decode_as<Request>(unit);

  ASSERT_TRUE(request);
  EXPECT_THAT(request->stub, ElementsAre(0xde, 0xad, 0xbe, 0xef));
}

TEST(Request, carries_the_sec_trailer_uninterpreted) {
  const Bytes unit = bytes(secured_request_layout.hex);

  const Decoded<Request> request = decode_as<Request>(unit);

  ASSERT_TRUE(request);
  ASSERT_TRUE(request->auth);
  EXPECT_EQ(10U, request->auth->auth_type);
  EXPECT_EQ(6U, request->auth->auth_level);
  EXPECT_EQ(0x103U, request->auth->auth_context_id);
  EXPECT_THAT(request->auth->auth_value,
              ElementsAre(0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xf6, 0xf7));
}

TEST(Response, is_decoded_field_by_field) {
  const Bytes unit = bytes(response_layout.hex);

  const Decoded<Response> response = decode_as<Response>(unit);

  ASSERT_TRUE(response);
  EXPECT_EQ(4U, response->alloc_hint);
  EXPECT_EQ(1U, response->p_cont_id);
  EXPECT_EQ(7U, response->cancel_count);
  EXPECT_EQ(4U, response->stub.size());
}

TEST(Response, is_built_without_naming_its_type) {
  const Response response{.header = {.call_id = 9}};

  EXPECT_EQ(bytes("05 00 02 03 10 00 00 00 18 00 00 00 09 00 00 00 00 00 00 00 00 00 00 00"),
            encoded(response));
}

TEST(Fault, is_decoded_field_by_field) {
  const Bytes unit = bytes(fault_layout.hex);

  const Decoded<Fault> fault = decode_as<Fault>(unit);

  ASSERT_TRUE(fault);
  EXPECT_TRUE(fault->header.has(pfc::did_not_execute));
  EXPECT_EQ(24U, fault->alloc_hint);
  EXPECT_EQ(1U, fault->fault_flags);
  EXPECT_EQ(0x1c010003U, fault->status);
  EXPECT_THAT(fault->stub, IsEmpty());
}

class BindOfBothOrders : public testing::TestWithParam<Layout> {};

INSTANTIATE_TEST_SUITE_P(,
                         BindOfBothOrders,
                         testing::Values(bind_layout, big_endian_bind_layout),
                         by_name);

TEST_P(BindOfBothOrders, proposes_sizes_group_and_context) {
  const Bytes unit = bytes(GetParam().hex);

  const Decoded<Bind> bind = decode_as<Bind>(unit);

  ASSERT_TRUE(bind);
  EXPECT_EQ(5840U, bind->max_xmit_frag);
  EXPECT_EQ(5840U, bind->max_recv_frag);
  EXPECT_EQ(0x12345678U, bind->assoc_group_id);
  ASSERT_EQ(1U, bind->p_context_elem.size());
  EXPECT_EQ(5U, bind->p_context_elem[0].p_cont_id);
  EXPECT_EQ(epmapper_interface, bind->p_context_elem[0].abstract_syntax);
  EXPECT_THAT(bind->p_context_elem[0].transfer_syntaxes, ElementsAre(ndr20));
}

TEST(AlterContext, is_a_bind_by_another_ptype) {
  const Bytes unit = bytes(alter_context_layout.hex);

  const Decoded<Bind> alter = decode_as<Bind>(unit);

  ASSERT_TRUE(alter);
  EXPECT_EQ(PduType::alter_context, alter->header.ptype);
  ASSERT_EQ(2U, alter->p_context_elem.size());
  EXPECT_EQ(2U, alter->p_context_elem[1].abstract_syntax.minor_version);
  EXPECT_THAT(alter->p_context_elem[1].transfer_syntaxes, ElementsAre(ndr64, ndr20));
}

TEST(BindAck, is_decoded_field_by_field) {
  const Bytes unit = bytes(bind_ack_layout.hex);

  const Decoded<BindAck> ack = decode_as<BindAck>(unit);

  ASSERT_TRUE(ack);
  EXPECT_EQ(0x12345678U, ack->assoc_group_id);
  EXPECT_EQ(port_spec("135"), ack->sec_addr);
  EXPECT_THAT(ack->p_results, ElementsAre(ContextAnswer{.transfer_syntax = ndr20}));
}

TEST(BindAck, says_why_a_context_is_refused) {
  const Bytes unit = bytes(bind_ack_of_dynamic_port_layout.hex);

  const Decoded<BindAck> ack = decode_as<BindAck>(unit);

  ASSERT_TRUE(ack);
  ASSERT_EQ(2U, ack->p_results.size());
  EXPECT_EQ(ContextResult::provider_rejection, ack->p_results[1].result);
  EXPECT_EQ(ProviderReason::abstract_syntax_not_supported, ack->p_results[1].reason);
}

TEST(BindNak, names_reason_and_versions) {
  const Bytes unit = bytes(bind_nak_layout.hex);

  const Decoded<BindNak> nak = decode_as<BindNak>(unit);

  ASSERT_TRUE(nak);
  EXPECT_EQ(RejectReason::protocol_version_not_supported, nak->provider_reject_reason);
  EXPECT_THAT(nak->versions, ElementsAre(RuntimeVersion{5, 0}));
  EXPECT_EQ(3U, nak->padding.size());
}

TEST(Rts, keeps_its_commands_as_they_are) {
  const Bytes unit = bytes(rts_layout.hex);

  const Decoded<Rts> rts = decode_as<Rts>(unit);

  ASSERT_TRUE(rts);
  EXPECT_EQ(2U, rts->flags);
  EXPECT_EQ(1U, rts->n_commands);
  EXPECT_EQ(8U, rts->commands.size());
}

/// A unit that is refused, why, and the octet that is named.
struct WrongUnit {
  const char* name;
  const char* hex;
  errc error;
  std::size_t offset;
};

void PrintTo(const WrongUnit& unit, std::ostream* out) { *out << unit.name; }

class RefusedUnit : public testing::TestWithParam<WrongUnit> {};

INSTANTIATE_TEST_SUITE_P(
    ,
    RefusedUnit,
    testing::Values(
        WrongUnit{"unknown_ptype",
                  "05 00 15 03 10 00 00 00 10 00 00 00 01 00 00 00",
                  errc::unknown_ptype,
                  2},
        WrongUnit{"connectionless_ptype",
                  "05 00 01 03 10 00 00 00 10 00 00 00 01 00 00 00",
                  errc::unknown_ptype,
                  2},
        WrongUnit{"auth_length_beyond_the_unit",
                  "05 00 11 03 10 00 00 00 18 00 01 00 01 00 00 00 00 00 00 00 00 00 00 00",
                  errc::auth_length,
                  10},
        WrongUnit{"auth_pad_beyond_the_stub",
                  "05 00 00 03 10 00 00 00 25 00 01 00 01 00 00 00 "  // header
                  "00 00 00 00 00 00 00 00 "                          // no stub
                  "00 00 00 00 0a 06 05 00 00 00 00 00 ff",           // 4 octets, pad 5
                  errc::auth_pad_length,
                  30},
        WrongUnit{"request_without_opnum",
                  "05 00 00 03 10 00 00 00 16 00 00 00 01 00 00 00 00 00 00 00 00 00",
                  errc::truncated,
                  22},
        WrongUnit{"request_without_its_object",
                  "05 00 00 83 10 00 00 00 18 00 00 00 01 00 00 00 00 00 00 00 00 00 00 00",
                  errc::truncated,
                  24},
        WrongUnit{"bind_with_a_context_that_is_not_there",
                  "05 00 0b 03 10 00 00 00 1c 00 00 00 01 00 00 00 "
                  "d0 16 d0 16 00 00 00 00 01 00 00 00",
                  errc::truncated,
                  28},
        WrongUnit{"bind_ack_with_a_sec_addr_beyond_the_unit",
                  "05 00 0c 03 10 00 00 00 1c 00 00 00 01 00 00 00 "
                  "d0 16 d0 16 00 00 00 00 03 00 00 00",
                  errc::truncated,
                  26}),
    by_name);

TEST_P(RefusedUnit, names_condition_and_octet) {
  const Decoded<Pdu> pdu = decode(bytes(GetParam().hex));

  ASSERT_FALSE(pdu);
  EXPECT_EQ(DecodeError(GetParam().error, GetParam().offset), pdu.error());
}

TEST(Pdu, takes_authentication_padding_that_is_the_whole_stub) {
  const Bytes unit = bytes(
      "05 00 00 03 10 00 00 00 25 00 01 00 01 00 00 00 "  // header
      "00 00 00 00 00 00 00 00 "                          // no stub
      "00 00 00 00 0a 06 04 00 00 00 00 00 ff");          // 4 octets, pad 4

  const Decoded<Request> request = decode_as<Request>(unit);

  ASSERT_TRUE(request);
  EXPECT_THAT(request->stub, IsEmpty());
}

TEST(Pdu, is_refused_as_a_type_that_it_is_not) {
  const Decoded<Response> response = decode_as<Response>(bytes(request_layout.hex));

  EXPECT_EQ(DecodeError(errc::unexpected_ptype, 2), response.error());
}

TEST(Pdu, is_appended_to_what_the_buffer_has) {
  Bytes out = bytes("aa");

  encode(Shutdown{.header = {.call_id = 0}}, out);

  EXPECT_EQ(bytes("aa 05 00 11 03 10 00 00 00 10 00 00 00 00 00 00 00"), out);
}

TEST(Pdu, may_be_as_large_as_frag_length_can_say) {
  const Bytes stub(frag_length_max - 24);

  const Bytes unit = encoded(Request{.stub = stub});

  EXPECT_EQ(frag_length_max, unit.size());
  EXPECT_TRUE(decode(unit));
}

TEST(PduDeathTest, must_not_be_larger_than_frag_length_can_say) {
  const Bytes stub(frag_length_max - 23);

  EXPECT_DEATH(encoded(Request{.stub = stub}), "frag_length_max");
}

TEST(Pdu, begins_its_stub_behind_the_fixed_part) {
  EXPECT_EQ(24U, stub_offset(Header{.ptype = PduType::request}));
  EXPECT_EQ(40U, stub_offset(Header{.ptype = PduType::request, .pfc_flags = pfc::object_uuid}));
  EXPECT_EQ(24U, stub_offset(Header{.ptype = PduType::response, .pfc_flags = pfc::object_uuid}));
  EXPECT_EQ(32U, stub_offset(Header{.ptype = PduType::fault}));
  EXPECT_EQ(0U, stub_offset(Header{.ptype = PduType::bind}));
}

}  // namespace
}  // namespace ripcord::dcerpc
