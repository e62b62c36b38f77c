// What each weakness of the reference client is worth: exploration finds a failure of the unpatched
// clients that is gone once that one knob is patched and all others stay as they are.
#include "harness/explore/shrinker.hpp"
#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/explore/searched.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace ripcord::explore {
namespace {

constexpr const char* file = "scenarios/explore/all_mechanisms.yaml";

std::unique_ptr<run::Variations> clients(const std::string& variant,
                                         const std::vector<std::string>& settings = {}) {
  return variations(
      peers::dcerpc_cast(), run::repository_file(file), {.variant = variant, .settings = settings});
}

/// A mechanism, and the setting that patches its knob.
struct Knob {
  const char* mechanism;
  const char* patched;

  friend void PrintTo(const Knob& knob, std::ostream* out) { *out << knob.mechanism; }
};

/// Each mechanism has one that brings it to light; `ripcord explore` tries all.
const std::vector<std::string>& kinds() {
  static const std::vector<std::string> all{"answer_empty",
                                            "answer_stale",
                                            "answer_wrong_interface",
                                            "blackhole",
                                            "block_callbacks",
                                            "forget_associations",
                                            "half_close",
                                            "inject_bytes",
                                            "inject_shutdown",
                                            "move_endpoint",
                                            "refuse",
                                            "restart_service",
                                            "stop_service",
                                            "take_over_port",
                                            "wrong_context_id"};
  return all;
}

/// What exploration found in the unpatched clients, each failure once, made small.
class Harvest {
 public:
  Harvest()
      : subject_(clients("unpatched")),
        reference_(clients("patched")),
        trials_(*subject_, reference_.get()),
        // With the scenario's own rules, which a subject has laid aside.
        menu_(run::resolved(
                  peers::dcerpc_cast(), run::repository_file(file), {.variant = "unpatched"}),
              kinds()) {
    const Exploration exploration = Explorer(trials_, menu_, {.depth = 1}).explore();
    for (const Finding& finding : exploration.findings.all())
      failures_.push_back({finding.violation.signature, finding.schedule});
  }

  /// A failure that does not come to pass where `setting` is made; none if there is no such.
  Schedule gone_with(const char* setting) {
    const auto ablated = clients("unpatched", {setting});
    const Trials without(*ablated, reference_.get());
    for (const Failure& failure : failures_) {
      if (!passes(without, failure.schedule)) continue;
      const Schedule shrunk =
          Shrinker(trials_, menu_, failure.signature, 300).shrink(failure.schedule);
      if (passes(without, shrunk)) return shrunk;
    }
    return {};
  }

 private:
  struct Failure {
    std::string signature;
    Schedule schedule;
  };

  static bool passes(const Trials& trials, const Schedule& schedule) {
    const Trial trial = trials.play(schedule);
    return trial.is_judged && trial.all_fired() && trial.violations.empty();
  }

  std::unique_ptr<run::Variations> subject_;
  std::unique_ptr<run::Variations> reference_;
  Trials trials_;
  Menu menu_;
  std::vector<Failure> failures_;
};

Harvest& harvest() {
  static Harvest harvest;
  return harvest;
}

class Mechanism : public testing::TestWithParam<Knob> {};

TEST_P(Mechanism, is_found_and_gone_once_its_knob_is_patched) {
  const Schedule schedule = harvest().gone_with(GetParam().patched);

  EXPECT_EQ(1U, schedule.size());
}

INSTANTIATE_TEST_SUITE_P(
    Unpatched,
    Mechanism,
    testing::Values(Knob{"M1", "world.clients.ntbackup.endpoint_policy=validated"},
                    Knob{"M2", "world.clients.archive.binding=partial"},
                    Knob{"M3", "world.clients.clerk.map_status=checked"},
                    Knob{"M4", "world.clients.diarist.mapper_failure=error"},
                    Knob{"M5", "world.clients.diarist.tower_check=floors"},
                    Knob{"M6", "world.clients.archive.unknown_interface=stale"},
                    Knob{"M7", "world.clients.clerk.assoc_group=fresh"},
                    Knob{"M8", "world.clients.archive.idle_connection=checked"},
                    Knob{"M9", "world.clients.ntbackup.context_handles=reopened"},
                    Knob{"M10", "world.clients.teller.registration=probed"},
                    Knob{"M11", "world.clients.clerk.towers=all"},
                    Knob{"M12", "world.clients.auditor.version_rule=strict"},
                    Knob{"M13", "world.clients.ntbackup.partial_read=resumed"},
                    Knob{"M14", "world.clients.caretaker.callback_address=checked"},
                    Knob{"M15", "world.clients.clerk.deadlines=bounded"},
                    Knob{"M16", "world.clients.ntbackup.response_match=strict"},
                    Knob{"M17", "world.clients.clerk.mapper_unreachable=retried"},
                    Knob{"M18", "world.clients.browser.lookup_handles=freed"},
                    Knob{"M19", "world.clients.browser.name_buffer=bounded"}),
    [](const auto& instance) { return std::string(instance.param.mechanism); });

// The flagship without its fault: the stale endpoint is found, and one fault is enough.
TEST(SecondFileUnpatched, has_its_stale_endpoint_found_in_two_faults_or_less) {
  const auto subject = variations(peers::dcerpc_cast(),
                                  run::repository_file("scenarios/q156715/second_file.yaml"),
                                  {.variant = "unpatched"});
  const Trials trials(*subject);
  const Menu menu(subject->scenario(), std::vector<std::string>{"move_endpoint"});
  const Exploration exploration = Explorer(trials, menu, {.depth = 1}).explore();
  const std::string stale = "recovery: failed 258 in BackupRead";
  Schedule schedule;
  for (const Finding& finding : exploration.findings.all())
    if (finding.violation.signature == stale) schedule = finding.schedule;

  const Schedule shrunk = Shrinker(trials, menu, stale, 1'000).shrink(schedule);

  EXPECT_NE(0U, shrunk.size());
  EXPECT_LE(shrunk.size(), 2U);
}

}  // namespace
}  // namespace ripcord::explore
