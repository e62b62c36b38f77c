#include "tests/e2e/program.hpp"

#include <utility>

namespace ripcord::e2e {

test::Command command(const test::TemporaryFolder& folder, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), std::string(RIPCORD_BINARY_DIR) + "/ripcord");
  // Whoever runs the tests may be in continuous integration; the program under test is not.
  return {
      .argv = std::move(arguments), .folder = folder.path(), .environment = {"CI=", "NO_COLOR="}};
}

test::Finished ripcord(const test::TemporaryFolder& folder, std::vector<std::string> arguments) {
  return test::run_to_end(command(folder, std::move(arguments)));
}

std::string address_in(const std::string& ready, std::string_view name) {
  const std::string key = " " + std::string(name) + "=";
  const std::size_t at = ready.find(key);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + key.size();
  return ready.substr(begin, ready.find(' ', begin) - begin);
}

std::string sleeper(std::string_view expected) {
  return "format: 1\n"
         "name: sleeper\n"
         "tags: [nap]\n"
         "world: {}\n"
         "workload:\n"
         "  - sleep: { for: 1ms }\n"
         "expect:\n"
         "  all: { " +
         std::string(expected) + " }\n";
}

std::string sleeper_with_variants(std::string_view expected) {
  return sleeper(expected) + "variants: { a: { tags: [x] }, b: { tags: [y] } }\n";
}

std::string one_echo() {
  return "format: 1\n"
         "name: one-echo\n"
         "transports: [sim, tcp]\n"
         "world:\n"
         "  services: [ { name: greeter, interface: echo, endpoint: dynamic } ]\n"
         "  clients: { caller: { kind: echo } }\n"
         "workload:\n"
         "  - echo: { client: caller, service: greeter, operation: AddOne, times: 1 }\n"
         "expect:\n"
         "  all: { outcome: completed }\n";
}

}  // namespace ripcord::e2e
