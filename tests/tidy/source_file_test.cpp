#include "tests/tidy/source_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::tidy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(SourceFile, splits_text_into_lines) {
  EXPECT_THAT(source_file("a.cpp", "one\n\nthree\n").lines, ElementsAre("one", "", "three"));
}

TEST(SourceFile, keeps_a_last_line_without_an_end) {
  EXPECT_THAT(source_file("a.cpp", "one\ntwo").lines, ElementsAre("one", "two"));
}

TEST(SourceFile, of_nothing_has_no_lines) {
  EXPECT_THAT(source_file("a.cpp", "").lines, IsEmpty());
}

TEST(CodeOf, drops_the_comment) { EXPECT_EQ("int a; ", code_of("int a; // unordered_map")); }

TEST(CodeOf, drops_what_stands_between_quotes) { EXPECT_EQ("f(\"\");", code_of("f(\"throw\");")); }

TEST(CodeOf, minds_an_escaped_quote) {
  EXPECT_EQ("f(\"\", b);", code_of(R"(f("a \" throw", b);)"));
}

TEST(CodeOf, takes_no_address_in_quotes_for_a_comment) {
  EXPECT_EQ("f(\"\"); g();", code_of("f(\"http://localhost\"); g();"));
}

TEST(CodeOf, keeps_an_include_whole) {
  EXPECT_EQ("#include \"a/b.hpp\"", code_of("#include \"a/b.hpp\""));
}

TEST(CommentOf, is_the_rest_from_the_slashes) {
  EXPECT_EQ("// why", comment_of("f(\"//\"); // why"));
}

TEST(LiesIn, holds_at_any_depth) {
  EXPECT_TRUE(lies_in("transports/shim/kinds/reset.cpp", "transports/shim"));
}

TEST(LiesIn, minds_the_end_of_a_folders_name) {
  EXPECT_FALSE(lies_in("transports/shimmer/a.cpp", "transports/shim"));
}

TEST(TextOf, prints_one_line_a_violation) {
  EXPECT_EQ("a.cpp:3: is bad\nb.hpp:0: is worse\n",
            text_of({{"a.cpp", 3, "is bad"}, {"b.hpp", 0, "is worse"}}));
}

}  // namespace
}  // namespace ripcord::tidy
