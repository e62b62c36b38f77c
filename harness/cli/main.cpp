// Puts the program together: which peers, which venues. Nothing else knows all of them.
#include "harness/cli/build_info.hpp"
#include "harness/cli/program.hpp"
#include "harness/peers/dcerpc_cast.hpp"
#include "harness/run/production.hpp"
#include "harness/stage/local_venue.hpp"
#include "harness/stage/sim_venue.hpp"
#include "harness/stage/tcp_venue.hpp"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace {

using namespace ripcord;

bool is_set(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

cli::Console this_console() {
  const bool on_terminal = ::isatty(STDOUT_FILENO) == 1;
  const std::string_view ci = is_set("CI") ? std::getenv("CI") : "false";
  return {
      .out = std::cout,
      .err = std::cerr,
      .out_colours =
          on_terminal && !is_set("NO_COLOR") ? report::Colours::on : report::Colours::off,
      .audience = ci == "false" ? cli::Audience::person : cli::Audience::continuous_integration};
}

}  // namespace

int main(int argc, char** argv) {
  const world::Cast& cast = peers::dcerpc_cast();
  const std::vector<const stage::Venue*> venues{
      &stage::sim_venue(), &stage::tcp_venue(), &stage::local_venue()};
  const scenario::Vocabulary vocabulary = run::vocabulary(cast, venues);
  const cli::Program program{
      .venues = venues, .cast = &cast, .vocabulary = &vocabulary, .tool = cli::build_info()};

  cli::Console console = this_console();
  const std::vector<const char*> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
  return static_cast<int>(cli::execute(arguments, program, console));
}
