#include "harness/report/table.hpp"

#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

TEST(Table, aligns_columns_by_characters_two_blanks_apart) {
  Table table({"a", "b"});

  table.add({{.text = "ü"}, {.text = "1"}});
  table.add({{.text = "long"}, {.text = "2"}});

  EXPECT_EQ("a     b\nü     1\nlong  2\n", table.text(Colours::off));
}

TEST(Table, leaves_out_a_column_that_says_nothing) {
  Table table({"a", "b", "c"});

  table.add({{.text = "1"}, {}, {.text = "3"}});

  EXPECT_EQ("a  c\n1  3\n", table.text(Colours::off));
}

TEST(Table, ends_lines_without_blanks) {
  Table table({"a", "b"});

  table.add({{.text = "1"}, {.text = "2"}});
  table.add({{.text = "3"}, {}});

  EXPECT_EQ("a  b\n1  2\n3\n", table.text(Colours::off));
}

TEST(Table, colours_text_without_moving_columns) {
  Table table({"a", "b"});

  table.add({{.text = "x", .tone = Tone::good}, {.text = "y"}});

  EXPECT_EQ("\x1b[1ma\x1b[0m  \x1b[1mb\x1b[0m\n\x1b[32mx\x1b[0m  y\n", table.text(Colours::on));
}

TEST(Table, escapes_what_markdown_would_read) {
  Table table({"a"});

  table.add({{.text = "x|y_z"}});

  EXPECT_EQ("| a |\n| --- |\n| x\\|y\\_z |\n", table.markdown());
}

}  // namespace
}  // namespace ripcord::report
