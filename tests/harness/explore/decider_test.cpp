#include "harness/explore/decider.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/explore/searched.hpp"

#include <gmock/gmock.h>

#include <utility>

namespace ripcord::explore {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The second file of a backup whose client lost its way, struck by `reset` alone.
class Decided : public testing::Test {
 protected:
  Decided()
      : subject_(variations(peers::dcerpc_cast(),
                            run::repository_file("scenarios/q156715/second_file.yaml"),
                            {.variant = "patched"})),
        trials_(*subject_),
        menu_(subject_->scenario(), kinds_),
        decider_(trials_, menu_) {}

  [[nodiscard]] std::vector<std::string> names(const Bytes& bytes) const {
    std::vector<std::string> all;
    for (const Choice& choice : decider_.play(bytes).schedule) all.push_back(text(choice.at));
    return all;
  }

  std::vector<std::string> kinds_{"reset"};
  std::unique_ptr<run::Variations> subject_;
  Trials trials_;
  Menu menu_;
  Decider decider_;
};

constexpr Byte all = 0xff;

TEST_F(Decided, run_has_no_fault_without_bytes) { EXPECT_THAT(names({}), IsEmpty()); }

TEST_F(Decided, run_has_no_fault_by_a_profile_alone) {
  EXPECT_THAT(names({all, all, all, all, all, all, all, all}), IsEmpty());
}

TEST_F(Decided, run_without_faults_is_the_clean_one) {
  EXPECT_EQ(decider_.clean().trace_hash, decider_.play({}).trial.trace_hash);
}

TEST_F(Decided, fault_strikes_at_the_first_point_that_takes_it) {
  EXPECT_THAT(names({all, all, all, all, all, all, all, all, 0, 0}),
              ElementsAre("ntbackup>mapper/1/to_server/bind/1/before"));
}

TEST_F(Decided, fault_strikes_behind_its_gap) {
  // The file's client connects and binds to the mapper in five points.
  EXPECT_THAT(names({all, all, all, all, all, all, all, all, 5, 0}),
              ElementsAre("ntbackup>mapper/1/to_client/bind_ack/1/before"));
}

TEST_F(Decided, fault_strikes_what_a_client_does_to_recover) {
  // Nothing was wrong with the endpoint: the client comes back to it. Undisturbed it would ask the
  // mapper next, for its second connection.
  EXPECT_THAT(names({all, all, all, all, all, all, all, all, 40, 0, 0, 0}),
              ElementsAre("ntbackup>information-store/1/to_client/response/"
                          "backup.BackupOpenFile/1/1/before",
                          "ntbackup>information-store/2/to_server/bind/1/before"));
}

TEST_F(Decided, fault_is_none_where_the_profile_lacks_its_kind) {
  EXPECT_THAT(names({0, 0, 0, 0, 0, 0, 0, 0, 0, 0}), IsEmpty());
}

TEST_F(Decided, fault_is_none_beyond_the_end_of_the_run) {
  // The clean run has 272 points, and a struck one not many more.
  Bytes bytes(8, all);
  for (int i = 0; i < 4; ++i) bytes.insert(bytes.end(), {255, 0});

  EXPECT_GT(4U, names(bytes).size());
}

TEST_F(Decided, run_plays_the_same_by_its_schedule_alone) {
  const Bytes bytes{all, all, all, all, all, all, all, all, 20, 1, 9, 2};

  const explore::Decided decided = decider_.play(bytes);

  EXPECT_EQ(trials_.play(decided.schedule).trace_hash, decided.trial.trace_hash);
}

}  // namespace
}  // namespace ripcord::explore
