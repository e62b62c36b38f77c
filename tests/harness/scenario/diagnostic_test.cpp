#include "harness/scenario/diagnostic.hpp"

#include "harness/scenario/diagnostic_json.hpp"
#include "harness/scenario/source.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace ripcord::scenario {
namespace {

Sources one_source(std::string text) {
  Sources sources;
  sources.add({.file = "a.yaml", .text = std::move(text)});
  return sources;
}

TEST(Diagnostic, is_rendered_with_its_line_a_caret_and_the_hint) {
  const Sources sources = one_source("x: 1\nworld: { netwrok: {} }\n");

  const Diagnostic diagnostic =
      sources.diagnostic({.source = 0, .line = 2, .column = 10, .length = 7},
                         "unknown key",
                         "did you mean `network`?");

  EXPECT_EQ(
      "a.yaml:2:10: error: unknown key\n"
      "    2 | world: { netwrok: {} }\n"
      "      |          ^~~~~~~\n"
      "      = did you mean `network`?\n",
      text(diagnostic));
}

TEST(Diagnostic, of_a_whole_file_has_no_line) {
  Diagnostic diagnostic;
  diagnostic.file = "a.yaml";
  diagnostic.message = "it is too big";

  EXPECT_EQ("a.yaml: error: it is too big\n", text(diagnostic));
}

TEST(Diagnostic, past_the_end_of_the_file_shows_no_line) {
  const Sources sources = one_source("{a: 1");

  EXPECT_EQ("a.yaml:2:1: error: x\n",
            text(sources.diagnostic({.source = 0, .line = 2, .column = 1}, "x", "")));
}

TEST(Diagnostic, shows_a_long_line_from_forty_characters_before_its_place) {
  const Sources sources = one_source(std::string(500, 'a') + "b" + std::string(500, 'c'));

  const Diagnostic diagnostic =
      sources.diagnostic({.source = 0, .line = 1, .column = 501}, "x", "");

  EXPECT_EQ(461U, diagnostic.excerpt_column);
  EXPECT_EQ(std::string(40, 'a') + "b" + std::string(79, 'c'), diagnostic.excerpt);
}

TEST(Diagnostic, lets_nothing_through_that_a_terminal_acts_upon) {
  const Sources sources = one_source("a\x1b[31mb\xff");

  const Diagnostic diagnostic =
      sources.diagnostic({.source = 0, .line = 1, .column = 1}, "key `\x1b[2J`", "a\nb");

  EXPECT_EQ("a.[31mb.", diagnostic.excerpt);
  EXPECT_EQ("key `.[2J`", diagnostic.message);
  EXPECT_EQ("a.b", diagnostic.hint);
}

TEST(Diagnostic, cuts_messages_that_quote_too_much) {
  const Sources sources = one_source("a");

  const Diagnostic diagnostic =
      sources.diagnostic({.source = 0, .line = 1, .column = 1}, std::string(1'000, 'x'), "");

  EXPECT_EQ(std::string(400, 'x') + "...", diagnostic.message);
}

TEST(Diagnostic, is_an_object_in_json) {
  const Sources sources = one_source("abc");

  const auto object = json(
      sources.diagnostic({.source = 0, .line = 1, .column = 2, .length = 2}, "wrong", "right"));

  EXPECT_EQ(
      R"({"file":"a.yaml","line":1,"column":2,"length":2,"severity":"error","message":"wrong","hint":"right"})",
      object.dump());
}

TEST(Diagnostics, are_put_in_order_of_file_line_and_column_without_repetitions) {
  const auto at = [](std::string file, std::uint32_t line, std::uint32_t column) {
    Diagnostic diagnostic;
    diagnostic.file = std::move(file);
    diagnostic.line = line;
    diagnostic.column = column;
    return diagnostic;
  };
  std::vector<Diagnostic> diagnostics{
      at("b", 1, 1), at("a", 10, 1), at("a", 2, 7), at("a", 2, 3), at("a", 10, 1)};

  sort_and_unique(diagnostics);

  EXPECT_EQ((std::vector<Diagnostic>{at("a", 2, 3), at("a", 2, 7), at("a", 10, 1), at("b", 1, 1)}),
            diagnostics);
}

}  // namespace
}  // namespace ripcord::scenario
