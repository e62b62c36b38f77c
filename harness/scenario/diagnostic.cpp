#include "harness/scenario/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace ripcord::scenario {

std::string text(const Diagnostic& diagnostic) {
  const std::string line = std::to_string(diagnostic.line);
  std::string text = diagnostic.file;
  if (diagnostic.line > 0) text += ":" + line + ":" + std::to_string(diagnostic.column);
  text += ": error: " + diagnostic.message + "\n";
  const std::string gutter(line.size() + 4, ' ');
  if (!diagnostic.excerpt.empty() && diagnostic.column >= diagnostic.excerpt_column) {
    const std::size_t before = diagnostic.column - diagnostic.excerpt_column;
    const std::size_t after = diagnostic.length > 1 ? diagnostic.length - 1 : 0;
    text += "    " + line + " | " + diagnostic.excerpt + "\n";
    text += gutter + " | " + std::string(before, ' ') + "^" + std::string(after, '~') + "\n";
  }
  if (!diagnostic.hint.empty()) text += gutter + " = " + diagnostic.hint + "\n";
  return text;
}

void sort_and_unique(std::vector<Diagnostic>& diagnostics) {
  const auto place = [](const Diagnostic& diagnostic) {
    return std::tie(diagnostic.file, diagnostic.line, diagnostic.column, diagnostic.message);
  };
  std::ranges::sort(diagnostics, {}, place);
  const auto rest = std::ranges::unique(diagnostics, {}, place);
  diagnostics.erase(rest.begin(), rest.end());
}

}  // namespace ripcord::scenario
