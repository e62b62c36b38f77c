#include "harness/explore/lies.hpp"

#include "harness/explore/menu.hpp"
#include "harness/explore/onlooker.hpp"
#include "harness/peers/dcerpc_cast.hpp"
#include "harness/run/oracle.hpp"
#include "tests/harness/explore/searched.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::explore {
namespace {

const std::vector<std::string> nothing_asked;

Choice duplicate(const char* point) {
  shim::Arguments arguments;
  arguments.set("copies", std::int64_t{1});
  return {.at = *parse_point(point), .kind = "duplicate", .arguments = arguments};
}

const Choice request_twice =
    duplicate("user>store/1/to_server/request/backup.BackupRead/1/1/before");
const Choice answer_twice =
    duplicate("user>store/1/to_client/response/backup.BackupRead/1/1/before");

Violation broken(const char* oracle) {
  return {.oracle = oracle, .reason = "", .signature = oracle};
}

/// How many violations of `oracle` are held against peers where `choice` struck so many times.
std::size_t held(const Lies& lies,
                 const Choice& choice,
                 const char* oracle,
                 std::uint64_t strikes = 1) {
  const std::array violations{broken(oracle)};
  const std::array fired{strikes};
  return lies.held_against({choice}, fired, violations).size();
}

TEST(Lies, excuse_a_request_that_is_executed_as_often_as_it_comes) {
  EXPECT_EQ(0U, held(Lies(nothing_asked), request_twice, "at_most_once"));
}

TEST(Lies, excuse_one_promise_and_no_other) {
  EXPECT_EQ(1U, held(Lies(nothing_asked), request_twice, "no_hang"));
}

TEST(Lies, excuse_nobody_who_was_not_lied_to) {
  EXPECT_EQ(1U, held(Lies(nothing_asked), answer_twice, "at_most_once"));
}

TEST(Lies, excuse_nothing_that_did_not_strike) {
  EXPECT_EQ(1U, held(Lies(nothing_asked), request_twice, "at_most_once", 0));
}

TEST(Lies, excuse_nothing_where_their_kind_was_asked_for) {
  const std::vector<std::string> asked{"duplicate"};

  EXPECT_EQ(1U, held(Lies(asked), request_twice, "at_most_once"));
}

TEST(Lies, are_told_by_kinds_of_the_catalogue) {
  EXPECT_TRUE(std::ranges::all_of(
      lies(), [](const Lie& lie) { return shim::find_fault_kind(lie.kind) != nullptr; }));
}

TEST(Lies, excuse_oracles_that_exist) {
  const auto is_known = [](const Lie& lie) {
    return lie.oracle == Onlooker::wrong_output ||
           std::ranges::any_of(run::oracles(),
                               [&](const run::Oracle* oracle) { return oracle->id == lie.oracle; });
  };

  EXPECT_TRUE(std::ranges::all_of(lies(), is_known));
}

constexpr const char* one_file = R"(format: 1
name: lies
world:
  network: { latency: 0ms, reads: whole }
  services:
    - { name: store, interface: backup, endpoint: dynamic, files: [ { name: a.edb, size: 4KiB } ] }
  clients: { user: { kind: backup } }
workload: [ { backup: { client: user, service: store } } ]
expect: { all: { outcome: completed } }
)";

std::vector<std::string> found(const std::vector<std::string>& kinds) {
  const auto subject = variations(peers::dcerpc_cast(), {.file = "lies.yaml", .text = one_file});
  return signatures(explored(Trials(*subject), subject->scenario(), {.depth = 1}, kinds));
}

TEST(Lies, are_told_to_the_sound_client_which_keeps_all_other_promises) {
  EXPECT_EQ(std::vector<std::string>{}, found({}));
}

TEST(Lies, are_reported_where_they_were_asked_for) { EXPECT_FALSE(found({"duplicate"}).empty()); }

TEST(Menu, names_what_it_cannot_have) {
  const auto subject = variations(peers::dcerpc_cast(), {.file = "lies.yaml", .text = one_file});

  const Menu menu(subject->scenario(), {});

  std::vector<std::string> kinds;
  for (const Menu::LeftOut& kind : menu.left_out()) kinds.push_back(kind.kind);
  EXPECT_EQ((std::vector<std::string>{"swap_endpoints", "block_callbacks", "mutate_field"}), kinds);
}

}  // namespace
}  // namespace ripcord::explore
