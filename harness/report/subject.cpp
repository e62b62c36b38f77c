#include "harness/report/subject.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace ripcord::report {
namespace {

bool is_plain(char c) {
  constexpr std::string_view others = "_-./:=,+@%";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         others.find(c) != std::string_view::npos;
}

}  // namespace

std::string run_id(const Subject& subject, std::uint64_t seed, std::uint32_t repetition) {
  const std::string id = fmt::format("{}-{}", subject_key(subject), seed);
  return repetition == 1 ? id : id + fmt::format(".{}", repetition);
}

std::string subject_key(const Subject& subject) {
  return fmt::format("{}/{}/{}", subject.scenario, subject.variant, subject.transport);
}

std::string title(const Subject& subject) {
  return fmt::format("{} [{}] {}", subject.scenario, subject.variant, subject.transport);
}

std::string reproduce_command(const Subject& subject, std::uint64_t seed) {
  // A file whose name begins with a dash would be read as an option.
  const std::string prefix = subject.file.starts_with('-') ? "./" : "";
  std::string command = "ripcord " + subject.command;
  if (!subject.file.empty()) command += " " + shell_quoted(prefix + subject.file);
  for (const std::string& option : subject.options) command += " " + shell_quoted(option);
  command += fmt::format(" --seed {}", seed);
  // Other commands have the transport that they have.
  if (subject.command == "run") command += " --transport " + subject.transport;
  return command;
}

std::string shell_quoted(const std::string& word) {
  if (!word.empty() && std::ranges::all_of(word, is_plain)) return word;
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

std::string scenario_folder(const std::string& file) {
  std::filesystem::path folder;
  for (const std::filesystem::path& part : std::filesystem::path(file).lexically_normal()) {
    if (part == "/" || part == "." || part == ".." || part.empty()) continue;
    folder /= part;
  }
  if (folder.extension() == ".yaml") folder.replace_extension();
  return folder.string();
}

}  // namespace ripcord::report
