#include "harness/compare/play_trial.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/run/rehearsal.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ripcord::compare {
namespace {

using namespace std::chrono_literals;
using trace::Record;
using trace::What;

enum Pdu : std::uint8_t { request, response, fault };
enum Direction : std::uint8_t { to_server, to_client };

/// The legend that `Talk` speaks by.
trace::Legend talk_legend() {
  trace::Legend legend;
  legend.pdus = {"request", "response", "fault"};
  legend.interfaces = {{.name = "echo", .operations = {"AddOne", ""}}};
  return legend;
}

/// A log made by hand.
class Talk {
 public:
  struct Unit {
    Duration at{};
    Direction direction = to_server;
    Pdu pdu = request;
    std::uint32_t call_id = 1;
    std::uint8_t flags = trace::flag::first_fragment | trace::flag::last_fragment;
    std::uint16_t operation = 0;
    std::uint32_t connection = 1;
  };
  Talk& unit(const Unit& unit) {
    log_.append({.time = unit.at.count(),
                 .connection = unit.connection,
                 .call_id = unit.call_id,
                 .interface = 0,
                 .operation = unit.operation,
                 .what = What::unit,
                 .direction = static_cast<std::uint8_t>(unit.direction),
                 .pdu = static_cast<std::uint8_t>(unit.pdu),
                 .flags = unit.flags});
    return *this;
  }
  Talk& fired(Duration at) {
    log_.append({.time = at.count(), .what = What::fired});
    return *this;
  }
  Talk& says(Duration at,
             std::string_view client,
             std::string_view event,
             std::uint32_t status = 0) {
    log_.happening(Time{} + at,
                   {.event = log_.intern(event), .client = log_.intern(client), .status = status});
    return *this;
  }

  [[nodiscard]] const trace::Log& log() const { return log_; }

