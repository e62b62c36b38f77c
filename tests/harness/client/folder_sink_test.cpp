#include "harness/client/folder_sink.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace ripcord::client {
namespace {

constexpr Byte a = 'a';

TEST(FolderSink, writes_a_file_of_all_that_it_is_given) {
  const test::TemporaryFolder folder;
  FolderSink sink(folder.path());

  ASSERT_TRUE(sink.begin("x.edb").has_value());
  ASSERT_TRUE(sink.write(Bytes{a, a}).has_value());
  ASSERT_TRUE(sink.write(Bytes{a}).has_value());
  ASSERT_TRUE(sink.end().has_value());

  EXPECT_EQ("aaa", folder.read("x.edb"));
}

TEST(FolderSink, has_no_file_of_that_name_before_it_is_whole) {
  const test::TemporaryFolder folder;
  FolderSink sink(folder.path());

  ASSERT_TRUE(sink.begin("x.edb").has_value());
  ASSERT_TRUE(sink.write(Bytes{a}).has_value());

  EXPECT_FALSE(folder.has("x.edb"));
}

TEST(FolderSink, leaves_nothing_of_a_file_that_never_ended) {
  const test::TemporaryFolder folder;
  {
    FolderSink sink(folder.path());
    ASSERT_TRUE(sink.begin("x.edb").has_value());
  }

  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

class NameOfNoFile : public testing::TestWithParam<std::string> {};

TEST_P(NameOfNoFile, is_refused) {
  const test::TemporaryFolder folder;
  FolderSink sink(folder.path());

  EXPECT_TRUE(sink.begin(GetParam()).has_error());

  EXPECT_THAT(sink.problem(), testing::HasSubstr("which is no name of a file"));
}

INSTANTIATE_TEST_SUITE_P(FolderSink,
                         NameOfNoFile,
                         testing::Values("", ".", "..", "../x", "/etc/x", std::string("a\0b", 3)));

TEST(FolderSink, says_why_it_cannot_write) {
  const test::TemporaryFolder folder;
  FolderSink sink(folder / "nowhere");

  EXPECT_TRUE(sink.begin("x").has_error());

  EXPECT_EQ("cannot write " + (folder / "nowhere") + "/.x.part: No such file or directory",
            sink.problem());
}

}  // namespace
}  // namespace ripcord::client
