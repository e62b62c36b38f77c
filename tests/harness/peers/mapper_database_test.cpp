#include "harness/peers/interfaces/mapper_database.hpp"

#include "transports/dcerpc/endpoint_map.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::peers {
namespace {

namespace ept = dcerpc::ept;
using Ids = std::vector<std::uint64_t>;

constexpr Uuid uuid_a{0xaaaaaaaa, 1, 1, {1, 1, 1, 1, 1, 1, 1, 1}};
constexpr Uuid uuid_b{0xbbbbbbbb, 1, 1, {1, 1, 1, 1, 1, 1, 1, 1}};
constexpr Uuid object_1{0x11111111, 1, 1, {1, 1, 1, 1, 1, 1, 1, 1}};
constexpr Uuid object_2{0x22222222, 1, 1, {1, 1, 1, 1, 1, 1, 1, 1}};

MapperEntry entry(const dcerpc::SyntaxId& interface, std::uint16_t port, const Uuid& object = {}) {
  return make_entry({.interface = interface, .port = port}, "note", object);
}

dcerpc::TowerBinding asking_for(const dcerpc::SyntaxId& interface) {
  return {.interface = interface};
}

TEST(MapperDatabase, maps_to_what_serves_the_interface) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 0}, 1001), Replace::no);
  database.insert(entry({uuid_b, 1, 0}, 1002), Replace::no);

  EXPECT_EQ(Ids{2}, database.map({}, asking_for({uuid_b, 1, 0})));
}

TEST(MapperDatabase, maps_to_a_higher_minor_version) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 5}, 1001), Replace::no);

  EXPECT_EQ(Ids{1}, database.map({}, asking_for({uuid_a, 1, 4})));
}

TEST(MapperDatabase, maps_to_no_lower_minor_version) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 5}, 1001), Replace::no);

  EXPECT_EQ(Ids{}, database.map({}, asking_for({uuid_a, 1, 6})));
}

TEST(MapperDatabase, maps_to_no_other_major_version) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 2, 0}, 1001), Replace::no);

  EXPECT_EQ(Ids{}, database.map({}, asking_for({uuid_a, 1, 0})));
}

TEST(MapperDatabase, maps_to_no_other_protocol) {
  MapperDatabase database;
  database.insert(make_entry({.interface = {uuid_a, 1, 0},
                              .protocol_sequence = dcerpc::ProtocolSequence::ncadg_ip_udp,
                              .port = 1001}),
                  Replace::no);

  EXPECT_EQ(Ids{}, database.map({}, asking_for({uuid_a, 1, 0})));
}

TEST(MapperDatabase, maps_an_object_to_its_own_server_before_those_of_none) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 0}, 1001), Replace::no);
  database.insert(entry({uuid_a, 1, 0}, 1002, object_1), Replace::no);
  database.insert(entry({uuid_a, 1, 0}, 1003, object_2), Replace::no);

  EXPECT_EQ((Ids{2, 1}), database.map(object_1, asking_for({uuid_a, 1, 0})));
}

TEST(MapperDatabase, replaces_a_registration_that_points_elsewhere) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 0}, 1001), Replace::no);

  database.insert(entry({uuid_a, 1, 0}, 1002), Replace::yes);

  ASSERT_EQ(1U, database.entries().size());
  EXPECT_EQ(1002U, database.entries()[0].binding.port);
}

TEST(MapperDatabase, replaces_no_registration_of_another_object) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 0}, 1001, object_1), Replace::no);

  database.insert(entry({uuid_a, 1, 0}, 1002, object_2), Replace::yes);

  EXPECT_EQ(2U, database.entries().size());
}

TEST(MapperDatabase, replaces_no_registration_of_another_version) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 0}, 1001), Replace::no);

  database.insert(entry({uuid_a, 1, 1}, 1002), Replace::yes);

  EXPECT_EQ(2U, database.entries().size());
}

TEST(MapperDatabase, keeps_a_dead_registration_beside_a_new_one_without_replace) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 0}, 1001), Replace::no);

  database.insert(entry({uuid_a, 1, 0}, 1002), Replace::no);

  EXPECT_EQ((Ids{1, 2}), database.map({}, asking_for({uuid_a, 1, 0})));
}

