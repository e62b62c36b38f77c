#include "harness/cli/commands.hpp"
#include "harness/report/json_writer.hpp"

#include <fmt/format.h>

namespace ripcord::cli {

ExitCode version_command(const VersionOptions& options, const Program& program, Console& console) {
  const report::Tool& tool = program.tool;
  if (options.format == Format::text) {
    console.out << fmt::format(
        "ripcord {} ({}, {}, {})\n", tool.version, tool.commit, tool.compiler, tool.build);
    return ExitCode::as_expected;
  }
  std::string text;
  report::JsonWriter json(text);
  json.begin_object().text("version", tool.version).text("commit", tool.commit);
  json.text("compiler", tool.compiler).text("build", tool.build).end_object();
  console.out << text << '\n';
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
