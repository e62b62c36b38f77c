#include "harness/explore/standing.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace ripcord::explore {
namespace {

using trace::What;

/// A log of `user` and its connections to `store`; of the unit `echo.AddOne` a request has 28 bytes
/// and a response 40.
class StandingTest : public testing::Test {
 protected:
  static constexpr std::uint32_t answer_bytes = 40;

  StandingTest() {
    legend_.pdus = {"bind", "request", "response"};
    legend_.interfaces = {{.name = "echo", .operations = {"AddOne"}}};
  }

  void connect() {
    connection_ = log_.add_connection(log_.intern("user"), log_.intern("store"));
    note(What::connect_requested);
  }
  void accept() { note(What::connect_established); }
  void bind() {
    log_.append(
        {.connection = connection_, .length = 72, .what = What::unit, .direction = 0, .pdu = 0});
  }
  void request() { unit(0, 28); }
  void answer() { unit(1, answer_bytes); }
  void deliver(std::uint32_t bytes) {
    log_.append(
        {.connection = connection_, .length = bytes, .what = What::delivered, .direction = 1});
  }
  /// The client sees the end of its connection.
  void end(What how = What::finish) {
    log_.append({.connection = connection_, .what = how, .direction = 1});
  }
  void leave() {
    log_.append({.connection = connection_,
                 .what = What::finish,
                 .direction = 0,
                 .flags = trace::flag::by_sender});
  }
  [[nodiscard]] std::string stands() const { return standing(log_, log_.records().size()); }

  trace::Legend legend_;
  trace::Log log_{legend_};

 private:
  void note(What what) { log_.append({.connection = connection_, .what = what}); }
  void unit(std::uint8_t direction, std::uint32_t bytes) {
    log_.append({.connection = connection_,
                 .length = bytes,
                 .call = 1,
                 .fragment = 1,
                 .interface = 0,
                 .operation = 0,
                 .what = What::unit,
                 .direction = direction,
                 .pdu = static_cast<std::uint8_t>(direction == 0 ? 1 : 2),
                 .flags = trace::flag::first_fragment | trace::flag::last_fragment});
  }

  std::uint32_t connection_ = 0;
};

TEST_F(StandingTest, is_before_everything_where_nobody_connects) {
  EXPECT_EQ("before it connected", stands());
}

TEST_F(StandingTest, is_in_a_connect_that_nobody_answers) {
  connect();

  EXPECT_EQ("connecting to store", stands());
}

TEST_F(StandingTest, is_in_a_call_that_is_not_answered) {
  connect();
  accept();
  request();

  EXPECT_EQ("in echo.AddOne, unanswered", stands());
}

TEST_F(StandingTest, is_in_a_bind_by_the_name_of_its_pdu) {
  connect();
  accept();
  bind();

  EXPECT_EQ("in bind, unanswered", stands());
}

TEST_F(StandingTest, is_in_a_call_of_whose_answer_only_a_part_has_come) {
  connect();
  accept();
  request();
  answer();
  deliver(answer_bytes - 1);

  EXPECT_EQ("in echo.AddOne, answered in part", stands());
}

TEST_F(StandingTest, is_behind_a_call_whose_answer_is_there) {
  connect();
  accept();
  request();
  answer();
  deliver(answer_bytes);

  EXPECT_EQ("behind echo.AddOne", stands());
}

TEST_F(StandingTest, tells_an_end_before_an_answer) {
  connect();
  accept();
  request();
  end();

  EXPECT_EQ("in echo.AddOne, finished before its answer", stands());
}

TEST_F(StandingTest, tells_an_end_inside_an_answer) {
  connect();
  accept();
  request();
  answer();
  deliver(20);
  end(What::reset);

  EXPECT_EQ("in echo.AddOne, reset inside its answer", stands());
}

TEST_F(StandingTest, tells_an_end_that_came_when_nothing_was_asked) {
  connect();
  accept();
  request();
  answer();
  deliver(answer_bytes);
  end();

  EXPECT_EQ("behind echo.AddOne, finished", stands());
}

TEST_F(StandingTest, tells_a_call_on_a_connection_that_had_ended_before) {
  connect();
  accept();
  end();
  request();

  EXPECT_EQ("in echo.AddOne, on a connection that was finished before", stands());
}

TEST_F(StandingTest, ignores_what_follows_the_clients_own_end) {
  connect();
  accept();
  request();
  leave();
  end();

  EXPECT_EQ("in echo.AddOne, unanswered", stands());
}

TEST_F(StandingTest, is_that_of_the_connection_on_which_something_was_said_last) {
  connect();
  accept();
  request();
  connect();

  EXPECT_EQ("connecting to store", stands());
}

TEST_F(StandingTest, looks_at_no_more_records_than_it_is_told) {
  connect();
  accept();

  EXPECT_EQ("connecting to store", standing(log_, 1));
}

}  // namespace
}  // namespace ripcord::explore
