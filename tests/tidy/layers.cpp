#include "tests/tidy/layers.hpp"

#include <algorithm>
#include <optional>
#include <sstream>

namespace ripcord::tidy {
namespace {

std::string last_part(std::string_view folder) {
  return std::string(folder.substr(folder.find_last_of('/') + 1));
}

/// The path between the quotes of `#include "..."`.
std::optional<std::string_view> included_path(std::string_view line) {
  constexpr std::string_view directive = "#include \"";
  if (!line.starts_with(directive)) return std::nullopt;
  line.remove_prefix(directive.size());
  return line.substr(0, line.find('"'));
}

bool is_product(std::string_view path) {
  return lies_in(path, "transports") || lies_in(path, "harness");
}

}  // namespace

Layers::Layers(std::string_view text) {
  std::map<std::string, std::string> folder_of;
  std::map<std::string, std::vector<std::string>> names_of;
  for (const std::string& line : source_file("layers.txt", text).lines) {
    const std::size_t colon = std::min(line.find(':'), line.size());
    const std::string folder = line.substr(0, colon);
    if (folder.empty()) continue;
    folder_of[last_part(folder)] = folder;
    std::istringstream names(line.substr(std::min(colon + 1, line.size())));
    for (std::string name; names >> name;) names_of[folder].push_back(name);
    dependencies_[folder];
  }
  for (const auto& [folder, names] : names_of) {
    for (const std::string& name : names) {
      // A name that no component has stays, so that a message can show it.
      const auto found = folder_of.find(name);
      dependencies_[folder].insert(found == folder_of.end() ? name : found->second);
    }
  }
}

std::string Layers::owner(std::string_view path) const {
  std::string deepest;
  for (const auto& [folder, dependencies] : dependencies_) {
    if (lies_in(path, folder) && folder.size() > deepest.size()) deepest = folder;
  }
  return deepest;
}

bool Layers::allows(const std::string& from, const std::string& to) const {
  const auto found = dependencies_.find(from);
  return from == to || (found != dependencies_.end() && found->second.contains(to));
}

std::string Layers::allowed_text(const std::string& folder) const {
  std::string text = folder;
  const auto found = dependencies_.find(folder);
  if (found == dependencies_.end()) return text;
  for (const std::string& dependency : found->second) text += ", " + dependency;
  return text;
}

std::vector<std::string> Layers::folders() const {
  std::vector<std::string> folders;
  folders.reserve(dependencies_.size());
  for (const auto& [folder, dependencies] : dependencies_) folders.push_back(folder);
  return folders;
}

void check_layers(const SourceFile& file, const Layers& layers, Violations& violations) {
  if (!is_product(file.path) || !is_cpp(file.path)) return;
  const std::string from = layers.owner(file.path);
  if (from.empty()) {
    violations.push_back(
        {file.path, 0, "no component owns this file, name it in an add_component"});
    return;
  }
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::optional<std::string_view> included = included_path(file.lines[i]);
    if (!included) continue;
    const std::string to = layers.owner(*included);
    if (!to.empty() && layers.allows(from, to)) continue;
    violations.push_back(
        {file.path,
         i + 1,
         "includes \"" + std::string(*included) +
             "\", which is not below this folder; allowed: " + layers.allowed_text(from)});
  }
}

}  // namespace ripcord::tidy
