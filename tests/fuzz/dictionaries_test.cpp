#include "fuzz/words/dictionary.hpp"
#include "fuzz/words/words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace ripcord::fuzz {

// Found by GoogleTest only beside its argument's type.
static void PrintTo(const GeneratedDictionary& dictionary, std::ostream* out) {
  *out << dictionary.file;
}

namespace {

using testing::HasSubstr;

std::string committed(const std::string& name) {
  std::ifstream file(RIPCORD_SOURCE_DIR "/fuzz/dict/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class Generated : public testing::TestWithParam<GeneratedDictionary> {};

INSTANTIATE_TEST_SUITE_P(,
                         Generated,
                         testing::ValuesIn(generated_dictionaries().begin(),
                                           generated_dictionaries().end()));

TEST_P(Generated, is_committed_as_it_would_be_written) {
  EXPECT_TRUE(committed(GetParam().file) == GetParam().text()) << "write it anew: ./dev docs";
}

TEST(Dictionary, has_numbers_in_both_byte_orders) {
  Dictionary words;

  words.add_number(0x1234, 2);

  EXPECT_EQ("\"4\\x12\"\n\"\\x124\"\n", words.text());
}

TEST(Dictionary, has_each_word_once) {
  Dictionary words;

  words.add("drop");
  words.add("drop");

  EXPECT_EQ("\"drop\"\n", words.text());
}

TEST(Dictionary, spells_what_libfuzzer_would_misread) {
  Dictionary words;

  words.add("a\"\\");

  EXPECT_EQ("\"a\\x22\\x5c\"\n", words.text());
}

TEST(ProtocolWords, know_the_header_of_a_bind_in_both_byte_orders) {
  EXPECT_THAT(protocol_words(), HasSubstr("\"\\x05\\x00\\x0b\\x03\\x10\\x00\\x00\\x00\"\n"));
  EXPECT_THAT(protocol_words(), HasSubstr("\"\\x05\\x00\\x0b\\x03\\x00\\x00\\x00\\x00\"\n"));
}

TEST(ProtocolWords, know_statuses_in_both_byte_orders) {
  EXPECT_THAT(protocol_words(), HasSubstr("\"\\x03\\x00\\x01\\x1c\"\n"));
  EXPECT_THAT(protocol_words(), HasSubstr("\"\\x1c\\x01\\x00\\x03\"\n"));
}

TEST(ScenarioWords, know_kinds_and_keys) {
  EXPECT_THAT(scenario_words(), HasSubstr("\"mutate_field\"\n"));
  EXPECT_THAT(scenario_words(), HasSubstr("\"workload\"\n"));
}

}  // namespace
}  // namespace ripcord::fuzz