TEST(MapperDatabase, doubles_no_element) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 0}, 1001), Replace::no);

  database.insert(entry({uuid_a, 1, 0}, 1001), Replace::no);

  EXPECT_EQ(1U, database.entries().size());
}

TEST(MapperDatabase, removes_the_element_of_that_object_and_tower) {
  MapperDatabase database;
  const MapperEntry element = entry({uuid_a, 1, 0}, 1001, object_1);
  database.insert(element, Replace::no);

  EXPECT_EQ(ept::status::not_registered, database.remove(object_2, element.tower));
  EXPECT_EQ(ept::status::ok, database.remove(object_1, element.tower));
  EXPECT_TRUE(database.entries().empty());
}

TEST(MapperDatabase, takes_entries_max_elements) {
  MapperDatabase database;
  for (std::uint16_t port = 0; port < MapperDatabase::entries_max; ++port) {
    database.insert(entry({uuid_a, 1, 0}, port), Replace::no);
  }

  EXPECT_EQ(MapperDatabase::entries_max, database.entries().size());
  EXPECT_EQ(ept::status::no_memory, database.insert(entry({uuid_b, 1, 0}, 1), Replace::no));
}

struct VersionCase {
  const char* name;
  std::uint32_t vers_option;
  Ids found;
};

/// Asks for version 2.3 of what is there as 1.0, 2.2, 2.3, 2.4 and 3.0, by ids 1 to 5.
class MapperVersionTest : public testing::TestWithParam<VersionCase> {};

TEST_P(MapperVersionTest, finds_the_versions_of_its_option) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 0}, 1), Replace::no);
  database.insert(entry({uuid_a, 2, 2}, 2), Replace::no);
  database.insert(entry({uuid_a, 2, 3}, 3), Replace::no);
  database.insert(entry({uuid_a, 2, 4}, 4), Replace::no);
  database.insert(entry({uuid_a, 3, 0}, 5), Replace::no);

  EXPECT_EQ(GetParam().found,
            database.lookup({.inquiry_type = ept::inquiry::by_interface,
                             .interface = {uuid_a, 2, 3},
                             .vers_option = GetParam().vers_option}));
}

INSTANTIATE_TEST_SUITE_P(Options,
                         MapperVersionTest,
                         testing::Values(VersionCase{"sambas_all", 0, {1, 2, 3, 4, 5}},
                                         VersionCase{"all", 1, {1, 2, 3, 4, 5}},
                                         VersionCase{"compatible", 2, {3, 4}},
                                         VersionCase{"exact", 3, {3}},
                                         VersionCase{"major_only", 4, {2, 3, 4}},
                                         VersionCase{"up_to", 5, {1, 2, 3}}),
                         [](const testing::TestParamInfo<VersionCase>& option) {
                           return std::string(option.param.name);
                         });

struct InquiryCase {
  const char* name;
  std::uint32_t inquiry_type;
  Ids found;
};

/// Asks for interface a and object 1 of a without object, a with object 1, b with object 1.
class MapperInquiryTest : public testing::TestWithParam<InquiryCase> {};

TEST_P(MapperInquiryTest, finds_what_its_type_asks_for) {
  MapperDatabase database;
  database.insert(entry({uuid_a, 1, 0}, 1), Replace::no);
  database.insert(entry({uuid_a, 1, 0}, 2, object_1), Replace::no);
  database.insert(entry({uuid_b, 1, 0}, 3, object_1), Replace::no);

  EXPECT_EQ(GetParam().found,
            database.lookup({.inquiry_type = GetParam().inquiry_type,
                             .object = object_1,
                             .interface = {uuid_a, 1, 0},
                             .vers_option = ept::version_option::all}));
}

INSTANTIATE_TEST_SUITE_P(Types,
                         MapperInquiryTest,
                         testing::Values(InquiryCase{"all", 0, {1, 2, 3}},
                                         InquiryCase{"by_interface", 1, {1, 2}},
                                         InquiryCase{"by_object", 2, {2, 3}},
                                         InquiryCase{"by_both", 3, {2}},
                                         InquiryCase{"any_other_is_all", 9, {1, 2, 3}}),
                         [](const testing::TestParamInfo<InquiryCase>& type) {
                           return std::string(type.param.name);
                         });

}  // namespace
}  // namespace ripcord::peers
