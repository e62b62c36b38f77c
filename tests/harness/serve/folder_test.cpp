#include "harness/serve/folder.hpp"

#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace ripcord::serve {
namespace {

TEST(Folder, lists_its_files_by_name) {
  const test::TemporaryFolder folder;
  folder.write("pub.edb", "12345");
  folder.write("priv.edb", "123");

  const auto files = list_folder(folder.path());

  EXPECT_EQ((std::vector<scenario::FileSpec>{{"priv.edb", 3}, {"pub.edb", 5}}), *files);
}

TEST(Folder, leaves_out_what_is_hidden_or_no_file) {
  const test::TemporaryFolder folder;
  folder.write(".hidden", "1");
  std::filesystem::create_directory(folder / "below");
  std::filesystem::create_symlink("/etc/passwd", folder / "link");

  EXPECT_TRUE(list_folder(folder.path())->empty());
}

TEST(Folder, that_is_not_there_is_a_problem_with_its_path) {
  const test::TemporaryFolder folder;

  EXPECT_EQ(folder / "nowhere" + ": No such file or directory",
            list_folder(folder / "nowhere").error().text);
}

class FolderShelfTest : public testing::Test {
 protected:
  FolderShelfTest() {
    folder.write("a.edb", "abcdef");
    shelf.add("store", folder.path());
  }

  test::TemporaryFolder folder;
  FolderShelf shelf;
};

TEST_F(FolderShelfTest, reads_a_part_of_a_file) {
  Bytes part(3);

  ASSERT_TRUE(shelf.content("store", "a.edb")->read(2, part).has_value());

  EXPECT_EQ((Bytes{'c', 'd', 'e'}), part);
}

TEST_F(FolderShelfTest, cannot_read_what_a_file_no_longer_has) {
  Bytes part(7);

  EXPECT_TRUE(shelf.content("store", "a.edb")->read(0, part).has_error());
}

TEST_F(FolderShelfTest, has_nothing_of_services_without_a_folder) {
  EXPECT_EQ(nullptr, shelf.content("other", "a.edb"));
}

}  // namespace
}  // namespace ripcord::serve
