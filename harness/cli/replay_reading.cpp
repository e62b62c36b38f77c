#include "harness/cli/replay_reading.hpp"

#include "harness/cli/library.hpp"

#include <fmt/format.h>

#include <fstream>
#include <sstream>

namespace ripcord::cli {

std::optional<explore::Replay> read_replay(const std::string& path,
                                           std::string_view command,
                                           const Program& program,
                                           Console& console,
                                           ExitCode& code) {
  const std::ifstream file(path);
  std::ostringstream text;
  if (file) text << file.rdbuf();
  if (!file || !text) {
    code = fail(console, command, ExitCode::environment, "cannot read " + path);
    return std::nullopt;
  }
  auto replay = explore::read_replay({.file = path, .text = text.str()}, *program.vocabulary);
  if (replay) return *std::move(replay);
  code = print_diagnostics(replay.error(), console);
  return std::nullopt;
}

SearchWish wish_of(const explore::Replay& replay) {
  return {.path = replay.scenario,
          .settings = replay.settings,
          .variant = replay.variant,
          .against = replay.against.empty() ? "none" : replay.against,
          .transport = replay.transport.empty() ? "sim" : replay.transport,
          .seed = replay.seed,
          .judges = replay.judges};
}

}  // namespace ripcord::cli
