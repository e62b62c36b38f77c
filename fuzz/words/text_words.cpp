#include "fuzz/benches/vocabulary.hpp"
#include "fuzz/words/dictionary.hpp"
#include "fuzz/words/words.hpp"
#include "harness/scenario/schema.hpp"
#include "transports/trace/words.hpp"

#include <algorithm>
#include <array>

namespace ripcord::fuzz {
namespace {

/// What a key or a word of a scenario is made of.
bool is_word(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

/// The texts between quotes of a JSON document that are words, in order.
void add_words_of(std::string_view json, Dictionary& words) {
  for (std::size_t begin = json.find('"'); begin != std::string_view::npos;) {
    const std::size_t end = json.find('"', begin + 1);
    if (end == std::string_view::npos) return;
    const std::string_view text = json.substr(begin + 1, end - begin - 1);
    if (is_word(text)) words.add(text);
    begin = json.find('"', end + 1);
  }
}

/// Of JSON lines; a reader's keys are in no table.
constexpr std::array<std::string_view, 20> trace_keys{
    "\"t\":",         "\"what\":",      "\"connection\":1", "\"client\":",   "\"service\":",
    "\"nth\":1",      "\"direction\":", "\"to_server\"",    "\"to_client\"", "\"pdu\":",
    "\"offset\":",    "\"bytes\":",     "\"digest\":",      "\"payload\":",  "\"interface\":",
    "\"operation\":", "\"opnum\":",     "\"point\":",       "\"rule\":",     "\"last\":true"};

constexpr std::array<GeneratedDictionary, 3> dictionaries{{{"protocol.dict", &protocol_words},
                                                           {"scenario.dict", &scenario_words},
                                                           {"trace.dict", &trace_words}}};

}  // namespace

std::string scenario_words() {
  Dictionary words;
  words.part("Written by fuzz_dictionaries out of the schema of scenarios.");
  add_words_of(scenario::schema_text(vocabulary()), words);
  words.part("What YAML makes of punctuation.");
  for (const std::string_view mark : {"- ", ": ", "{ ", " }", "[", "]", "\"", "# ", "1..2", "null"})
    words.add(mark);
  return words.text();
}

std::string trace_words() {
  Dictionary words;
  words.part("Written by fuzz_dictionaries out of the words of transports/trace.");
  for (const std::string_view word : trace::what_words) words.add(word);
  for (const std::string_view word : trace::verb_words) words.add(word);
  for (const std::string_view key : trace_keys) words.add(key);
  return words.text();
}

std::span<const GeneratedDictionary> generated_dictionaries() { return dictionaries; }

}  // namespace ripcord::fuzz
