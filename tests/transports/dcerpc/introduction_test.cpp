#include "transports/dcerpc/introduction.hpp"

#include "tests/transports/dcerpc/units.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

ContextElement context(const SyntaxId& interface, const SyntaxId& transfer = ndr20) {
  return {.abstract_syntax = interface, .transfer_syntaxes = {transfer}};
}

std::uint64_t digest_of(const Bind& bind) { return introduction(unit_of(bind))->digest; }

TEST(Introduction, names_the_first_interface_of_a_bind) {
  const Bind bind{.p_context_elem = {context(mgmt_interface), context(epmapper_interface)}};

  EXPECT_EQ(mgmt_interface, introduction(unit_of(bind))->interface);
}

TEST(Introduction, knows_the_endpoint_mapper_for_the_directory) {
  const Bind bind{.p_context_elem = {context(epmapper_interface)}};

  EXPECT_TRUE(introduction(unit_of(bind))->directory);
}

TEST(Introduction, does_not_take_bind_time_features_for_an_interface) {
  const Bind bind{.p_context_elem = {context(mgmt_interface, bind_time_feature_syntax(3)),
                                     context(epmapper_interface)}};

  EXPECT_EQ(epmapper_interface, introduction(unit_of(bind))->interface);
}

TEST(Introduction, is_equal_whatever_the_call_is_called) {
  const Bind bind{.header = {.ptype = PduType::bind, .call_id = 1},
                  .p_context_elem = {context(mgmt_interface)}};
  Bind again = bind;
  again.header.call_id = 2;

  EXPECT_EQ(digest_of(bind), digest_of(again));
}

TEST(Introduction, tells_another_interface_apart) {
  const Bind bind{.p_context_elem = {context(mgmt_interface)}};
  const Bind other{.p_context_elem = {context(epmapper_interface)}};

  EXPECT_NE(digest_of(bind), digest_of(other));
}

TEST(Introduction, tells_another_kind_of_authentication_apart) {
  const Bytes token{1, 2, 3, 4};
  const Bind bind{.p_context_elem = {context(mgmt_interface)},
                  .auth = SecTrailer{.auth_type = 9, .auth_value = token}};
  Bind other = bind;
  other.auth->auth_type = 10;

  EXPECT_NE(digest_of(bind), digest_of(other));
}

TEST(Introduction, is_none_for_a_request) { EXPECT_FALSE(introduction(unit_of(Request{}))); }

TEST(Introduction, is_none_for_an_alter_context) {
  const Bind alter{.header = {.ptype = PduType::alter_context},
                   .p_context_elem = {context(mgmt_interface)}};

  EXPECT_FALSE(introduction(unit_of(alter)));
}

TEST(Introduction, is_none_for_a_bind_without_interfaces) {
  EXPECT_FALSE(introduction(unit_of(Bind{})));
}

}  // namespace
}  // namespace ripcord::dcerpc
