#include "tests/tidy/source_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace ripcord::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> ignored_folders{
    ".git", "build", "runs", ".cache", ".vscode"};
constexpr std::array<std::string_view, 9> text_extensions{
    ".cpp", ".hpp", ".cmake", ".txt", ".md", ".sh", ".yaml", ".json", ".list"};
constexpr std::array<std::string_view, 3> text_names{"dev", "run", "pre-commit"};

bool is_ignored(const fs::path& folder) {
  return std::ranges::find(ignored_folders, folder.filename().string()) != ignored_folders.end();
}

bool is_text(const fs::path& file) {
  return std::ranges::find(text_extensions, file.extension().string()) != text_extensions.end() ||
         std::ranges::find(text_names, file.filename().string()) != text_names.end();
}

/// Where the comment of `line` begins, or its size. Quotes are minded, escapes in them too.
std::size_t comment_start(std::string_view line) {
  char quote = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (quote != 0 && c == '\\') {
      ++at;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"') {
      quote = c;
    } else if (line.substr(at, 2) == "//") {
      return at;
    }
  }
  return line.size();
}

}  // namespace

std::string text_of(const Violations& violations) {
  std::string text;
  for (const Violation& violation : violations) {
    text += violation.path + ":" + std::to_string(violation.line) + ": " + violation.message + "\n";
  }
  return text;
}

SourceFile source_file(std::string path, std::string_view text) {
  SourceFile file{.path = std::move(path), .lines = {}};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    file.lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return file;
}

std::vector<SourceFile> read_tree(const std::string& root) {
  std::vector<SourceFile> files;
  auto entry = fs::recursive_directory_iterator(root);
  for (; entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->is_directory() && is_ignored(entry->path())) entry.disable_recursion_pending();
    if (!entry->is_regular_file() || !is_text(entry->path())) continue;
    const std::string path = fs::relative(entry->path(), root).generic_string();
    files.push_back(source_file(path, read_text(entry->path().string())));
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::string read_text(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

bool lies_in(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool is_cpp(std::string_view path) { return path.ends_with(".cpp") || path.ends_with(".hpp"); }

std::string code_of(std::string_view line) {
  line = line.substr(0, comment_start(line));
  if (line.starts_with("#include")) return std::string(line);
  std::string code;
  bool quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (quoted && line[at] == '\\') {
      ++at;
    } else if (line[at] == '"') {
      quoted = !quoted;
      code.push_back('"');
    } else if (!quoted) {
      code.push_back(line[at]);
    }
  }
  return code;
}

std::string_view comment_of(std::string_view line) { return line.substr(comment_start(line)); }

}  // namespace ripcord::tidy
