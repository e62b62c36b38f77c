#include "harness/explore/shrinker.hpp"

#include "harness/explore/plain_rules.hpp"
#include "harness/explore/scenario_file.hpp"
#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/explore/searched.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ripcord::explore {
namespace {

constexpr const char* flagship = "scenarios/q156715/second_file.yaml";
constexpr const char* stale = "recovery: failed 258 in BackupRead";

Choice choice(const Menu& menu, const char* point, std::string_view kind) {
  const Point at = *parse_point(point);
  for (const std::uint16_t dish : menu.at(at)) {
    if (menu.dishes()[dish].is_plain && menu.dishes()[dish].kind->name == kind)
      return menu.choice(dish, at, 1);
  }
  ADD_FAILURE() << kind << " is not on the menu at " << point;
  return {};
}

/// The unpatched client of the flagship under faults of which one is to blame.
class Flagship : public testing::Test {
 protected:
  Flagship()
      : subject_(variations(
            peers::dcerpc_cast(), run::repository_file(flagship), {.variant = "unpatched"})),
        trials_(*subject_),
        menu_(subject_->scenario(), {}),
        crowd_{choice(menu_, "ntbackup>mapper/1/connect", "delay"),
               choice(menu_, "ntbackup>mapper/1/to_server/bind/1/before", "split"),
               choice(menu_, ">information-store/file_opened/1", "restart_mapper"),
               choice(menu_, ">information-store/file_closed/1", "move_endpoint")} {}

  std::unique_ptr<run::Variations> subject_;
  Trials trials_;
  Menu menu_;
  Schedule crowd_;
};

TEST_F(Flagship, fails_with_all_of_the_crowd) {
  Shrinker shrinker(trials_, menu_, stale, 1);

  EXPECT_TRUE(shrinker.fails(crowd_));
}

TEST_F(Flagship, shrinks_to_the_one_that_is_to_blame) {
  Shrinker shrinker(trials_, menu_, stale, 1'000);

  const Schedule shrunk = shrinker.shrink(crowd_);

  ASSERT_EQ(1U, shrunk.size());
  EXPECT_TRUE(shrinker.is_minimal());
}

TEST_F(Flagship, shrinks_to_what_does_not_shrink_further) {
  const Schedule once = Shrinker(trials_, menu_, stale, 1'000).shrink(crowd_);

  EXPECT_EQ(once, Shrinker(trials_, menu_, stale, 1'000).shrink(once));
}

TEST_F(Flagship, still_fails_where_there_was_no_time_to_shrink) {
  Shrinker shrinker(trials_, menu_, stale, 2);

  const Schedule shrunk = shrinker.shrink(crowd_);

  EXPECT_FALSE(shrinker.is_minimal());
  EXPECT_TRUE(shrinker.fails(shrunk));
}

TEST_F(Flagship, becomes_a_scenario_that_plays_as_it_expects) {
  const std::vector<shim::RuleSpec> rules = plain_rules(*subject_, {crowd_.back()});
  const run::Variations::Played played = subject_->play(rules, run::Keep::none);
  const std::array ends{VariantEnd{.variant = "unpatched", .result = &played.result}};

  const std::string text = scenario_file({.source = run::repository_file(flagship),
                                          .rules = rules,
                                          .oracle = "recovery",
                                          .reason = "it never came back",
                                          .ends = ends});
  const run::Rehearsal rehearsal(
      peers::dcerpc_cast(), {.file = "found.yaml", .text = text}, {.variant = "unpatched"});

  EXPECT_EQ(run::Verdict::passed, rehearsal.play().verdict);
}

/// A client that asks a mapper three times, and another that asks six times. Beforehand somebody
/// else has much to do.
constexpr const char* three_tries = R"(format: 1
name: three-tries
world:
  network: { latency: 0ms, reads: whole }
  services: [ { name: directory, interface: echo, endpoint: dynamic } ]
  clients: { other: { kind: echo }, reader: { kind: caller, retries: 2 } }
variants:
  unpatched: {}
  patched: { world: { clients: { reader: { retries: 5 } } } }
workload:
  - repeat: { times: 16, do: [ { echo: { client: other, service: directory } } ] }
  - call: { client: reader, service: directory, interface: echo, opnum: 0, stub: "00000000" }
expect: { all: { outcome: completed } }
)";

/// Three refusals that only together are too many, among forty faults.
class Conjunction : public testing::Test {
 protected:
  Conjunction()
      : subject_(play("unpatched")),
        reference_(play("patched")),
        trials_(*subject_, reference_.get()),
        menu_(subject_->scenario(), {}) {
    for (const char* point :
         {"reader>mapper/1/connect", "reader>mapper/2/connect", "reader>mapper/3/connect"})
      refusals_.push_back(choice(menu_, point, "refuse"));
    const Trial clean = trials_.play({});
    for (const Reached& reached : clean.survey.reached) {
      const Point point = point_of(reached, clean.log());
      const bool is_idle = point.client == "other" && point.kind == Point::Kind::unit;
      if (is_idle && crowd_.size() < 37)
        crowd_.push_back(choice(menu_, text(point).c_str(), "split"));
    }
    crowd_.insert(crowd_.begin() + 30, refusals_[2]);
    crowd_.insert(crowd_.begin() + 20, refusals_[1]);
    crowd_.insert(crowd_.begin() + 10, refusals_[0]);
  }

  static std::unique_ptr<run::Variations> play(const char* variant) {
    return variations(peers::dcerpc_cast(),
                      {.file = "three_tries.yaml", .text = three_tries},
                      {.variant = variant});
  }

  std::unique_ptr<run::Variations> subject_;
  std::unique_ptr<run::Variations> reference_;
  Trials trials_;
  Menu menu_;
  Schedule refusals_;
  Schedule crowd_;
};

TEST_F(Conjunction, of_three_among_forty_shrinks_to_the_three) {
  const std::string signature = trials_.play(crowd_).violations.at(0).signature;

  EXPECT_EQ(40U, crowd_.size());
  EXPECT_EQ(refusals_, Shrinker(trials_, menu_, signature, 1'000).shrink(crowd_));
}

// A simulated run takes less than a millisecond: a thousand of them, less than a second.
TEST_F(Conjunction, of_three_among_forty_takes_few_trials) {
  const std::string signature = trials_.play(crowd_).violations.at(0).signature;
  Shrinker shrinker(trials_, menu_, signature, 1'000);

  static_cast<void>(shrinker.shrink(crowd_));

  EXPECT_LE(shrinker.runs(), 300U);
}

}  // namespace
}  // namespace ripcord::explore
