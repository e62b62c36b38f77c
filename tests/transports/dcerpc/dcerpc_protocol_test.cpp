#include "transports/dcerpc/dcerpc_protocol.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/layouts.hpp"
#include "transports/dcerpc/header.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

using testing::Contains;

TEST(Protocol, has_a_name) { EXPECT_EQ("dcerpc", protocol().name()); }

/// A PDU type, by number and by its name in C706.
struct Named {
  PduType ptype;
  const char* name;
};

void PrintTo(const Named& type, std::ostream* out) { *out << type.name; }

class EveryPduType : public testing::TestWithParam<Named> {};

INSTANTIATE_TEST_SUITE_P(,
                         EveryPduType,
                         testing::Values(Named{PduType::request, "request"},
                                         Named{PduType::ping, "ping"},
                                         Named{PduType::response, "response"},
                                         Named{PduType::fault, "fault"},
                                         Named{PduType::working, "working"},
                                         Named{PduType::nocall, "nocall"},
                                         Named{PduType::reject, "reject"},
                                         Named{PduType::ack, "ack"},
                                         Named{PduType::cl_cancel, "cl_cancel"},
                                         Named{PduType::fack, "fack"},
                                         Named{PduType::cancel_ack, "cancel_ack"},
                                         Named{PduType::bind, "bind"},
                                         Named{PduType::bind_ack, "bind_ack"},
                                         Named{PduType::bind_nak, "bind_nak"},
                                         Named{PduType::alter_context, "alter_context"},
                                         Named{PduType::alter_context_resp, "alter_context_resp"},
                                         Named{PduType::auth3, "auth3"},
                                         Named{PduType::shutdown, "shutdown"},
                                         Named{PduType::co_cancel, "co_cancel"},
                                         Named{PduType::orphaned, "orphaned"},
                                         Named{PduType::rts, "rts"}),
                         by_name);

TEST_P(EveryPduType, is_named_at_its_number) {
  EXPECT_EQ(GetParam().name, protocol().pdu_names()[static_cast<std::size_t>(GetParam().ptype)]);
}

TEST(Protocol, has_one_more_name_for_what_is_unknown) {
  EXPECT_EQ(22U, protocol().pdu_names().size());
  EXPECT_EQ("unknown", protocol().pdu_names().back());
}

TEST(Protocol, frames_its_units) {
  EXPECT_EQ(28U, protocol().frame(bytes(request_layout.hex)).size);
}

TEST(Protocol, lists_the_fields_that_scenarios_name) {
  EXPECT_THAT(protocol().field_names(), Contains("status"));
  EXPECT_THAT(protocol().field_names(), Contains("p_context_elem.abstract_syntax.if_uuid"));
  EXPECT_THAT(protocol().field_names(), Contains("p_context_elem.transfer_syntaxes.if_version"));
  EXPECT_THAT(protocol().field_names(), Contains("sec_addr.port_spec"));
  EXPECT_THAT(protocol().field_names(), Contains("auth_context_id"));
}

TEST(Protocol, begins_every_conversation_anew) {
  const protocol::InterfaceTable interfaces;

  EXPECT_NE(protocol().converse(interfaces), protocol().converse(interfaces));
}

}  // namespace
}  // namespace ripcord::dcerpc
