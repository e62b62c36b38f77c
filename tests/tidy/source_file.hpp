#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::tidy {

/// A text file of the repository.
struct SourceFile {
  /// From the repository's root, with slashes.
  std::string path;
  /// Without their ends.
  std::vector<std::string> lines;
};

/// A place that breaks a house rule. `line` counts from 1; 0 means the file or folder as a whole.
struct Violation {
  std::string path;
  std::size_t line = 0;
  /// What is wrong and what to do instead.
  std::string message;

  friend bool operator==(const Violation&, const Violation&) = default;
};

using Violations = std::vector<Violation>;

/// One line a violation, as compilers print theirs: `path:line: message`.
std::string text_of(const Violations& violations);

/// Splits `text` into lines.
SourceFile source_file(std::string path, std::string_view text);

/// Every text file under `root` by path, but for what git ignores at the top (build, runs, .cache).
std::vector<SourceFile> read_tree(const std::string& root);

/// All of the file at `path`; empty if it cannot be read.
std::string read_text(const std::string& path);

/// Whether `path` lies in `folder`, at any depth.
bool lies_in(std::string_view path, std::string_view folder);

/// Whether `path` is C++.
bool is_cpp(std::string_view path);

/// `line` without its comment and without what stands between quotes, unless it is an #include.
std::string code_of(std::string_view line);

/// The comment of `line`, empty if it has none.
std::string_view comment_of(std::string_view line);

}  // namespace ripcord::tidy
