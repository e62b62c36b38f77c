#pragma once

#include "tests/tidy/source_file.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::tidy {

/// The components and the edges that CMake knows.
class Layers {
 public:
  /// Parses one line a component: `<folder>: <name> <name>`, where a name is the last part of a
  /// component's folder.
  explicit Layers(std::string_view text);

  /// The folder of the component that owns `path`: the deepest one around it. Empty if none does.
  [[nodiscard]] std::string owner(std::string_view path) const;
  /// Whether files of the component `from` may include those of `to`: its own, and what it names as
  /// a dependency. The dependencies of a dependency do not count.
  [[nodiscard]] bool allows(const std::string& from, const std::string& to) const;
  /// The dependencies of `folder`, for people.
  [[nodiscard]] std::string allowed_text(const std::string& folder) const;
  /// Every component's folder.
  [[nodiscard]] std::vector<std::string> folders() const;

 private:
  std::map<std::string, std::set<std::string>, std::less<>> dependencies_;
};

/// Holds every project #include of `file` against `layers`. Only the product's folders are bound.
void check_layers(const SourceFile& file, const Layers& layers, Violations& violations);

}  // namespace ripcord::tidy
