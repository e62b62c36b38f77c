#include "harness/report/plain_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::report {
namespace {

TEST(PlainText, keeps_letters_newlines_and_tabs) {
  EXPECT_EQ("a\tb\nü€😀", plain_text("a\tb\nü€😀"));
}

TEST(PlainText, spells_an_escape_that_would_steer_a_terminal) {
  EXPECT_EQ("\\x1b[31m", plain_text("\x1b[31m"));
}

TEST(PlainText, spells_a_zero_byte) { EXPECT_EQ("\\x00", plain_text(std::string(1, '\0'))); }

TEST(PlainText, spells_delete) { EXPECT_EQ("\\x7f", plain_text("\x7f")); }

TEST(PlainText, spells_both_bytes_of_a_c1_control) {
  EXPECT_EQ("\\xc2\\x9b", plain_text("\xc2\x9b"));
}

TEST(PlainText, spells_a_byte_that_is_no_utf8) {
  EXPECT_EQ("a\\xffb",
            plain_text("a\xff"
                       "b"));
}

TEST(PlainText, spells_a_sequence_that_ends_too_early) {
  EXPECT_EQ("\\xe2\\x82", plain_text("\xe2\x82"));
}

TEST(Utf8Length, rejects_an_overlong_slash) { EXPECT_EQ(0U, utf8_length("\xc0\xaf")); }

TEST(Utf8Length, rejects_a_surrogate) { EXPECT_EQ(0U, utf8_length("\xed\xa0\x80")); }

TEST(Utf8Length, takes_the_last_code_point) { EXPECT_EQ(4U, utf8_length("\xf4\x8f\xbf\xbf")); }

TEST(Utf8Length, rejects_what_is_past_the_last_code_point) {
  EXPECT_EQ(0U, utf8_length("\xf4\x90\x80\x80"));
}

TEST(Width, counts_characters) { EXPECT_EQ(3U, width("aü€")); }

}  // namespace
}  // namespace ripcord::report
