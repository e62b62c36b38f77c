#include "harness/scenario/schema.hpp"

#include "harness/scenario/tables.hpp"
#include "tests/harness/scenario/stage_words.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

namespace ripcord::scenario {
namespace {

using Json = nlohmann::ordered_json;

Json schema() { return Json::parse(schema_text(small_build())); }

/// Adds what each `$ref` within `value` refers to.
void collect_references(const Json& value, std::set<std::string>& references) {
  if (value.is_object() && value.contains("$ref")) {
    references.insert(value.at("$ref").get<std::string>());
  }
  if (!value.is_structured()) return;
  for (const Json& inner : value) collect_references(inner, references);
}

TEST(Schema, is_draft_07) {
  EXPECT_EQ("http://json-schema.org/draft-07/schema#", schema().at("$schema"));
}

TEST(Schema, has_every_key_of_the_table) {
  std::set<std::string> expected;
  for (const Field& field : scenario_mapping.fields) expected.insert(std::string(field.key));
  std::set<std::string> keys;
  const Json whole = schema();

  for (const auto& property : whole.at("properties").items()) keys.insert(property.key());

  EXPECT_EQ(expected, keys);
}

TEST(Schema, every_reference_leads_somewhere) {
  const Json whole = schema();
  std::set<std::string> references;

  collect_references(whole, references);

  EXPECT_FALSE(references.empty());
  for (const std::string& reference : references) {
    ASSERT_EQ('#', reference.at(0));
    EXPECT_TRUE(whole.contains(Json::json_pointer(reference.substr(1)))) << reference;
  }
}

TEST(Schema, knows_the_words_of_a_knob_and_its_default) {
  const Json knob = schema().at("definitions").at("client").at("properties").at("endpoint_policy");

  EXPECT_EQ(Json({"cached", "validated"}), knob.at("enum"));
  EXPECT_NE(std::string::npos,
            knob.at("description").get<std::string>().find("Default: validated"));
}

TEST(Schema, knows_the_kinds_and_their_parameters) {
  const Json kinds = schema().at("definitions").at("do").at("properties");

  EXPECT_TRUE(kinds.contains("move_endpoint"));
  EXPECT_EQ(Json({"for"}), kinds.at("delay").at("required"));
}

TEST(Schema, knows_the_keys_of_a_selection) {
  const Json keys = schema().at("definitions").at("when").at("properties");

  EXPECT_EQ(Json({"to_server", "to_client"}), keys.at("direction").at("enum"));
  EXPECT_TRUE(keys.contains("nth"));
  EXPECT_TRUE(keys.contains("any"));
}

TEST(Schema, lets_a_variant_give_part_of_a_scenario) {
  const Json variant = schema().at("properties").at("variants").at("additionalProperties");

  EXPECT_TRUE(variant.at("properties").contains("world"));
  EXPECT_FALSE(variant.contains("required"));
}

}  // namespace
}  // namespace ripcord::scenario
