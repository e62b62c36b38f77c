#include "harness/cli/status_line.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace ripcord::cli {
namespace {

class StatusLineTest : public testing::Test {
 protected:
  std::ostringstream terminal;
  StatusLine line{terminal};
};

TEST_F(StatusLineTest, stands_where_it_is) {
  line.show("5 of 9");

  EXPECT_EQ("5 of 9", terminal.str());
}

TEST_F(StatusLineTest, is_written_once_while_it_says_the_same) {
  line.show("5 of 9");
  line.show("5 of 9");

  EXPECT_EQ("5 of 9", terminal.str());
}

TEST_F(StatusLineTest, takes_the_place_of_the_one_before) {
  line.show("5 of 9");
  line.show("done");

  EXPECT_EQ("5 of 9\r      \rdone", terminal.str());
}

TEST_F(StatusLineTest, leaves_nothing_when_it_is_cleared) {
  line.show("done");
  line.clear();
  line.clear();

  EXPECT_EQ("done\r    \r", terminal.str());
}

}  // namespace
}  // namespace ripcord::cli
