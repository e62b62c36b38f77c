#include "tests/shim_support/shim_bench.hpp"
#include "transports/shim/trigger.hpp"

#include <gtest/gtest.h>

#include <set>

namespace ripcord::shim {
namespace {

/// What a client and a server of interface `store` say: hello, welcome, two reads (the second one's
/// answer in three fragments), one close that fails. Returns how often `when` matched.
std::uint64_t matches(const RuleText::Pairs& when) {
  ShimBench bench({{.when = when, .kind = "split"}});
  bench.open({.client = "ntbackup", .service = "store-1"});
  bench.to_server(toy::hello(0));
  bench.to_client(toy::welcome(77));
  bench.to_server(toy::question({.operation = 1, .call_id = 1, .stub = Bytes(4)}));
  bench.to_client(toy::answer({.operation = 1, .call_id = 1, .stub = Bytes(10)}));
  bench.to_server(toy::question({.operation = 1, .call_id = 2, .stub = Bytes(4)}));
  bench.to_client(
      toy::answer({.operation = 1, .call_id = 2, .stub = Bytes(10), .flags = toy::first_flag}));
  bench.to_client(toy::answer({.operation = 1, .call_id = 2, .stub = Bytes(20), .flags = 0}));
  bench.to_client(
      toy::answer({.operation = 1, .call_id = 2, .stub = Bytes(30), .flags = toy::last_flag}));
  bench.to_server(toy::question({.operation = 2, .call_id = 3}));
  bench.to_client(toy::failure({.operation = 2, .call_id = 3}));
  return bench.rules().account(0).matched;
}

struct Selected {
  const char* name;
  RuleText::Pairs when;
  std::uint64_t matches;
};

class When : public testing::TestWithParam<Selected> {};

TEST_P(When, selects_exactly_those_units) {
  EXPECT_EQ(GetParam().matches, matches(GetParam().when));
}

INSTANTIATE_TEST_SUITE_P(
    Trigger,
    When,
    testing::Values(
        Selected{"everything", {}, 10},
        Selected{"direction", {{"direction", "to_server"}}, 4},
        Selected{"pdu", {{"pdu", "answer"}}, 4},
        Selected{"pdus", {{"pdu", "[answer, failure]"}}, 5},
        Selected{"interface", {{"interface", "store"}}, 8},
        Selected{"another_interface", {{"interface", "map"}}, 0},
        Selected{"operation_of_two_interfaces", {{"operation", "read"}}, 6},
        Selected{"operation_of_one_interface", {{"operation", "close"}}, 2},
        Selected{"opnum", {{"opnum", "2"}}, 2},
        Selected{"call", {{"call", "2"}}, 4},
        Selected{"call_range", {{"call", "1..2"}, {"direction", "to_server"}}, 3},
        Selected{"first_fragment", {{"fragment", "first"}, {"direction", "to_client"}}, 3},
        Selected{"middle_fragment", {{"fragment", "middle"}}, 1},
        Selected{"last_fragment", {{"fragment", "last"}, {"direction", "to_client"}}, 3},
        Selected{"fragment_by_number", {{"fragment", "3"}}, 1},
        Selected{"offset", {{"offset", "27"}}, 2},
        Selected{"offset_of_the_last_byte", {{"offset", "37"}}, 1},
        Selected{"offset_behind_the_last_byte", {{"offset", "38"}}, 0},
        Selected{"stub_offset", {{"stub_offset", "19"}}, 2},
        Selected{"call_offset_in_the_second_fragment", {{"call_offset", "29"}}, 1},
        Selected{"call_offset_in_the_third_fragment", {{"call_offset", "30"}}, 1},
        Selected{"call_offset_behind_the_call", {{"call_offset", "60"}}, 0},
        Selected{"stream_offset_one_each_way", {{"stream_offset", "10"}}, 2},
        Selected{"connection", {{"connection", "1"}}, 10},
        Selected{"another_connection", {{"connection", "2"}}, 0},
        Selected{"association_once_known", {{"association", "1"}}, 9},
        Selected{"client", {{"client", "ntbackup"}}, 10},
        Selected{"clients", {{"client", "[someone, ntbackup]"}}, 10},
        Selected{"another_client", {{"client", "someone"}}, 0},
        Selected{"service", {{"service", "store-1"}}, 10},
        Selected{"fields", {{"fields", "{ call_id: 2 }"}}, 4},
        Selected{"all_of_the_fields", {{"fields", "{ call_id: 2, flags: 0 }"}}, 1},
        Selected{"a_conjunction", {{"pdu", "answer"}, {"call", "2"}, {"fragment", "last"}}, 1}),
    [](const auto& kind) { return std::string(kind.param.name); });

TEST(Trigger, strikes_at_the_byte_that_it_names) {
  ShimBench bench({{.when = {{"call_offset", "12"}}, .kind = "reset"}});
  bench.open();
  bench.to_server(toy::hello(0));
  bench.to_server(toy::question({.operation = 1}));
  bench.to_client(toy::answer({.operation = 1, .stub = Bytes(10), .flags = toy::first_flag}));

  bench.to_client(toy::answer({.operation = 1, .stub = Bytes(10), .flags = toy::last_flag}));

  EXPECT_EQ("client>server/1/to_client/store.read/1/2/inside:10", bench.rules().points(0).at(0));
}

TEST(Trigger, counts_associations_by_lane_as_they_appear) {
  ShimBench bench({{.when = {{"association", "2"}}, .kind = "split"}});
  bench.open();
  bench.to_client(toy::welcome(500));
  bench.open();
  bench.to_client(toy::welcome(400));
  bench.open();
  bench.to_client(toy::welcome(500));

  EXPECT_EQ(1U, bench.rules().account(0).matched);
}

TEST(Trigger, names_nothing_twice) {
  std::set<std::string_view> names;
  for (const TriggerKind* kind : trigger_kinds()) names.insert(kind->parameter.name);

  EXPECT_EQ(trigger_kinds().size(), names.size());
}

TEST(Trigger, has_a_kind_for_every_key_of_the_contract) {
  for (const std::string_view key : {"direction",
                                     "pdu",
                                     "interface",
                                     "operation",
                                     "opnum",
                                     "call",
                                     "fragment",
                                     "offset",
                                     "stub_offset",
                                     "call_offset",
                                     "stream_offset",
                                     "connection",
                                     "association",
                                     "client",
                                     "service",
                                     "fields",
                                     "event"}) {
    EXPECT_NE(nullptr, find_trigger_kind(key)) << key;
  }
}

class EachTrigger : public testing::TestWithParam<const TriggerKind*> {};

TEST_P(EachTrigger, says_what_it_is) {
  const TriggerKind& kind = *GetParam();

  EXPECT_TRUE(kind.parameter.doc.ends_with('.'));
  EXPECT_TRUE(kind.doc.ends_with('.'));
  EXPECT_NE(std::string_view::npos, kind.example.find(kind.parameter.name));
}

INSTANTIATE_TEST_SUITE_P(Catalogue,
                         EachTrigger,
                         testing::ValuesIn(trigger_kinds().begin(), trigger_kinds().end()),
                         [](const auto& kind) { return std::string(kind.param->parameter.name); });

}  // namespace
}  // namespace ripcord::shim
