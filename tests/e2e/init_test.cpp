#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace ripcord::e2e {
namespace {

using testing::HasSubstr;

TEST(Init, writes_a_scenario_that_is_free_of_errors) {
  const test::TemporaryFolder here;
  ASSERT_EQ(0, ripcord(here, {"init"}).code);

  EXPECT_EQ(0, ripcord(here, {"check", "scenario.yaml"}).code);
}

TEST(Init, writes_a_scenario_that_passes) {
  const test::TemporaryFolder here;
  ASSERT_EQ(0, ripcord(here, {"init", "mine.yaml"}).code);

  EXPECT_EQ(0, ripcord(here, {"run", "mine.yaml"}).code);
}

TEST(Init, says_how_to_go_on) {
  const test::TemporaryFolder here;

  EXPECT_THAT(ripcord(here, {"init", "mine.yaml"}).out, HasSubstr("ripcord run mine.yaml"));
}

TEST(Init, overwrites_nothing) {
  const test::TemporaryFolder here;
  ASSERT_EQ(0, ripcord(here, {"init"}).code);

  const test::Finished again = ripcord(here, {"init"});

  EXPECT_EQ(2, again.code);
  EXPECT_EQ("ripcord: init: scenario.yaml is there already\n", again.err);
}

TEST(Init, says_when_it_cannot_write) {
  const test::TemporaryFolder here;

  EXPECT_EQ(3, ripcord(here, {"init", "no-such-folder/mine.yaml"}).code);
}

}  // namespace
}  // namespace ripcord::e2e
