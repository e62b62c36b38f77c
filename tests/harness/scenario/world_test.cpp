#include "harness/scenario/world_spec.hpp"
#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ripcord::scenario {
namespace {

using std::chrono::microseconds;

ServiceSpec service(const std::string& keys, std::string_view head = "") {
  return resolved(
             with_head("world: { services: [ { name: s, " + keys + " } ] }\n" + std::string(head)))
      .world.services.at(0);
}

std::string service_errors(const std::string& keys, std::string_view head = "") {
  const std::string errors = errors_of(
      with_head("world: { services: [ { name: s,\n" + keys + " } ] }\n" + std::string(head)));
  return errors.substr(0, errors.find('\n'));
}

TEST(Network, without_keys_has_the_defaults_of_its_struct) {
  EXPECT_EQ(NetworkSpec{}, resolved(with_head("")).world.network);
}

TEST(Network, bandwidth_is_bytes_a_second) {
  EXPECT_EQ(
      1'048'576U,
      resolved(with_head("world: { network: { bandwidth: 1MiB } }\n")).world.network.bandwidth);
}

TEST(Mapper, without_keys_has_the_defaults_of_its_struct) {
  MapperSpec expected;
  expected.line = 5;

  EXPECT_EQ(expected, resolved(with_head("world: {}\n")).world.mapper);
}

TEST(Mapper, has_a_profile_and_options_that_override_it) {
  const MapperSpec mapper =
      resolved(with_head("world: { mapper: { profile: nt4, remote_insert: op_rng, lookup_end: "
                         "not_registered, liveness: pings } }\n"))
          .world.mapper;

  EXPECT_EQ(MapperProfile::nt4, mapper.profile);
  EXPECT_EQ(RemoteInsert::op_rng, mapper.remote_insert);
  EXPECT_EQ(LookupEnd::not_registered, mapper.lookup_end);
  EXPECT_EQ(Liveness::pings, mapper.liveness);
}

TEST(Service, with_two_keys_has_the_defaults_of_its_struct) {
  ServiceSpec expected;
  expected.name = "s";
  expected.line = 5;
  expected.kind = ServiceKind::echo;
  expected.interface = "echo";

  EXPECT_EQ(expected, service("interface: echo"));
}

TEST(Service, works_on_a_call_for_its_service_time) {
  EXPECT_EQ(microseconds(50),
            service("interface: echo, service_time: { spin: 50us }").service_time->whole());
}

TEST(Service, that_is_slower_works_so_much_longer) {
  EXPECT_EQ(
      microseconds(55),
      service("interface: echo, service_time: { spin: 50us, slower: 10% }").service_time->whole());
}

TEST(Service, of_somebody_else_has_no_service_time) {
  EXPECT_EQ(
      "probe.yaml:6:45: error: `service_time` has a meaning for servers of ours only",
      service_errors("interface: echo, connect: \"localhost:5000\", service_time: { spin: 1ms }",
                     "transports: [tcp]\n"));
}

TEST(Service, listens_on_a_port) {
  EXPECT_EQ(5'000, service("interface: echo, endpoint: 5000").port);
}

TEST(Service, a_stand_in_has_an_interface_of_its_own) {
  const ServiceSpec stand_in = service(
      "interface: { name: spooler, uuid: 12345678-1234-abcd-ef00-0123456789ab, version: 1.2 }");

  EXPECT_EQ(ServiceKind::stand_in, stand_in.kind);
  EXPECT_EQ("spooler", stand_in.interface);
  EXPECT_EQ((protocol::InterfaceId{*Uuid::parse("12345678-1234-abcd-ef00-0123456789ab"), 1, 2}),
            stand_in.interface_id);
}

TEST(Service, a_stand_in_answers_with_zeros_bytes_or_a_fault) {
  const ServiceSpec stand_in = service(
      "interface: { name: x, uuid: 12345678-1234-abcd-ef00-0123456789ab }, "
      "operations: { 4: { zeros: 12 }, 0x5: { reply: 0a0b }, 6: { fault: 0x1c010002 } }");

  const std::vector<OperationSpec> expected{{.opnum = 4, .answer = ZerosAnswer{12}},
                                            {.opnum = 5, .answer = Bytes{0x0a, 0x0b}},
                                            {.opnum = 6, .answer = FaultAnswer{0x1c010002}}};
  EXPECT_EQ(expected, stand_in.operations);
}

TEST(Service, an_operation_has_one_answer) {
  EXPECT_EQ("probe.yaml:6:86: error: an operation answers one of zeros, reply and fault",
            service_errors("interface: { name: x, uuid: 12345678-1234-abcd-ef00-0123456789ab }, "
                           "operations: { 4: { zeros: 1, fault: 5 } }"));
}

TEST(Service, an_operation_is_a_number) {
  EXPECT_EQ("probe.yaml:6:83: error: `read` is no operation number from 0 to 65535",
            service_errors("interface: { name: x, uuid: 12345678-1234-abcd-ef00-0123456789ab }, "
                           "operations: { read: { zeros: 1 } }"));
}

TEST(Service, a_uuid_is_checked) {
  EXPECT_EQ(
      "probe.yaml:6:29: error: `uuid` must be a UUID such as 8a885d04-1ceb-11c9-9fe8-08002b104860, "
      "not `12345678`",
      service_errors("interface: { name: x, uuid: 12345678 }"));
}

TEST(Service, a_version_is_major_and_minor) {
  EXPECT_EQ(
      "probe.yaml:6:76: error: `version` must be major.minor, such as 1.0, not `1.x`",
      service_errors(
          "interface: { name: x, uuid: 12345678-1234-abcd-ef00-0123456789ab, version: 1.x }"));
}

TEST(Service, an_unknown_interface_gets_the_nearest) {
  EXPECT_EQ(
      "probe.yaml:6:12: error: unknown interface `bckup`\n"
      "    6 | interface: bckup } ] }\n"
      "      |            ^~~~~\n"
      "      = did you mean `backup`?\n",
      errors_of(with_head("world: { services: [ { name: s,\ninterface: bckup } ] }\n")));
}

TEST(Service, an_interface_of_a_later_build_is_not_in_this_one) {
  EXPECT_EQ("probe.yaml:6:12: error: the interface `mgmt` is not in this build",
            service_errors("interface: mgmt"));
}

TEST(Service, an_interface_of_the_file_is_a_stand_in) {
  const ResolvedScenario run =
      resolved(with_head("interfaces: [ { name: store, uuid: 12345678-1234-abcd-ef00-0123456789ab, "
                         "operations: [A, B] } "
                         "]\nworld: { services: [ { name: s, interface: store } ] }\n"));

  EXPECT_EQ(ServiceKind::stand_in, run.world.services.at(0).kind);
  EXPECT_EQ((std::vector<std::string>{"A", "B"}), run.interfaces.at(0).operations);
}

TEST(Service, files_belong_to_backup_services) {
  EXPECT_EQ(
      "probe.yaml:6:18: error: `files` has a meaning for services of `interface: backup` only",
      service_errors("interface: echo, files: []"));
}

TEST(Service, is_not_called_as_the_endpoint_mapper_is) {
  const std::string errors =
      errors_of(with_head("world: { services: [ { name: mapper, interface: echo } ] }\n"));

  EXPECT_EQ("probe.yaml:5:30: error: `mapper` is what rules call the endpoint mapper",
            errors.substr(0, errors.find('\n')));
}

TEST(Service, names_are_unique) {
  EXPECT_EQ(
      "probe.yaml:5:60: error: a second service called `s`",
      errors_of(
          with_head("world: { services: [ { name: s, interface: echo }, { name: s, interface: "
                    "echo } ] }\n"))
          .substr(0, 51));
}

TEST(Service, a_stand_in_has_the_id_of_the_interface_that_it_names) {
  const ResolvedScenario run = resolved(
      with_head("interfaces: [ { name: lsa, uuid: 12345778-1234-abcd-ef00-0123456789ab } ]\n"
                "world: { services: [ { name: s, interface: lsa } ] }\n"));

  EXPECT_EQ(0x12345778U, run.world.services.front().interface_id.value().uuid.time_low);
}

TEST(Service, a_foreign_one_is_started) {
  const ServiceSpec foreign =
      service("interface: echo, server: { command: [smbd], ready: \"listening on\" }", live_head);

  EXPECT_EQ(ServiceKind::foreign, foreign.kind);
  EXPECT_EQ("listening on", foreign.server.value().ready);
}

TEST(Service, a_foreign_one_is_dialled) {
  const ServiceSpec foreign = service("interface: echo, connect: \"${HOST}:135\"", live_head);

  EXPECT_EQ(ServiceKind::foreign, foreign.kind);
  EXPECT_EQ("${HOST}:135", foreign.connect.value().text);
}

TEST(Service, a_foreign_one_is_not_both) {
  EXPECT_EQ(
      "probe.yaml:6:50: error: a foreign server is either started (`server`) or dialled "
      "(`connect`)",
      service_errors("interface: echo, server: { command: [smbd] },    connect: a:135", live_head));
}

TEST(Service, is_dialled_at_host_and_port) {
  EXPECT_EQ("probe.yaml:6:27: error: `connect` must be host:port, not `localhost`",
            service_errors("interface: echo, connect: localhost"));
}

}  // namespace
}  // namespace ripcord::scenario
