#include "transports/dcerpc/tower_binding.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/layouts.hpp"
#include "tests/transports/dcerpc/towers.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

std::optional<TowerBinding> binding_of_hex(const char* hex) {
  const Bytes octets = bytes(hex);
  return binding_of(*Tower::decode(octets));
}

TEST(TowerBinding, is_read_from_the_floors) {
  EXPECT_EQ(tcp_binding(), binding_of_hex(tcp_tower_hex));
}

TEST(TowerBinding, is_laid_out_as_floors) {
  EXPECT_EQ(hex_text(bytes(tcp_tower_hex)), hex_text(tower_octets(tcp_binding())));
}

TEST(TowerBinding, is_read_from_a_tower_whose_floor_3_is_empty) {
  const TowerBinding expected{.interface = epmapper_interface};

  EXPECT_EQ(expected, binding_of_hex(wine_tower_hex));
}

TEST(TowerBinding, of_an_unknown_stack_still_has_its_interface) {
  const std::optional<TowerBinding> binding = binding_of_hex(spx_tower_hex);

  ASSERT_TRUE(binding);
  EXPECT_EQ(epmapper_interface, binding->interface);
  EXPECT_EQ(ProtocolSequence::unknown, binding->protocol_sequence);
}

TEST(TowerBinding, is_none_without_syntax_ids) {
  EXPECT_EQ(std::nullopt, binding_of_hex("02 00 01 00 0b 00 00 01 00 07 00 00"));
}

TEST(TowerBinding, is_none_of_one_floor) {
  EXPECT_EQ(std::nullopt, binding_of_hex("01 00 01 00 0b 00 00"));
}

/// Every stack, with what only it has.
struct Stack {
  const char* name;
  TowerBinding binding;
  std::size_t floors;
};

void PrintTo(const Stack& stack, std::ostream* out) { *out << stack.name; }

class EveryStack : public testing::TestWithParam<Stack> {};

TowerBinding stack_of(ProtocolSequence sequence) {
  return {.interface = mgmt_interface, .protocol_sequence = sequence};
}

std::vector<Stack> all_stacks() {
  std::vector<Stack> stacks{
      {"ncacn_ip_tcp", stack_of(ProtocolSequence::ncacn_ip_tcp), 5},
      {"ncadg_ip_udp", stack_of(ProtocolSequence::ncadg_ip_udp), 5},
      {"ncacn_http", stack_of(ProtocolSequence::ncacn_http), 5},
      {"ncacn_np", stack_of(ProtocolSequence::ncacn_np), 5},
      {"ncalrpc", stack_of(ProtocolSequence::ncalrpc), 4},
      {"ncacn_unix_stream", stack_of(ProtocolSequence::ncacn_unix_stream), 4},
  };
  for (std::size_t i = 0; i < 3; ++i) stacks[i].binding.port = 593;
  for (std::size_t i = 3; i < 6; ++i) stacks[i].binding.endpoint = "\\pipe\\epmapper";
  stacks[3].binding.host = "\\\\SERVER";
  return stacks;
}

INSTANTIATE_TEST_SUITE_P(, EveryStack, testing::ValuesIn(all_stacks()), by_name);

TEST_P(EveryStack, is_read_back_from_its_tower) {
  const Bytes octets = tower_octets(GetParam().binding);

  EXPECT_EQ(GetParam().binding, binding_of(*Tower::decode(octets)));
}

TEST_P(EveryStack, has_as_many_floors_as_c706_gives_it) {
  const Bytes octets = tower_octets(GetParam().binding);

  EXPECT_EQ(GetParam().floors, Tower::decode(octets)->floors().size());
}

TEST_P(EveryStack, is_found_by_its_name) {
  EXPECT_EQ(GetParam().binding.protocol_sequence, protocol_sequence(GetParam().name));
  EXPECT_EQ(GetParam().name, text(GetParam().binding.protocol_sequence));
}

TEST(ProtocolSequence, is_unknown_by_another_name) {
  EXPECT_EQ(ProtocolSequence::unknown, protocol_sequence("ncacn_spx"));
}

TEST(TowerBinding, of_a_named_pipe_has_its_text_closed_by_nul) {
  TowerBinding binding = stack_of(ProtocolSequence::ncacn_np);
  binding.endpoint = "ab";
  binding.host = "c";

  const Bytes octets = tower_octets(binding);

  // Floors 1 to 3 are 2 + 25 + 25 + 7 octets.
  EXPECT_EQ("01 00 0f 03 00 61 62 00 01 00 11 02 00 63 00", hex_text(ByteView(octets).subspan(59)));
}

TEST(PortOffset, is_where_the_port_stands) { EXPECT_EQ(64U, port_offset(bytes(tcp_tower_hex))); }

TEST(PortOffset, moves_with_an_empty_floor_3) {
  EXPECT_EQ(62U, port_offset(bytes(wine_tower_hex)));
}

TEST(PortOffset, is_none_in_an_unknown_stack) {
  EXPECT_EQ(std::nullopt, port_offset(bytes(spx_tower_hex)));
}

TEST(PortOffset, is_none_in_a_stack_without_ports) {
  EXPECT_EQ(std::nullopt, port_offset(tower_octets(stack_of(ProtocolSequence::ncalrpc))));
}

TEST(PortOffset, is_none_in_a_truncated_tower) {
  EXPECT_EQ(std::nullopt, port_offset(bytes("05 00 13")));
}

TEST(TowerBinding, has_the_number_that_a_local_port_s_name_ends_in) {
  TowerBinding binding = stack_of(ProtocolSequence::ncalrpc);
  binding.endpoint = "server:49152";

  const Bytes octets = tower_octets(binding);

  EXPECT_EQ(49152U, binding_of(*Tower::decode(octets))->port);
}

TEST(TowerBinding, has_no_number_where_a_local_port_s_name_is_a_word) {
  TowerBinding binding = stack_of(ProtocolSequence::ncalrpc);
  binding.endpoint = "LRPC:x";

  const Bytes octets = tower_octets(binding);

  EXPECT_EQ(0U, binding_of(*Tower::decode(octets))->port);
}

}  // namespace
}  // namespace ripcord::dcerpc
