#include "tests/tidy/quotes.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace ripcord::tidy {
namespace {

std::string violations_of(std::string_view page) {
  const std::vector<SourceFile> tree{source_file("transports/base/a.hpp", "one\ntwo\nthree\n")};
  Violations violations;
  check_quotes(source_file("docs/page.md", page), tree, violations);
  return text_of(violations);
}

TEST(Quote, of_a_piece_of_the_file_is_fine) {
  EXPECT_EQ("", violations_of("```cpp transports/base/a.hpp\ntwo\nthree\n```\n"));
}

TEST(Quote, of_other_lines_is_refused) {
  EXPECT_EQ("docs/page.md:2: quotes what transports/base/a.hpp does not say, quote it anew\n",
            violations_of("\n```cpp transports/base/a.hpp\ntwo\nfour\n```\n"));
}

TEST(Quote, that_leaves_a_line_out_is_refused) {
  EXPECT_NE("", violations_of("```cpp transports/base/a.hpp\none\nthree\n```\n"));
}

TEST(Quote, of_a_file_that_is_gone_is_refused) {
  EXPECT_NE("", violations_of("```cpp transports/base/b.hpp\none\n```\n"));
}

TEST(Quote, without_a_path_is_left_alone) {
  EXPECT_EQ("", violations_of("```sh run\nanything\n```\n"));
}

}  // namespace
}  // namespace ripcord::tidy
