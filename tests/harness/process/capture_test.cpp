#include "harness/process/capture.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::process {
namespace {

constexpr std::size_t kept_max = Capture::head_bytes_max + Capture::tail_bytes_max;

Bytes text(std::string_view words) { return {words.begin(), words.end()}; }

TEST(Capture, keeps_all_of_a_short_text) {
  Capture capture;

  capture.append(text("one\n"));
  capture.append(text("two\n"));

  EXPECT_EQ("one\ntwo\n", capture.text());
}

TEST(Capture, keeps_all_that_fits_into_head_and_tail) {
  Capture capture;

  capture.append(Bytes(kept_max, 'x'));

  EXPECT_EQ(0U, capture.left_out());
}

TEST(Capture, leaves_out_what_lies_between_head_and_tail) {
  Capture capture;

  capture.append(Bytes(kept_max + 1, 'x'));

  EXPECT_EQ(1U, capture.left_out());
}

TEST(Capture, keeps_the_beginning_and_the_end_of_a_long_text) {
  Capture capture;
  capture.append(text("begin"));
  capture.append(Bytes(3 * kept_max, 'x'));

  capture.append(text("end"));

  EXPECT_TRUE(capture.head().starts_with("beginx"));
  EXPECT_TRUE(capture.tail().ends_with("xend"));
}

TEST(Capture, holds_no_more_than_its_limits_however_much_is_written) {
  Capture capture;

  capture.append(Bytes(5 * kept_max, 'x'));

  EXPECT_EQ(Capture::head_bytes_max, capture.head().size());
  EXPECT_EQ(Capture::tail_bytes_max, capture.tail().size());
}

TEST(Capture, says_in_its_text_how_much_is_left_out) {
  Capture capture;

  capture.append(Bytes(kept_max + 7, 'x'));

  EXPECT_NE(std::string::npos, capture.text().find("\n[7 bytes left out]\n"));
}

}  // namespace
}  // namespace ripcord::process
