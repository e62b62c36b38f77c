#include "harness/doctor/program_answer.hpp"

#include <gtest/gtest.h>

namespace ripcord::doctor {
namespace {

TEST(ProgramAnswer, is_the_line_that_has_a_version_where_a_warning_comes_first) {
  EXPECT_EQ("TShark 4.0.17",
            ask_program({"/bin/sh", "-c", "echo Running as root.; echo TShark 4.0.17; echo GPL"})
                ->telling_line);
}

TEST(ProgramAnswer, is_the_first_line_that_is_not_empty_where_none_has_a_version) {
  EXPECT_EQ("one", ask_program({"/bin/sh", "-c", "echo; echo ' one '; echo two"})->telling_line);
}

TEST(ProgramAnswer, may_come_on_the_error_stream) {
  EXPECT_EQ("nginx 1", ask_program({"/bin/sh", "-c", "echo nginx 1 >&2"})->telling_line);
}

TEST(ProgramAnswer, has_the_exit_code) {
  EXPECT_EQ(7, ask_program({"/bin/sh", "-c", "exit 7"})->code);
}

TEST(ProgramAnswer, is_looked_for_in_the_path) { EXPECT_EQ(0, ask_program({"true"})->code); }

TEST(ProgramAnswer, is_none_where_there_is_no_such_program) {
  EXPECT_FALSE(ask_program({"/nowhere/at/all"}));
}

TEST(ProgramAnswer, keeps_the_beginning_of_endless_output) {
  EXPECT_EQ("first", ask_program({"/bin/sh", "-c", "echo first; seq 100000"})->telling_line);
}

}  // namespace
}  // namespace ripcord::doctor
