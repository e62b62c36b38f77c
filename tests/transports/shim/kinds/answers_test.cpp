#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

namespace ripcord::shim {
namespace {

/// A bench whose client asks the directory where interface 0 is.
class Answers : public testing::Test {
 protected:
  static std::string answered(ShimBench& bench, const Bytes& answer) {
    bench.to_server(toy::question({.operation = 0}));
    bench.to_client(answer);
    return bench.at_client();
  }

  static void ask_directory(ShimBench& bench) {
    bench.open();
    bench.to_server(toy::hello(1));
  }
};

TEST_F(Answers, are_turned_into_not_registered) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "answer_not_registered"}});
  ask_directory(bench);

  EXPECT_EQ(hex_text(toy::answer({.stub = {1}})), answered(bench, toy::place(0, 1025)));
}

TEST_F(Answers, are_emptied) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "answer_empty"}});
  ask_directory(bench);

  EXPECT_EQ(hex_text(toy::answer({.stub = {0}})), answered(bench, toy::place(0, 1025)));
}

TEST_F(Answers, repeat_the_first_one_of_the_lane) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "answer_stale"}});
  ask_directory(bench);

  EXPECT_EQ(hex_text(toy::place(0, 1025)), answered(bench, toy::place(0, 1025)));
  EXPECT_EQ(hex_text(toy::place(0, 1025)), answered(bench, toy::place(0, 1026)));
}

TEST_F(Answers, repeat_one_that_passed_before_the_rule_fired) {
  ShimBench bench({{.when = {{"pdu", "answer"}},
                    .kind = "answer_stale",
                    .counting = {.nth = Range{.low = 2}}}});
  ask_directory(bench);

  EXPECT_EQ(hex_text(toy::place(0, 1025)), answered(bench, toy::place(0, 1025)));
  EXPECT_EQ(hex_text(toy::place(0, 1025)), answered(bench, toy::place(0, 1026)));
}

TEST_F(Answers, repeat_a_registration_that_is_gone) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "answer_stale"}});
  ask_directory(bench);
  ASSERT_EQ(hex_text(toy::place(0, 1025)), answered(bench, toy::place(0, 1025)));

  EXPECT_EQ(hex_text(toy::place(0, 1025)), answered(bench, toy::answer({.stub = {1}})));
}

TEST_F(Answers, of_another_interface_are_another_question) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "answer_stale"}});
  ask_directory(bench);
  ASSERT_EQ(hex_text(toy::place(0, 1025)), answered(bench, toy::place(0, 1025)));

  EXPECT_EQ(hex_text(toy::place(2, 1030)), answered(bench, toy::place(2, 1030)));
}

TEST_F(Answers, name_the_port_that_the_rule_gives) {
  ShimBench bench(
      {{.when = {{"pdu", "answer"}}, .kind = "answer_stale", .with = {{"port", "999"}}}});
  ask_directory(bench);

  EXPECT_EQ(hex_text(toy::place(0, 999)), answered(bench, toy::place(0, 1025)));
}

TEST_F(Answers, of_other_interfaces_calls_pass) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "answer_empty"}});
  bench.open();
  bench.to_server(toy::hello(0));

  EXPECT_EQ(hex_text(toy::place(0, 1025)), answered(bench, toy::place(0, 1025)));
}

}  // namespace
}  // namespace ripcord::shim
