#include "harness/fuzzing/target_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

namespace ripcord::fuzzing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view program_suffix = "_fuzzer";

std::optional<Shape> shape_of(std::string_view word) {
  if (word == "bytes") return Shape::bytes;
  if (word == "units") return Shape::units;
  if (word == "schedule") return Shape::schedule;
  return std::nullopt;
}

/// The words of `text`, between which commas stand; none of `-`.
std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  if (text == "-") return words;
  std::istringstream stream(text);
  for (std::string word; std::getline(stream, word, ',');) words.push_back(word);
  return words;
}

/// The target of one line; none if it is no line of a table.
std::optional<Target> target_of(const std::string& line) {
  std::istringstream words(line);
  Target target;
  std::string shape;
  std::string options;
  words >> target.name >> shape >> target.prefix_size >> target.dictionary >> options;
  const std::optional<Shape> known = shape_of(shape);
  if (!words || !known) return std::nullopt;
  target.shape = *known;
  if (target.dictionary == "-") target.dictionary.clear();
  target.options = words_of(options);
  target.corpus.assign(std::istream_iterator<std::string>(words), {});
  return target;
}

/// The names of the targets whose programs lie in `folder`.
std::vector<std::string> programs_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file(error) && name.ends_with(program_suffix))
      names.push_back(name.substr(0, name.size() - program_suffix.size()));
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

boost::system::result<std::vector<Target>, Problem> parse_table(std::string_view text) {
  std::vector<Target> targets;
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    std::optional<Target> target = target_of(line);
    if (!target) return Problem(fmt::format("no target's line: `{}`", line));
    targets.push_back(*std::move(target));
  }
  return targets;
}

boost::system::result<std::vector<Target>, Problem> read_targets(const std::string& folder) {
  const std::string path = fmt::format("{}/{}", folder, table_name);
  std::ifstream file(path);
  if (!file)
    return Problem(fmt::format("no fuzz targets in {} (no {}): ./dev build fuzz", folder, path));
  std::ostringstream text;
  text << file.rdbuf();
  auto targets = parse_table(text.str());
  if (!targets) return Problem(fmt::format("{}: {}", path, targets.error().text));
  const std::vector<std::string> programs = programs_in(folder);
  for (const Target& target : *targets) {
    if (!std::ranges::binary_search(programs, target.name))
      return Problem(fmt::format("target {} is listed and not built in {}", target.name, folder));
  }
  for (const std::string& name : programs) {
    if (std::ranges::find(*targets, name, &Target::name) == targets->end())
      return Problem(
          fmt::format("target {} is built and not listed in {}: nobody runs it", name, path));
  }
  return targets;
}

std::string program_of(const std::string& folder, const Target& target) {
  return fmt::format("{}/{}{}", folder, target.name, program_suffix);
}

}  // namespace ripcord::fuzzing
