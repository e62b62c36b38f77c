#include "harness/peers/interfaces/endpoint_mapper.hpp"

#include "tests/harness/peers/direct_call.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace ripcord::peers {
namespace {

namespace ept = dcerpc::ept;
using scenario::MapperProfile;

constexpr dcerpc::SyntaxId served{Uuid{0xaaaaaaaa, 1, 1, {1, 1, 1, 1, 1, 1, 1, 1}}, 1, 0};
constexpr dcerpc::SyntaxId unserved{Uuid{0xbbbbbbbb, 1, 1, {1, 1, 1, 1, 1, 1, 1, 1}}, 1, 0};

class EndpointMapperTest : public testing::Test {
 protected:
  EndpointMapperTest() { build({}); }

  void build(const scenario::MapperSpec& spec) {
    mapper.emplace(recorder, Prng(1, "mapper"), spec);
  }
  void enlist_ports(std::uint16_t count) {
    for (std::uint16_t port = 1; port <= count; ++port) {
      mapper->enlist(make_entry({.interface = served, .port = port}), Replace::no);
    }
  }

  template <typename Out, typename In>
  Out ask(ept::Opnum opnum, const In& in) {
    Bytes stub;
    ept::encode_stub(in, ByteOrder::little_endian, stub);
    const Bytes answer = caller.call(*mapper, static_cast<std::uint16_t>(opnum), stub);
    const Decoded<Out> out = ept::decode_stub<Out>(answer, ByteOrder::little_endian);
    return out ? *out : Out{};
  }
  ept::MapOut map(const dcerpc::SyntaxId& interface,
                  std::uint32_t max_towers,
                  const dcerpc::ContextHandle& handle = {}) {
    return ask<ept::MapOut>(
        ept::Opnum::ept_map,
        ept::MapIn{
            .object = {.referent = 1},
            .map_tower = {.referent = 2, .octets = dcerpc::tower_octets({.interface = interface})},
            .entry_handle = handle,
            .max_towers = max_towers});
  }
  ept::LookupOut look_up(std::uint32_t max_ents, const dcerpc::ContextHandle& handle = {}) {
    return ask<ept::LookupOut>(ept::Opnum::ept_lookup,
                               ept::LookupIn{.entry_handle = handle, .max_ents = max_ents});
  }
  std::uint32_t insert(std::uint16_t port) {
    ept::InsertIn in{
        .entries = {{.tower = {.octets = dcerpc::tower_octets({.interface = served, .port = port})},
                     .annotation = "remote"}}};
    ept::number_referents(in.entries);
    return ask<ept::StatusOut>(ept::Opnum::ept_insert, in).status;
  }

