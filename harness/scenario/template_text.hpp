#pragma once

#include "harness/scenario/command_spec.hpp"
#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/node.hpp"

#include <boost/system/result.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::scenario {

class FieldReader;

/// The text at `node`, in which every `${` must begin a `${NAME}`; none and an error otherwise.
/// `key` is for the message.
[[nodiscard]] std::optional<TemplateText> read_template(FieldReader& reader,
                                                        const Node& node,
                                                        std::string_view key);

/// Whether `text` is letters, digits and `_`, not beginning with a digit.
[[nodiscard]] bool is_variable_name(std::string_view text);

/// The environment: the value of a variable, or none if it is unset. It must answer alike each
/// time.
using Environment = std::function<std::optional<std::string>(std::string_view name)>;

/// A foreign program as it is started.
struct ExpandedCommand {
  std::vector<std::string> argv;
  struct Variable {
    std::string name;
    std::string value;
    /// Shown as `***` wherever it is shown.
    bool is_secret = false;
  };
  std::vector<Variable> env;
};

/// Puts values in for the `${NAME}` of `text`, or says each name that is unset; `file` is for the
/// diagnostics.
[[nodiscard]] boost::system::result<std::string, std::vector<Diagnostic>> expand(
    const TemplateText& text, const Environment& environment, std::string_view file);

/// As `expand` for a whole command.
[[nodiscard]] boost::system::result<ExpandedCommand, std::vector<Diagnostic>> expand(
    const CommandSpec& command, const Environment& environment, std::string_view file);

}  // namespace ripcord::scenario
