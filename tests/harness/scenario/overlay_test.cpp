#include "harness/scenario/overlay.hpp"

#include "harness/scenario/node_text.hpp"
#include "harness/scenario/yaml_document.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ripcord::scenario {
namespace {

Node node(std::string text) {
  Sources sources;
  std::vector<Diagnostic> diagnostics;
  Node parsed = parse_yaml(sources, sources.add({"a.yaml", std::move(text)}), diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  return parsed;
}

std::string laid(std::string below, std::string above) {
  Node result = node(std::move(below));
  overlay(result, node(std::move(above)));
  return flow_text(result);
}

std::string after_set(std::string below, const std::string& path, std::string value) {
  Node result = node(std::move(below));
  const auto flaw = apply({.path = path, .value = node(std::move(value)), .place = {}}, result);
  return flaw ? *flaw : flow_text(result);
}

TEST(Overlay, merges_mappings_key_by_key) {
  EXPECT_EQ("{ a: { x: 1, y: 3, z: 4 }, b: 5 }",
            laid("{a: {x: 1, y: 2}}", "{a: {y: 3, z: 4}, b: 5}"));
}

TEST(Overlay, merges_things_with_names_by_their_names) {
  EXPECT_EQ("[{ name: a, x: 1 }, { name: b, x: 3 }, { id: c }]",
            laid("[{name: a, x: 1}, {name: b, x: 2}]", "[{name: b, x: 3}, {id: c}]"));
}

TEST(Overlay, replaces_other_lists) { EXPECT_EQ("[c]", laid("[a, b]", "[c]")); }

TEST(Overlay, replaces_things_with_names_by_nothing) { EXPECT_EQ("[]", laid("[{name: a}]", "[]")); }

TEST(Overlay, replaces_scalars_by_mappings) {
  EXPECT_EQ("{ a: { b: 1 } }", laid("{a: 5}", "{a: {b: 1}}"));
}

TEST(Overlay, replaces_selections_and_harms_as_wholes) {
  EXPECT_EQ("{ when: { b: 2 }, do: { d: {} } }",
            laid("{when: {a: 1}, do: {c: {}}}", "{when: {b: 2}, do: {d: {}}}"));
}

TEST(Setting, goes_to_the_end_of_its_path) {
  EXPECT_EQ("{ a: { b: 2 } }", after_set("{a: {b: 1}}", "a.b", "2"));
}

TEST(Setting, makes_mappings_on_its_way) {
  EXPECT_EQ("{ a: 1, b: { c: { d: x } } }", after_set("{a: 1}", "b.c.d", "x"));
}

TEST(Setting, finds_things_in_lists_by_name_and_by_index) {
  EXPECT_EQ("{ a: [{ name: n, x: 2 }] }", after_set("{a: [{name: n, x: 1}]}", "a.n.x", "2"));
  EXPECT_EQ("{ a: [[1, 5]] }", after_set("{a: [[1, 2]]}", "a.0.1", "5"));
}

TEST(Setting, says_what_it_does_not_find) {
  EXPECT_EQ("there is nothing called `m`", after_set("{a: [{name: n}]}", "a.m.x", "2"));
  EXPECT_EQ("there are no keys below `a`", after_set("{a: 5}", "a.x", "2"));
  EXPECT_EQ("`a..x` is no path of keys with dots between", after_set("{a: {}}", "a..x", "2"));
}

}  // namespace
}  // namespace ripcord::scenario