  Recorder recorder;
  DirectCaller caller;
  std::optional<EndpointMapper> mapper;
};

TEST_F(EndpointMapperTest, hands_out_the_tower_of_a_registered_interface) {
  enlist_ports(1);

  const ept::MapOut out = map(served, 4);

  EXPECT_EQ(ept::status::ok, out.status);
  ASSERT_EQ(1U, out.towers.size());
  EXPECT_EQ(dcerpc::tower_octets({.interface = served, .port = 1}), out.towers[0].octets);
  EXPECT_TRUE(out.entry_handle.is_null());
}

// A pointer with a number of the question's would point to what that pointed to.
TEST_F(EndpointMapperTest, numbers_its_pointers_behind_those_of_the_question) {
  enlist_ports(2);

  const ept::MapOut out = map(served, 4);

  ASSERT_EQ(2U, out.towers.size());
  EXPECT_EQ(3U, out.towers[0].referent);
  EXPECT_EQ(4U, out.towers[1].referent);
}

// As Windows' and Samba's mappers do, wherever they listen.
TEST_F(EndpointMapperTest, names_the_address_at_which_its_client_found_it) {
  enlist_ports(1);
  caller.server_host = "192.0.2.7";

  const ept::MapOut mapped = map(served, 4);
  const ept::LookupOut listed = look_up(4);

  const Bytes tower =
      dcerpc::tower_octets({.interface = served, .port = 1, .address = {192, 0, 2, 7}});
  EXPECT_EQ(tower, mapped.towers.at(0).octets);
  EXPECT_EQ(tower, listed.entries.at(0).tower.octets);
}

TEST_F(EndpointMapperTest, names_no_address_where_it_was_found_at_one_of_ipv6) {
  enlist_ports(1);
  caller.server_host = "::1";

  const ept::MapOut mapped = map(served, 4);

  EXPECT_EQ(dcerpc::tower_octets({.interface = served, .port = 1}), mapped.towers.at(0).octets);
}

TEST_F(EndpointMapperTest, says_that_an_interface_is_not_registered) {
  const ept::MapOut out = map(unserved, 4);

  EXPECT_EQ(ept::status::not_registered, out.status);
  EXPECT_EQ(0U, out.num_towers);
}

TEST_F(EndpointMapperTest, finds_nothing_with_success_like_wine) {
  build({.profile = MapperProfile::wine});

  const ept::MapOut out = map(unserved, 4);

  EXPECT_EQ(ept::status::ok, out.status);
  EXPECT_EQ(0U, out.num_towers);
}

TEST_F(EndpointMapperTest, keeps_the_towers_that_do_not_fit_under_a_handle) {
  enlist_ports(3);
  const ept::MapOut first = map(served, 2);
  EXPECT_EQ(2U, first.num_towers);
  EXPECT_FALSE(first.entry_handle.is_null());

  const ept::MapOut second = map(served, 2, first.entry_handle);

  EXPECT_EQ(1U, second.num_towers);
  EXPECT_TRUE(second.entry_handle.is_null());
}

TEST_F(EndpointMapperTest, hands_out_no_more_than_its_own_limit) {
  build({.max_entries = 1});
  enlist_ports(2);

  EXPECT_EQ(1U, map(served, 4).num_towers);
}

TEST_F(EndpointMapperTest, cannot_map_to_no_tower_at_all) {
  EXPECT_EQ(ept::status::cant_perform_op, map(served, 0).status);
}

TEST_F(EndpointMapperTest, faults_more_towers_than_the_range_allows) {
  map(served, 501);

  EXPECT_EQ(0x6f7U, caller.fault);
}

TEST_F(EndpointMapperTest, refuses_a_handle_that_it_does_not_know) {
  EXPECT_EQ(ept::status::invalid_context, map(served, 4, {.uuid = {.time_low = 1}}).status);
}

TEST_F(EndpointMapperTest, refuses_the_handle_of_another_operation) {
  enlist_ports(2);
  const ept::MapOut first = map(served, 1);

  EXPECT_EQ(ept::status::invalid_context, look_up(1, first.entry_handle).status);
}

TEST_F(EndpointMapperTest, ends_a_lookup_by_a_null_handle_like_windows) {
  enlist_ports(2);

  const ept::LookupOut out = look_up(2);

  EXPECT_EQ(ept::status::ok, out.status);
  EXPECT_EQ(2U, out.num_ents);
  EXPECT_TRUE(out.entry_handle.is_null());
}

TEST_F(EndpointMapperTest, ends_a_lookup_by_an_empty_answer_like_samba) {
  build({.profile = MapperProfile::samba});
  enlist_ports(2);
  const ept::LookupOut first = look_up(2);
  EXPECT_EQ(ept::status::ok, first.status);

  const ept::LookupOut second = look_up(2, first.entry_handle);

  EXPECT_EQ(ept::status::not_registered, second.status);
  EXPECT_EQ(0U, second.num_ents);
  EXPECT_TRUE(second.entry_handle.is_null());
}

TEST_F(EndpointMapperTest, skips_what_has_gone_since_the_lookup_began) {
  enlist_ports(3);
  const ept::LookupOut first = look_up(1);
  mapper->delist(served, 2);

  const ept::LookupOut second = look_up(5, first.entry_handle);

  EXPECT_EQ(1U, second.num_ents);
}

TEST_F(EndpointMapperTest, has_no_lookup_like_wine) {
  build({.profile = MapperProfile::wine});

  EXPECT_EQ(ept::status::cant_perform_op, look_up(2).status);
}

TEST_F(EndpointMapperTest, frees_a_handle_and_nulls_it) {
  enlist_ports(2);
  const ept::LookupOut first = look_up(1);

  const auto out =
      ask<ept::LookupHandleFreeOut>(ept::Opnum::ept_lookup_handle_free,
                                    ept::LookupHandleFreeIn{.entry_handle = first.entry_handle});

  EXPECT_EQ(ept::LookupHandleFreeOut{}, out);
  EXPECT_EQ(0U, mapper->handle_count());
}

TEST_F(EndpointMapperTest, hands_a_freed_handle_back_like_samba) {
  build({.profile = MapperProfile::samba});
  enlist_ports(2);
  const ept::LookupOut first = look_up(1);

  const auto out =
      ask<ept::LookupHandleFreeOut>(ept::Opnum::ept_lookup_handle_free,
                                    ept::LookupHandleFreeIn{.entry_handle = first.entry_handle});

  EXPECT_EQ(first.entry_handle, out.entry_handle);
}

TEST_F(EndpointMapperTest, holds_no_more_than_so_many_searches) {
  build({.max_searches = 1});
  enlist_ports(2);
  look_up(1);

  EXPECT_EQ(ept::status::no_memory, look_up(1).status);
}

TEST_F(EndpointMapperTest, forgets_a_search_when_it_is_told_to) {
  enlist_ports(2);
  const ept::LookupOut first = look_up(1);

  mapper->forget_handles();

  EXPECT_EQ(ept::status::invalid_context, look_up(1, first.entry_handle).status);
}

TEST_F(EndpointMapperTest, lets_anyone_insert_like_nt4) {
  build({.profile = MapperProfile::nt4});

  EXPECT_EQ(ept::status::ok, insert(9));
  EXPECT_EQ(1U, map(served, 4).num_towers);
}

TEST_F(EndpointMapperTest, denies_an_insert_by_status_like_windows_2000) {
  build({.profile = MapperProfile::windows_2000});

  EXPECT_EQ(0x6d8U, insert(9));
}

TEST_F(EndpointMapperTest, denies_an_insert_by_fault_like_later_windows) {
  insert(9);

  EXPECT_EQ(0x6d8U, caller.fault);
}

TEST_F(EndpointMapperTest, has_no_insert_like_samba) {
  build({.profile = MapperProfile::samba});

  insert(9);

  EXPECT_EQ(0x1c010002U, caller.fault);
}

TEST_F(EndpointMapperTest, prefers_what_the_scenario_says_to_its_profile) {
  build({.profile = MapperProfile::samba, .remote_insert = scenario::RemoteInsert::allowed});

  EXPECT_EQ(ept::status::ok, insert(9));
}

TEST_F(EndpointMapperTest, deletes_for_anyone_like_nt4) {
  build({.profile = MapperProfile::nt4});
  enlist_ports(1);
  ept::DeleteIn in{
      .entries = {{.tower = {.octets = dcerpc::tower_octets({.interface = served, .port = 1})}}}};
  ept::number_referents(in.entries);

  EXPECT_EQ(ept::status::ok, ask<ept::StatusOut>(ept::Opnum::ept_delete, in).status);
  EXPECT_TRUE(mapper->database().entries().empty());
}

TEST_F(EndpointMapperTest, deletes_by_tower_alone_for_management) {
  build({.profile = MapperProfile::nt4});
  enlist_ports(1);
  const ept::MgmtDeleteIn in{
      .object_speced = 0,
      .tower = {.referent = 1, .octets = dcerpc::tower_octets({.interface = served, .port = 1})}};

  EXPECT_EQ(ept::status::ok, ask<ept::StatusOut>(ept::Opnum::ept_mgmt_delete, in).status);
  EXPECT_TRUE(mapper->database().entries().empty());
}

TEST_F(EndpointMapperTest, tells_its_object_like_nt4) {
  build({.profile = MapperProfile::nt4});

  const Bytes answer = caller.call(*mapper, 5, {});

  const auto out = ept::decode_stub<ept::InqObjectOut>(answer, ByteOrder::little_endian);
  EXPECT_FALSE(out->ept_object.is_nil());
  EXPECT_EQ(ept::status::ok, out->status);
}

TEST_F(EndpointMapperTest, says_what_is_registered_and_what_no_longer) {
  enlist_ports(1);
  mapper->delist(served, 1);

  EXPECT_EQ(1U, recorder.count(Event::registered));
  EXPECT_EQ(1U, recorder.count(Event::unregistered));
}

TEST_F(EndpointMapperTest, knows_nothing_after_a_restart) {
  enlist_ports(1);

  mapper->restart();

  EXPECT_EQ(ept::status::not_registered, map(served, 4).status);
}

}  // namespace
}  // namespace ripcord::peers
