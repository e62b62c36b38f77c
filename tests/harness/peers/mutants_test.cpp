#include "tests/harness/peers/backup_fixture.hpp"

#include <algorithm>
#include <set>

// Each planted bug does what an oracle must see. Compiled against a copy of the peers that has the
// bugs; the shipped one has no code for them.
namespace ripcord::peers {
namespace {

using namespace std::chrono_literals;
using backup::Opnum;

class MutantTest : public BackupTest {
 protected:
  void plant(Defect defect, const scenario::ClientSpec& spec = {}) {
    build(spec);
    world->context.defects.planted = defect;
  }
  void lose_connection_of(Opnum operation) {
    when(
        Event::call_executed,
        [this](const Happening& happening) {
          world->server.drop_connection(happening.connection, Departure::reset);
        },
        operation);
  }
};

TEST_F(MutantTest, without_a_bug_is_the_client_itself) {
  plant(Defect::none);

  back_up();

  expect_completed();
}

TEST_F(MutantTest, hang_never_ends) {
  plant(Defect::hang, {.endpoint_policy = scenario::EndpointPolicy::cached});
  when(Event::file_closed, [this](const Happening&) { world->move_service(); });

  back_up();

  EXPECT_FALSE(world->outcome);
}

TEST_F(MutantTest, double_execution_runs_an_intent_twice) {
  plant(Defect::double_execution);
  lose_connection_of(Opnum::read);

  back_up();

  std::multiset<std::uint64_t> intents;
  for (const Recorded& recorded : world->said_by_server.all) {
    const bool executed = recorded.happening.event == Event::call_executed;
    if (executed && recorded.happening.intent != 0) intents.insert(recorded.happening.intent);
  }
  EXPECT_TRUE(std::ranges::any_of(intents,
                                  [&](std::uint64_t intent) { return intents.count(intent) > 1; }));
}

TEST_F(MutantTest, corruption_swallowed_completes_with_other_bytes) {
  plant(Defect::corruption_swallowed);
  lose_connection_of(Opnum::read);

  back_up();

  ASSERT_TRUE(world->outcome);
  EXPECT_NE(stored(), world->outcome->files);
}

TEST_F(MutantTest, wrong_error_says_1726_of_everything) {
  plant(Defect::wrong_error);
  world->files = {"none.edb"};

  back_up();

  expect_failed({"none.edb", "BackupOpenFile", 1726});
}

TEST_F(MutantTest, handle_leak_leaves_handles_to_be_run_down) {
  plant(Defect::handle_leak);

  back_up();

  EXPECT_EQ(0U, world->said_by_server.count(Event::handle_destroyed));
}

TEST_F(MutantTest, unclean_close_leaves_a_connection_open) {
  plant(Defect::unclean_close);
  back_up();

  world->client.close();
  play();

  EXPECT_EQ(1U, world->server.connection_count());
}

TEST_F(MutantTest, illegal_pdu_lets_call_id_fall) {
  plant(Defect::illegal_pdu);
  world->files = {};

  back_up();

  std::vector<std::uint32_t> call_ids;
  for (const Recorded& recorded : world->said_by_server.all) {
    if (recorded.happening.event == Event::call_executed) {
      call_ids.push_back(recorded.happening.call_id);
    }
  }
  EXPECT_FALSE(std::ranges::is_sorted(call_ids));
}

TEST_F(MutantTest, no_recovery_fails_for_ever) {
  plant(Defect::no_recovery);
  world->files = {"none.edb"};
  back_up();

  probe();

  ASSERT_TRUE(world->probe_outcome);
  EXPECT_NE(Ending::completed, world->probe_outcome->ending);
}

TEST_F(MutantTest, unbounded_retry_dials_without_end) {
  plant(Defect::unbounded_retry);
  world->server.stop_listening();

  world->begin_backup();
  runtime.run_until_idle({.time = Time(1s)});

  EXPECT_GT(world->said_by_client.count(Event::connect_failed), 50U);
}

TEST_F(MutantTest, breaks_under_split_fails_where_a_unit_comes_in_two) {
  plant(Defect::breaks_under_split);

  back_up();

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(1728U, world->outcome->error);
}

TEST_F(MutantTest, cross_connection_effect_drops_the_control_connection_as_well) {
  plant(Defect::cross_connection_effect);
  lose_connection_of(Opnum::read);

  back_up();

  EXPECT_GT(world->said_by_server.count(Event::handle_run_down), 0U);
}

TEST_F(MutantTest, false_success_completes_what_failed) {
  plant(Defect::false_success);
  world->files = {"none.edb"};

  back_up();

  ASSERT_TRUE(world->outcome);
  EXPECT_EQ(Ending::completed, world->outcome->ending);
}

}  // namespace
}  // namespace ripcord::peers
