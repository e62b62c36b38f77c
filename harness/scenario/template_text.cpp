#include "harness/scenario/template_text.hpp"

#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/run_names.hpp"
#include "transports/base/assert.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::scenario {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The name in the `${NAME}` at the front of `text`; none if that is not one.
std::optional<std::string_view> name_at(std::string_view text) {
  text.remove_prefix(2);
  const std::size_t end = text.find('}');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view name = text.substr(0, end);
  if (!is_variable_name(name)) return std::nullopt;
  return name;
}

void refuse_run_name(FieldReader& reader, const Node& node, std::string_view name) {
  std::vector<std::string_view> known;
  for (const RunName& word : run_names()) known.push_back(word.name);
  reader.error(node.place,
               "a run gives no name `" + std::string(name) + "` to programs",
               did_you_mean(name, known));
}

class Expander {
 public:
  Expander(const Environment& environment,
           std::string_view file,
           std::vector<Diagnostic>& diagnostics)
      : environment_(environment), file_(file), diagnostics_(diagnostics) {}

  /// What could be expanded; the diagnostics say the rest.
  [[nodiscard]] std::string expand(const TemplateText& text) const {
    std::string expanded;
    std::string_view rest = text.text;
    for (std::size_t at = rest.find("${"); at != std::string_view::npos; at = rest.find("${")) {
      expanded += rest.substr(0, at);
      rest.remove_prefix(at);
      const std::optional<std::string_view> name = name_at(rest);
      // The reader has refused any other text.
      RIPCORD_ASSERT(name.has_value());
      expanded += value_of(*name, text);
      rest.remove_prefix(name->size() + 3);
    }
    return expanded.append(rest);
  }

 private:
  [[nodiscard]] std::string value_of(std::string_view name, const TemplateText& text) const {
    if (std::optional<std::string> value = environment_(name)) return std::move(*value);
    Diagnostic& unset = diagnostics_.emplace_back();
    unset.file = file_;
    unset.line = text.line;
    unset.column = text.column;
    unset.message = "the environment variable `" + std::string(name) + "` is not set";
    return {};
  }

  const Environment& environment_;
  std::string_view file_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace

std::optional<TemplateText> read_template(FieldReader& reader,
                                          const Node& node,
                                          std::string_view key) {
  if (!node.is_scalar()) {
    reader.error(node.place, "`" + std::string(key) + "` must be a text, not " + described(node));
    return std::nullopt;
  }
  std::string_view rest = node.text;
  for (std::size_t at = rest.find("${"); at != std::string_view::npos; at = rest.find("${")) {
    rest.remove_prefix(at);
    const auto name = name_at(rest);
    if (!name) {
      reader.error(node.place, "`${` must begin the name of an environment variable: ${NAME}");
      return std::nullopt;
    }
    if (name->starts_with(run_prefix) && !is_run_name(*name)) refuse_run_name(reader, node, *name);
    rest.remove_prefix(name->size() + 3);
  }
  return TemplateText{.text = node.text, .line = node.place.line, .column = node.place.column};
}

bool is_variable_name(std::string_view text) {
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_letter(c) || is_digit(c); });
}

boost::system::result<std::string, std::vector<Diagnostic>> expand(const TemplateText& text,
                                                                   const Environment& environment,
                                                                   std::string_view file) {
  std::vector<Diagnostic> diagnostics;
  std::string expanded = Expander(environment, file, diagnostics).expand(text);
  if (!diagnostics.empty()) return diagnostics;
  return expanded;
}

boost::system::result<ExpandedCommand, std::vector<Diagnostic>> expand(
    const CommandSpec& command, const Environment& environment, std::string_view file) {
  std::vector<Diagnostic> diagnostics;
  const Expander expander(environment, file, diagnostics);
  ExpandedCommand expanded;
  for (const TemplateText& word : command.command) expanded.argv.push_back(expander.expand(word));
  for (const EnvironmentSpec& variable : command.env) {
    const bool is_secret = !variable.from_env.empty();
    const TemplateText whole{.text = "${" + variable.from_env + "}",
                             .line = variable.value.line,
                             .column = variable.value.column};
    expanded.env.push_back({.name = variable.name,
                            .value = expander.expand(is_secret ? whole : variable.value),
                            .is_secret = is_secret});
  }
  if (!diagnostics.empty()) return diagnostics;
  return expanded;
}

}  // namespace ripcord::scenario
