// Every action, on every transport that it allows, does to sockets of nobody's what its page says:
// to a connection that stands, to whoever dials, and to what the endpoint mapper answers.
#include "harness/stage/local_venue.hpp"
#include "harness/stage/sim_venue.hpp"
#include "harness/stage/tcp_venue.hpp"
#include "tests/conformance/far_end.hpp"

#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::conformance {
namespace {

/// An action as a rule would have it, and what can be seen of the world behind it.
struct ActionCase {
  std::string_view kind;
  /// Tells two cases of one kind apart.
  std::string_view name;
  std::string_view arguments;
  Sight sight;
  /// What the world must be like before.
  void (*arrange)(world::SmallWorld& small) = [](world::SmallWorld&) {};
};

void stop_mapper(world::SmallWorld& small) { small.world().mapper(small.store()).stop_listening(); }

const std::string other_server = "bind_ack without the interface";
const std::string not_registered = "0x16c9a0d6";
const std::string context_mismatch = "fault 0x1c00001a";

const std::array cases{
    ActionCase{"move_endpoint", "", "{}", {.bind = "refused", .join = "refused", .map = "new"}},
    ActionCase{"move_endpoint",
               "_stale",
               "{ mapping: stale, connections: reset }",
               {.standing = "reset", .bind = "refused", .join = "refused"}},
    ActionCase{"restart_service", "", "{}", {.standing = "finish", .join = "bind_nak 0"}},
    ActionCase{"stop_service",
               "",
               "{}",
               {.standing = "reset", .bind = "refused", .join = "refused", .map = not_registered}},
    ActionCase{"take_over_port",
               "",
               "{}",
               {.standing = "finish", .bind = other_server, .join = "bind_nak 0", .map = "new"}},
    ActionCase{"take_over_port",
               "_raw",
               "{ by: raw }",
               {.standing = "finish", .bind = "no PDU", .join = "no PDU", .map = "new"}},
    ActionCase{"take_over_port",
               "_silent",
               "{ by: silent }",
               {.standing = "finish", .bind = "nothing", .join = "nothing", .map = "new"}},
    // Both registrations are new ones: of those that the search was to list, none is left.
    ActionCase{"swap_endpoints",
               "",
               "{ with: other }",
               {.standing = "finish",
                .bind = other_server,
                .join = "bind_nak 0",
                .map = "new",
                .search = "response 0x16c9a0d6"}},
    ActionCase{"withdraw_interface",
               "",
               "{}",
               {.standing = "fault 0x1c010003", .bind = other_server, .join = other_server}},
    ActionCase{
        "forget_associations", "", "{}", {.standing = context_mismatch, .join = "bind_nak 0"}},
    ActionCase{"forget_handles", "", "{}", {.standing = context_mismatch}},
    ActionCase{"cut_host",
               "",
               "{}",
               {.standing = "nothing",
                .bind = "unanswered",
                .join = "unanswered",
                .map = "unanswered",
                .search = "nothing"}},
    ActionCase{"block_callbacks", "", "{}", {}},
    ActionCase{"forget_registration", "", "{}", {.map = not_registered}},
    ActionCase{"keep_registration",
               "",
               "{}",
               {.standing = "finish", .bind = "refused", .join = "refused", .map = "old, new"}},
    ActionCase{"lose_lookup_handles", "", "{}", {.search = "response 0x16c9a0d5"}},
    ActionCase{"restart_mapper", "", "{}", {.map = not_registered, .search = "finish"}},
    ActionCase{"stop_mapper", "", "{}", {.map = "refused", .search = "finish"}},
    ActionCase{"start_mapper", "", "{}", {}, stop_mapper},
};

struct Played {
  const stage::Venue* venue = nullptr;
  ActionCase one;

  friend void PrintTo(const Played& played, std::ostream* out) {
    *out << played.one.kind << ": " << played.one.arguments << " on " << played.venue->name();
  }
};

/// Where each case is played: wherever its kind works, but for programs of others.
std::vector<Played> everywhere() {
  const std::array<std::pair<shim::Places, const stage::Venue*>, 3> venues{
      {{shim::in_sim, &stage::sim_venue()},
       {shim::on_tcp, &stage::tcp_venue()},
       {shim::on_local, &stage::local_venue()}}};
  std::vector<Played> all;
  for (const ActionCase& one : cases) {
    for (const auto& [place, venue] : venues) {
      if ((world::find_action_kind(one.kind)->places & place) != 0) all.push_back({venue, one});
    }
  }
  return all;
}

class ActionsOverSockets : public testing::TestWithParam<Played> {};

TEST_P(ActionsOverSockets, show_the_far_end_what_their_page_says) {
  const ActionCase& one = GetParam().one;
  world::SmallWorld small(std::string(one.kind) + ": " + std::string(one.arguments),
                          *GetParam().venue);
  Onlooker onlooker(small);
  one.arrange(small);

  small.act();

  EXPECT_EQ(one.sight, onlooker.look());
}

INSTANTIATE_TEST_SUITE_P(Catalogue,
                         ActionsOverSockets,
                         testing::ValuesIn(everywhere()),
                         [](const testing::TestParamInfo<Played>& test) {
                           return std::string(test.param.venue->name()) + "_" +
                                  std::string(test.param.one.kind) +
                                  std::string(test.param.one.name);
                         });

class NoActionOverSockets : public testing::TestWithParam<const stage::Venue*> {};

TEST_P(NoActionOverSockets, shows_the_far_end_a_service_that_is_well) {
  world::SmallWorld small("move_endpoint: {}", *GetParam());
  Onlooker onlooker(small);

  EXPECT_EQ(Sight{}, onlooker.look());
}

INSTANTIATE_TEST_SUITE_P(Venues,
                         NoActionOverSockets,
                         testing::Values(&stage::sim_venue(),
                                         &stage::tcp_venue(),
                                         &stage::local_venue()),
                         [](const testing::TestParamInfo<const stage::Venue*>& venue) {
                           return std::string(venue.param->name());
                         });

TEST(StartMapper, is_needed_where_the_mapper_refuses) {
  world::SmallWorld small("start_mapper: {}");
  Onlooker onlooker(small);

  stop_mapper(small);

  EXPECT_EQ("refused", onlooker.look().map);
}

TEST(ActionCases, are_there_for_every_action) {
  std::set<std::string_view> played;
  for (const ActionCase& one : cases) played.insert(one.kind);
  std::set<std::string_view> known;
  for (const world::ActionKind* kind : world::action_kinds()) known.insert(kind->name);

  EXPECT_EQ(known, played);
}

class EachAction : public testing::TestWithParam<const world::ActionKind*> {};

TEST_P(EachAction, says_what_its_victims_may_see) { EXPECT_NE(0, GetParam()->symptoms); }

INSTANTIATE_TEST_SUITE_P(Catalogue,
                         EachAction,
                         testing::ValuesIn(world::action_kinds().begin(),
                                           world::action_kinds().end()),
                         [](const auto& kind) { return std::string(kind.param->name); });

}  // namespace
}  // namespace ripcord::conformance
