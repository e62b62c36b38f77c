#pragma once

#include "transports/base/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::scenario {

/// A text in which `${NAME}` stands for an environment variable, not yet expanded, and where it
/// stands in its file.
struct TemplateText {
  std::string text;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(const TemplateText& a, const TemplateText& b) { return a.text == b.text; }
};

/// One environment variable of a foreign program.
struct EnvironmentSpec {
  std::string name;
  TemplateText value;
  /// Taken from our own environment variable of that name instead of `value`, which then only says
  /// where in the file it is, and shown as `***`.
  std::string from_env;
  friend bool operator==(const EnvironmentSpec&, const EnvironmentSpec&) = default;
};

/// A foreign program: an argument list, never a shell line.
struct CommandSpec {
  std::uint32_t line = 0;
  std::vector<TemplateText> command;
  std::vector<EnvironmentSpec> env;
  /// When a server is up: `tcp` = its port accepts, anything else = a regular expression that a
  /// line of its output matches.
  std::string ready = "tcp";
  /// How long that may take.
  Duration ready_within = std::chrono::seconds(10);
  friend bool operator==(const CommandSpec& a, const CommandSpec& b) {
    return a.command == b.command && a.env == b.env && a.ready == b.ready &&
           a.ready_within == b.ready_within;
  }
};

}  // namespace ripcord::scenario
