#include "tests/harness/process/listening.hpp"

#include "transports/base/assert.hpp"

#include <utility>

namespace ripcord::process {

Command command(std::vector<std::string> argv) { return {.argv = std::move(argv)}; }

Command shell(std::string line, const std::vector<std::string>& parameters) {
  Command command{.argv = {"sh", "-c", std::move(line), "sh"}};
  command.argv.insert(command.argv.end(), parameters.begin(), parameters.end());
  return command;
}

std::unique_ptr<Program> start(sockets::Runtime& runtime, const Command& command) {
  Result<std::unique_ptr<Program>> program = Program::start(runtime, command);
  RIPCORD_ASSERT(program.has_value());
  return *std::move(program);
}

void run_until_output(sockets::Runtime& runtime, const Program& program, std::string_view text) {
  runtime.run_until([&] { return program.output().head().find(text) != std::string_view::npos; });
}

Account run_to_end(sockets::Runtime& runtime, const Program& program) {
  runtime.run_until([&] { return program.account().has_value(); });
  return *program.account();
}

}  // namespace ripcord::process
