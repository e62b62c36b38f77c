#include "harness/cli/exit_code.hpp"

#include <gtest/gtest.h>

namespace ripcord::cli {
namespace {

TEST(Graver, puts_the_environment_before_invalid_scenarios) {
  EXPECT_EQ(ExitCode::environment, graver(ExitCode::invalid, ExitCode::environment));
}

TEST(Graver, puts_invalid_scenarios_before_divergence) {
  EXPECT_EQ(ExitCode::invalid, graver(ExitCode::invalid, ExitCode::diverged));
}

TEST(Graver, puts_divergence_before_a_failed_expectation) {
  EXPECT_EQ(ExitCode::diverged, graver(ExitCode::failed, ExitCode::diverged));
}

TEST(Graver, puts_a_failed_expectation_before_no_answer) {
  EXPECT_EQ(ExitCode::failed, graver(ExitCode::inconclusive, ExitCode::failed));
}

TEST(Graver, puts_a_signal_before_everything) {
  EXPECT_EQ(ExitCode::interrupted, graver(ExitCode::environment, ExitCode::interrupted));
}

TEST(Graver, puts_anything_before_success) {
  EXPECT_EQ(ExitCode::nothing_selected, graver(ExitCode::as_expected, ExitCode::nothing_selected));
}

}  // namespace
}  // namespace ripcord::cli
