#include "harness/scenario/node_text.hpp"

#include "harness/scenario/yaml_document.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ripcord::scenario {
namespace {

Node node(const std::string& text) {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
  Node parsed = parse_yaml(sources, sources.add({"a.yaml", text}), diagnostics);
  EXPECT_TRUE(diagnostics.empty()) << text;
  return parsed;
}

TEST(FlowText, shows_plain_words_as_they_are) {
  EXPECT_EQ("{ a: [x, 0..2, 1:30, a-b], b: two words, c: {}, d: [] }",
            flow_text(node("{a: [x, 0..2, 1:30, a-b], b: two words, c: {}, d: []}")));
}

TEST(FlowText, puts_long_mappings_into_blocks) {
  const std::string long_word(60, 'x');

  EXPECT_EQ("a:\n  b: " + long_word + "\n  c: " + long_word + "\nd:\n  - e: " + long_word +
                "\n    f: " + long_word + "\n",
            block_text(node("{a: {b: " + long_word + ", c: " + long_word +
                            "}, d: [{e: " + long_word + ", f: " + long_word + "}]}")));
}

class Scalar : public testing::TestWithParam<std::string> {};

TEST_P(Scalar, reads_back_as_itself_from_both_styles) {
  Node mapping = Node::mapping({});
  mapping.members.push_back({GetParam(), {}, Node::scalar(GetParam(), {})});

  const Node flow = node(flow_text(mapping));
  const Node block = node(block_text(mapping));

  ASSERT_EQ(1U, flow.members.size());
  EXPECT_EQ(GetParam(), flow.members[0].key);
  EXPECT_EQ(GetParam(), flow.members[0].value.text);
  ASSERT_EQ(1U, block.members.size());
  EXPECT_EQ(GetParam(), block.members[0].key);
  EXPECT_EQ(GetParam(), block.members[0].value.text);
}

INSTANTIATE_TEST_SUITE_P(FlowText,
                         Scalar,
                         testing::Values("word",
                                         "a: b",
                                         "a:",
                                         ":a",
                                         "- a",
                                         "-5",
                                         "a #b",
                                         "#a",
                                         "[a",
                                         "a]",
                                         "{a}",
                                         "a, b",
                                         "\"quoted\"",
                                         "it's",
                                         "back\\slash",
                                         "two\nlines\n",
                                         "tab\there",
                                         " padded ",
                                         "...",
                                         "---",
                                         "&anchor",
                                         "*alias",
                                         "!tag",
                                         "%d",
                                         "@a",
                                         "`a`",
                                         "a  b",
                                         "gr\xc3\xb6\xc3\x9f"
                                         "e",
                                         "\x01\x1f\x7f",
                                         "null",
                                         "true",
                                         "x::y",
                                         "?a",
                                         "|",
                                         ">",
                                         "a\xc2\x85z",
                                         "a\xe2\x80\xa8z",
                                         "a\xef\xbb\xbfz"));

}  // namespace
}  // namespace ripcord::scenario
