#include "harness/process/find_program.hpp"

#include "harness/process/errc.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <string>

namespace ripcord::process {
namespace {

struct FindProgram : testing::Test {
  /// A file in the folder; one that may be executed if `mode` is 0755.
  std::string file(const std::string& name, ::mode_t mode) const {
    const std::string path = folder.write(name, "#!/bin/sh\n");
    ::chmod(path.c_str(), mode);
    return path;
  }

  test::TemporaryFolder folder;
};

TEST_F(FindProgram, takes_a_path_as_it_is) {
  const std::string program = file("client", 0755);

  EXPECT_EQ(program, find_program(program, ""));
}

TEST_F(FindProgram, looks_for_a_name_in_one_folder_after_the_other) {
  const std::string program = file("client", 0755);

  EXPECT_EQ(program, find_program("client", "/nowhere:" + folder.path()));
}

TEST_F(FindProgram, does_not_know_a_name_that_is_in_no_folder) {
  EXPECT_EQ(ErrorCode(errc::command_not_found), find_program("client", folder.path()).error());
}

TEST_F(FindProgram, does_not_know_a_path_where_nothing_is) {
  EXPECT_EQ(ErrorCode(errc::command_not_found), find_program(folder / "client", "").error());
}

TEST_F(FindProgram, refuses_a_file_that_may_not_be_executed) {
  const std::string text = file("notes", 0644);

  EXPECT_EQ(ErrorCode(errc::not_executable), find_program(text, "").error());
}

TEST_F(FindProgram, refuses_a_name_whose_only_file_may_not_be_executed) {
  static_cast<void>(file("notes", 0644));

  EXPECT_EQ(ErrorCode(errc::not_executable), find_program("notes", folder.path()).error());
}

TEST_F(FindProgram, refuses_a_folder) {
  EXPECT_EQ(ErrorCode(errc::not_executable), find_program(folder.path(), "").error());
}

TEST_F(FindProgram, knows_no_program_without_a_name) {
  EXPECT_EQ(ErrorCode(errc::command_not_found), find_program("", folder.path()).error());
}

TEST_F(FindProgram, prefers_the_path_that_the_command_brings) {
  const std::string program = file("client", 0755);

  EXPECT_EQ(program, find_program({.argv = {"client"}, .environment = {{"PATH", folder.path()}}}));
}

}  // namespace
}  // namespace ripcord::process
