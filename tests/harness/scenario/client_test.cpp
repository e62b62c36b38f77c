#include "harness/scenario/client_spec.hpp"
#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace ripcord::scenario {
namespace {

ClientSpec client(const std::string& keys, std::string_view head = "") {
  return resolved(with_head("world: { clients: { a: {" + keys + "} } }\n" + std::string(head)))
      .world.clients.at(0);
}

TEST(Client, without_keys_has_the_defaults_of_its_struct) {
  ClientSpec expected;
  expected.name = "a";
  expected.line = 5;

  EXPECT_EQ(expected, client(""));
}

TEST(Client, time_limits_may_be_none) {
  EXPECT_EQ(std::nullopt, client("connect_timeout: none").connect_timeout);
}

TEST(Client, clients_stay_in_the_order_of_the_file) {
  const WorldSpec world =
      resolved(with_head("world: { clients: { zoe: {}, adam: {}, mia: {} } }\n")).world;

  ASSERT_EQ(3U, world.clients.size());
  EXPECT_EQ("zoe", world.clients[0].name);
  EXPECT_EQ("adam", world.clients[1].name);
  EXPECT_EQ("mia", world.clients[2].name);
}

TEST(Client, a_foreign_one_is_a_command) {
  const ClientSpec foreign = client(
      "kind: foreign, client: { command: [rpcclient, \"-p${PORT}\"], env: { A: b, P: { "
      "from_env: SECRET } } }",
      live_head);

  const CommandSpec expected{.line = 5,
                             .command = {{.text = "rpcclient"}, {.text = "-p${PORT}"}},
                             .env = {{.name = "A", .value = {.text = "b"}, .from_env = ""},
                                     {.name = "P", .value = {}, .from_env = "SECRET"}}};
  EXPECT_EQ(expected, foreign.client);
}

TEST(Client, a_foreign_one_without_a_command_is_refused) {
  EXPECT_EQ(
      "probe.yaml:5:24: error: a foreign client needs the program to start\n"
      "    5 | world: { clients: { a: { kind: foreign } } }\n"
      "      |                        ^\n"
      "      = write client: { command: [program, argument] }\n",
      errors_of(
          with_head("world: { clients: { a: { kind: foreign } } }\n" + std::string(live_head))));
}

TEST(Client, a_command_is_no_shell_line) {
  EXPECT_EQ(
      "probe.yaml:6:42: error: `command` must be a list of the program and its arguments, not "
      "`ls -l`\n"
      "    6 |   a: { kind: foreign, client: { command: ls -l } } } }\n"
      "      |                                          ^~~~~\n"
      "      = it is no shell line; write [program, argument]\n",
      errors_of(with_head(
          "world: { clients: {\n  a: { kind: foreign, client: { command: ls -l } } } }\n" +
          std::string(live_head))));
}

TEST(Client, a_variable_must_have_a_name) {
  EXPECT_EQ(
      "probe.yaml:6:44: error: `${` must begin the name of an environment variable: ${NAME}\n"
      "    6 |   a: { kind: foreign, client: { command: [\"${1}\"] } } } }\n"
      "      |                                            ^~~~\n",
      errors_of(
          with_head("world: { clients: {\n  a: { kind: foreign, client: { command: [\"${1}\"] } "
                    "} } }\n" +
                    std::string(live_head))));
}

/// One word of a knob and whether the client then has what it stands for.
struct Knob {
  const char* name;
  const char* word;
  bool (*holds)(const ClientSpec&);
};

class EveryKnob : public testing::TestWithParam<Knob> {};

TEST_P(EveryKnob, is_read_as_its_enumerator) {
  const Knob& knob = GetParam();

  EXPECT_TRUE(knob.holds(client(std::string(knob.name) + ": " + knob.word)));
}

using C = const ClientSpec&;
constexpr Knob knobs[] = {
    {"endpoint_policy", "cached", [](C c) { return c.endpoint_policy == EndpointPolicy::cached; }},
    {"binding", "full_copy", [](C c) { return c.binding == BindingCopy::full_copy; }},
    {"map_status", "ignored", [](C c) { return c.map_status == MapStatus::ignored; }},
    {"mapper_failure",
     "previous_endpoint",
     [](C c) { return c.mapper_failure == MapperFailure::previous_endpoint; }},
    {"tower_check", "none", [](C c) { return c.tower_check == TowerCheck::none; }},
    {"unknown_interface",
     "final",
     [](C c) { return c.unknown_interface == UnknownInterface::final; }},
    {"assoc_group", "kept", [](C c) { return c.assoc_group == AssocGroup::kept; }},
    {"idle_connection", "blind", [](C c) { return c.idle_connection == IdleConnection::blind; }},
    {"context_handles", "kept", [](C c) { return c.context_handles == ContextHandles::kept; }},
    {"registration", "believed", [](C c) { return c.registration == Registration::believed; }},
    {"towers", "first", [](C c) { return c.towers == Towers::first; }},
    {"version_rule", "loose", [](C c) { return c.version_rule == VersionRule::loose; }},
    {"partial_read", "retried", [](C c) { return c.partial_read == PartialRead::retried; }},
    {"callback_address",
     "believed",
     [](C c) { return c.callback_address == CallbackAddress::believed; }},
    {"deadlines", "none", [](C c) { return c.deadlines == Deadlines::none; }},
    {"response_match", "loose", [](C c) { return c.response_match == ResponseMatch::loose; }},
    {"mapper_unreachable",
     "host_down",
     [](C c) { return c.mapper_unreachable == MapperUnreachable::host_down; }},
    {"lookup_handles", "leaked", [](C c) { return c.lookup_handles == LookupHandles::leaked; }},
    {"name_buffer", "fixed", [](C c) { return c.name_buffer == NameBuffer::fixed; }},
    {"data", "callback", [](C c) { return c.data == DataPath::callback; }},
    {"byte_order", "big", [](C c) { return c.byte_order == ByteOrderWord::big; }},
    {"kind", "backup", [](C c) { return c.kind == ClientKind::backup; }}};

INSTANTIATE_TEST_SUITE_P(Client, EveryKnob, testing::ValuesIn(knobs), [](const auto& knob) {
  return std::string(knob.param.name);
});

}  // namespace
}  // namespace ripcord::scenario