 private:
  trace::Legend legend_ = talk_legend();
  trace::Log log_{legend_};
};

std::uint64_t only_time(const Talk& talk, const std::string& operation = "echo.AddOne") {
  const Responses responses = responses_in(talk.log(), never);
  const auto found = responses.find(operation);
  if (responses.size() != 1 || found == responses.end() || found->second.count() != 1) return 0;
  return found->second.max();
}

TEST(Responses, last_from_request_to_response) {
  Talk talk;
  talk.unit({.at = 10ns}).unit({.at = 35ns, .direction = to_client, .pdu = response});

  EXPECT_EQ(25U, only_time(talk));
}

TEST(Responses, last_from_the_first_fragment_to_the_last) {
  Talk talk;
  talk.unit({.at = 10ns, .flags = trace::flag::first_fragment})
      .unit({.at = 20ns, .flags = trace::flag::last_fragment})
      .unit({.at = 30ns,
             .direction = to_client,
             .pdu = response,
             .flags = trace::flag::first_fragment})
      .unit({.at = 50ns,
             .direction = to_client,
             .pdu = response,
             .flags = trace::flag::last_fragment});

  EXPECT_EQ(40U, only_time(talk));
}

TEST(Responses, are_of_the_same_call_on_the_same_connection) {
  Talk talk;
  talk.unit({.at = 10ns, .call_id = 1})
      .unit({.at = 20ns, .call_id = 2})
      .unit({.at = 30ns, .call_id = 2, .connection = 2})
      .unit({.at = 40ns, .direction = to_client, .pdu = response, .call_id = 2});

  EXPECT_EQ(20U, only_time(talk));
}

TEST(Responses, do_not_count_faults) {
  Talk talk;
  talk.unit({.at = 10ns}).unit({.at = 20ns, .direction = to_client, .pdu = fault});

  EXPECT_TRUE(responses_in(talk.log(), never).empty());
}

TEST(Responses, do_not_count_a_second_answer) {
  Talk talk;
  talk.unit({.at = 10ns})
      .unit({.at = 20ns, .direction = to_client, .pdu = response})
      .unit({.at = 90ns, .direction = to_client, .pdu = response});

  EXPECT_EQ(10U, only_time(talk));
}

TEST(Responses, do_not_count_what_comes_behind_the_end) {
  Talk talk;
  talk.unit({.at = 10ns}).unit({.at = 20ns, .direction = to_client, .pdu = response});

  EXPECT_TRUE(responses_in(talk.log(), Time{} + 19ns).empty());
}

TEST(Responses, of_an_operation_without_a_name_have_its_number) {
  Talk talk;
  talk.unit({.at = 10ns, .operation = 1})
      .unit({.at = 20ns, .direction = to_client, .pdu = response, .operation = 1});

  EXPECT_EQ(10U, only_time(talk, "echo.1"));
}

TEST(TimeToRecover, lasts_from_the_strike_to_the_answer_of_the_next_call) {
  Talk talk;
  talk.fired(100ns).says(150ns, "client", "call_started").says(180ns, "client", "call_finished");

  EXPECT_EQ(80ns, time_to_recover(talk.log(), never));
}

TEST(TimeToRecover, is_not_over_when_an_older_call_ends) {
  Talk talk;
  talk.says(90ns, "client", "call_started")
      .fired(100ns)
      .says(110ns, "client", "call_finished")
      .says(150ns, "client", "call_started")
      .says(180ns, "client", "call_finished");

  EXPECT_EQ(80ns, time_to_recover(talk.log(), never));
}

TEST(TimeToRecover, is_not_over_when_a_call_fails) {
  Talk talk;
  talk.fired(100ns)
      .says(110ns, "client", "call_started")
      .says(120ns, "client", "call_finished", 1722)
      .says(130ns, "client", "call_started")
      .says(150ns, "client", "call_finished");

  EXPECT_EQ(50ns, time_to_recover(talk.log(), never));
}

TEST(TimeToRecover, begins_with_the_last_strike) {
  Talk talk;
  talk.fired(100ns)
      .says(110ns, "client", "call_started")
      .says(120ns, "client", "call_finished")
      .fired(200ns)
      .says(210ns, "client", "call_started")
      .says(230ns, "client", "call_finished");

  EXPECT_EQ(30ns, time_to_recover(talk.log(), never));
}

TEST(TimeToRecover, is_that_of_the_slowest_client) {
  Talk talk;
  talk.fired(100ns)
      .says(110ns, "one", "call_started")
      .says(110ns, "two", "call_started")
      .says(120ns, "one", "call_finished")
      .says(170ns, "two", "call_finished");

  EXPECT_EQ(70ns, time_to_recover(talk.log(), never));
}

TEST(TimeToRecover, is_unknown_where_nothing_struck) {
  Talk talk;
  talk.says(110ns, "client", "call_started").says(120ns, "client", "call_finished");

  EXPECT_EQ(std::nullopt, time_to_recover(talk.log(), never));
}

TEST(TimeToRecover, is_unknown_where_nobody_called_again) {
  Talk talk;
  talk.fired(100ns);

  EXPECT_EQ(std::nullopt, time_to_recover(talk.log(), never));
}

measures::Histogram answers(std::uint64_t count) {
  measures::Histogram histogram;
  histogram.record(10, count);
  return histogram;
}

TEST(AddResponses, tells_percentiles_of_which_there_are_enough_answers) {
  std::map<std::string, double> values;

  add_responses({{"few", answers(99)}, {"more", answers(100)}, {"many", answers(1000)}}, values);

  const std::map<std::string, double> expected{{"response_p50(few)", 10},
                                               {"response_p50(more)", 10},
                                               {"response_p99(more)", 10},
                                               {"response_p50(many)", 10},
                                               {"response_p99(many)", 10},
                                               {"response_p99.9(many)", 10}};
  EXPECT_EQ(expected, values);
}

Trial played(const std::string& variant) {
  const run::Rehearsal rehearsal(peers::dcerpc_cast(),
                                 run::repository_file("scenarios/q156715/second_file.yaml"),
                                 {.variant = variant});
  return trial_of(rehearsal.play(), ResponseTimes::included);
}

TEST(TrialOf, patched_client_has_both_files_and_how_long_it_took) {
  const Trial trial = played("patched");

  EXPECT_EQ(Standing::completed, trial.standing);
  EXPECT_EQ("completed", trial.ending);
  EXPECT_EQ(2, trial.values.at("files"));
  EXPECT_TRUE(trial.values.contains("virtual_time"));
  EXPECT_TRUE(trial.values.contains("time_to_recover"));
  EXPECT_TRUE(trial.values.contains("response_p50(backup.BackupRead)"));
}

TEST(TrialOf, unpatched_client_has_one_file_and_no_speed) {
  const Trial trial = played("unpatched");

  EXPECT_EQ(Standing::ended_as_expected, trial.standing);
  EXPECT_EQ("failed, BackupRead of pub.edb: error 258", trial.ending);
  EXPECT_EQ(1, trial.values.at("files"));
  EXPECT_FALSE(trial.values.contains("virtual_time"));
  EXPECT_FALSE(trial.values.contains("time_to_recover"));
}

}  // namespace
}  // namespace ripcord::compare
