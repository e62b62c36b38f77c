#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::fuzzing {

/// What a target's inputs are, for telling them in words.
enum class Shape : std::uint8_t {
  bytes,
  /// PDUs behind a few bytes of choices.
  units,
  /// Decisions of a fault schedule; the target tells them itself.
  schedule,
};

struct Target {
  std::string name;
  Shape shape = Shape::bytes;
  /// Of `units`: how many bytes of choices come first.
  std::size_t prefix_size = 0;
  /// Name of a dictionary in fuzz/dict; empty = none.
  std::string dictionary;
  /// What libFuzzer is told of this target beside what all are run with: `name=value` each.
  std::vector<std::string> options;
  /// Folders of committed inputs, paths from the root of the sources. Some may not be there.
  std::vector<std::string> corpus;
};

/// Why something about fuzzing cannot be done: a sentence.
struct Problem {
  Problem() = default;
  explicit Problem(std::string reason) : text(std::move(reason)) {}

  std::string text;
};

/// The name of `targets.txt`, which the build writes beside the programs.
inline constexpr std::string_view table_name = "targets.txt";

/// The targets of a line each: `<name> <shape> <prefix> <dictionary or -> <options or ->
/// <folder>...`. A comma stands between two options.
[[nodiscard]] boost::system::result<std::vector<Target>, Problem> parse_table(
    std::string_view text);

/// The targets whose programs, `<name>_fuzzer`, are in `folder`. Fails if the table lacks one that
/// is there, or if one that it lists is not: what nobody runs finds nothing.
[[nodiscard]] boost::system::result<std::vector<Target>, Problem> read_targets(
    const std::string& folder);

[[nodiscard]] std::string program_of(const std::string& folder, const Target& target);

}  // namespace ripcord::fuzzing
