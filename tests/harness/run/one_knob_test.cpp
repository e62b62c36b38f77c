// Between a bug of the pack and its fix lies one knob of the client, and 0x102 comes from one
// place.
#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/run/pack.hpp"
#include "tests/harness/run/rehearsal.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::run {
namespace {

/// The lines of a resolved scenario up to `expect:`: all that a run is made of. The variant's name
/// is in the first, a comment.
std::vector<std::string> played_lines(const scenario::SourceText& file, const Part& part) {
  const Rehearsal rehearsal(peers::dcerpc_cast(), file, part);
  std::istringstream text(rehearsal.scenario().text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line) && !line.starts_with("expect:");) {
    if (!line.starts_with("#")) lines.push_back(line);
  }
  return lines;
}

/// The keys of those lines in which the two variants of `file` differ.
std::vector<std::string> differing_keys(const scenario::SourceText& file) {
  const std::vector<std::string> unpatched = played_lines(file, {.variant = "unpatched"});
  const std::vector<std::string> patched = played_lines(file, {.variant = "patched"});
  if (unpatched.size() != patched.size()) return {"the number of lines"};
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < unpatched.size(); ++i) {
    if (unpatched[i] == patched[i]) continue;
    const std::size_t begin = unpatched[i].find_first_not_of(' ');
    keys.push_back(unpatched[i].substr(begin, unpatched[i].find(':') - begin));
  }
  return keys;
}

/// How often `word` stands in the sources below `folder`.
std::size_t occurrences(std::string_view folder, std::string_view word) {
  std::size_t count = 0;
  const std::string root = RIPCORD_SOURCE_DIR "/" + std::string(folder);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string path = std::filesystem::relative(entry.path(), RIPCORD_SOURCE_DIR).string();
    const std::string text = repository_file(path).text;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      ++count;
    }
  }
  return count;
}

class OneKnob : public testing::TestWithParam<Knob> {};

TEST_P(OneKnob, is_all_that_lies_between_the_variants) {
  const scenario::SourceText file = repository_file(path_of(GetParam()));

  EXPECT_EQ((std::vector<std::string>{GetParam().key}), differing_keys(file));
}

INSTANTIATE_TEST_SUITE_P(Q156715, OneKnob, testing::ValuesIn(q156715), name_of);
INSTANTIATE_TEST_SUITE_P(StaleBindings, OneKnob, testing::ValuesIn(stale_bindings), name_of);

TEST(WaitTimeout, is_assigned_in_one_place_of_the_clients) {
  EXPECT_EQ(1U, occurrences("harness/peers/client", "wait_timeout"));
}

TEST(WaitTimeout, is_written_nowhere_as_a_number) {
  EXPECT_EQ(0U, occurrences("harness/peers", "0x102"));
  EXPECT_EQ(0U, occurrences("harness/peers", "258"));
}

}  // namespace
}  // namespace ripcord::run
