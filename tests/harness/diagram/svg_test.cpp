#include "harness/diagram/svg.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::diagram {
namespace {

using testing::HasSubstr;
using testing::Not;

Diagram diagram_of(Row row) {
  return {.lanes = {{.name = "ntbackup", .kind = Lane::Kind::client},
                    {.name = "shim", .kind = Lane::Kind::shim},
                    {.name = "store", .kind = Lane::Kind::service}},
          .rows = {std::move(row)}};
}

TEST(Svg, names_every_lane) {
  const std::string picture = svg(diagram_of({.to = 2, .label = "bind"}));

  EXPECT_THAT(picture, HasSubstr(">ntbackup</text>"));
  EXPECT_THAT(picture, HasSubstr(">shim</text>"));
  EXPECT_THAT(picture, HasSubstr(">store</text>"));
}

TEST(Svg, says_a_fault_in_words_and_not_in_colours_only) {
  const std::string picture =
      svg(diagram_of({.look = Look::dropped, .to = 1, .label = "bind", .rule = "cut: drop"}));

  EXPECT_THAT(picture, HasSubstr("bind (dropped)"));
  EXPECT_THAT(picture, HasSubstr("[cut: drop]"));
}

TEST(Svg, says_how_often_and_for_how_long_a_row_repeated) {
  const std::string picture =
      svg(diagram_of({.to = 2, .label = "connect", .until = 29'100'000'000, .count = 31}));

  EXPECT_THAT(picture, HasSubstr("connect ×31, for 29.1 s"));
}

TEST(Svg, says_how_long_a_gap_is) {
  EXPECT_THAT(svg(diagram_of({.kind = Row::Kind::gap, .until = 30'000'000'000})),
              HasSubstr("30.0 s in which nothing is sent"));
}

TEST(Svg, has_its_style_inside_unless_the_page_has_it) {
  const Diagram diagram = diagram_of({.to = 2, .label = "bind"});

  EXPECT_THAT(svg(diagram), HasSubstr("<style>"));
  EXPECT_THAT(svg(diagram, Style::elsewhere), Not(HasSubstr("<style>")));
}

TEST(Svg, lets_no_name_become_markup) {
  EXPECT_THAT(svg(diagram_of({.label = "<script>alert(1)</script>"})), Not(HasSubstr("<script>")));
}

TEST(Svg, is_drawn_of_nothing) { EXPECT_THAT(svg({}), HasSubstr("</svg>")); }

TEST(Escaped, replaces_what_no_xml_may_hold) { EXPECT_EQ("a?b", escaped(std::string("a\0b", 3))); }

TEST(Escaped, replaces_what_is_no_utf8) { EXPECT_EQ("??X", escaped("\xc3\xffX")); }

TEST(Escaped, keeps_characters_of_several_bytes) { EXPECT_EQ("×…😀", escaped("×…😀")); }

TEST(Escaped, is_safe_in_an_attribute) { EXPECT_EQ("&quot;&#39;&amp;", escaped("\"'&")); }

}  // namespace
}  // namespace ripcord::diagram
