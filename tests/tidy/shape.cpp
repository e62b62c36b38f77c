#include "tests/tidy/shape.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <set>

namespace ripcord::tidy {
namespace {

// The best files have about 150 lines, and past 300 they are usually two; this is where review
// stops being asked.
constexpr std::size_t lines_max = 400;
constexpr std::size_t readme_lines_max = 30;
constexpr std::array<std::string_view, 8> nameless{
    "common", "misc", "util", "utils", "utility", "utilities", "helper", "helpers"};

const SourceFile* find(std::span<const SourceFile> tree, std::string_view path) {
  const auto found = std::ranges::find(tree, path, &SourceFile::path);
  return found == tree.end() ? nullptr : &*found;
}

std::string top_folder(std::string_view path) {
  return std::string(path.substr(0, path.find('/')));
}

/// The sources of compile_commands.json that lie under `root`, from there. CMake writes one "file"
/// line for each.
std::set<std::string> built_files(std::string_view compile_commands, std::string_view root) {
  const std::string marker = "\"file\": \"" + std::string(root) + "/";
  std::set<std::string> files;
  for (std::size_t at = compile_commands.find(marker); at != std::string_view::npos;
       at = compile_commands.find(marker, at)) {
    at += marker.size();
    files.emplace(compile_commands.substr(at, compile_commands.find('"', at) - at));
  }
  return files;
}

}  // namespace

void check_length(const SourceFile& file, Violations& violations) {
  const bool bound = is_cpp(file.path) || file.path.ends_with(".sh") || file.path == "dev";
  if (!bound || file.lines.size() <= lines_max) return;
  violations.push_back(
      {file.path,
       file.lines.size(),
       "has more than " + std::to_string(lines_max) + " lines, name its second idea instead"});
}

void check_pragma_once(const SourceFile& file, Violations& violations) {
  if (!file.path.ends_with(".hpp")) return;
  if (std::ranges::find(file.lines, "#pragma once") != file.lines.end()) return;
  violations.push_back({file.path, 1, "lacks #pragma once"});
}

void check_include_paths(const SourceFile& file,
                         std::span<const SourceFile> tree,
                         Violations& violations) {
  if (!is_cpp(file.path)) return;
  static const std::regex include(R"re(^#include "([^"]*)")re");
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    std::smatch match;
    if (!file.lines[i].starts_with("#include") || !std::regex_search(file.lines[i], match, include))
      continue;
    const std::string path = match[1];
    if (path.starts_with("generated/") || find(tree, path) != nullptr) continue;
    violations.push_back(
        {file.path,
         i + 1,
         "includes \"" + path + "\", which the tree does not have; paths begin at the root"});
  }
}

void check_test_names(const SourceFile& file, Violations& violations) {
  if (!lies_in(file.path, "tests") || !is_cpp(file.path)) return;
  static const std::regex test(R"(^(TEST|TEST_F|TEST_P|TYPED_TEST)\((\w+), (\w+)\))");
  static const std::regex fact(R"([a-z][A-Za-z0-9]*(_[A-Za-z0-9]+)+)");
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    std::smatch match;
    if (!file.lines[i].starts_with('T') || !std::regex_search(file.lines[i], match, test)) continue;
    const std::string name = match[3];
    if (std::regex_match(name, fact)) continue;
    violations.push_back(
        {file.path,
         i + 1,
         "the test's name " + name + " states no fact, use a_fact_like_this instead"});
  }
}

void check_folder_names(const SourceFile& file, Violations& violations) {
  for (const std::string_view name : nameless) {
    const std::string part = std::string(name) + "/";
    if (!file.path.starts_with(part) && file.path.find("/" + part) == std::string::npos) continue;
    violations.push_back(
        {file.path,
         0,
         "lies in a folder named " + std::string(name) + ", name what it holds instead"});
  }
}

void check_readmes(std::span<const std::string> components,
                   std::span<const SourceFile> tree,
                   Violations& violations) {
  for (const std::string& folder : components) {
    const std::string path = folder + "/README.md";
    const SourceFile* readme = find(tree, path);
    if (readme == nullptr) {
      violations.push_back(
          {path, 0, "is missing: charter, nouns, one diagram, where to start reading"});
    } else if (readme->lines.size() > readme_lines_max) {
      violations.push_back({path,
                            readme->lines.size(),
                            "has more than " + std::to_string(readme_lines_max) + " lines"});
    }
  }
}

void check_dead_files(std::string_view compile_commands,
                      std::string_view root,
                      std::span<const SourceFile> tree,
                      Violations& violations) {
  const std::set<std::string> built = built_files(compile_commands, root);
  std::set<std::string> top_folders;
  for (const std::string& path : built) top_folders.insert(top_folder(path));
  for (const SourceFile& file : tree) {
    if (!file.path.ends_with(".cpp") || !top_folders.contains(top_folder(file.path))) continue;
    if (built.contains(file.path)) continue;
    violations.push_back(
        {file.path, 0, "nobody builds this, name it in CMakeLists.txt or remove it"});
  }
}

}  // namespace ripcord::tidy
