#include "harness/cli/commands.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <sstream>

namespace ripcord::cli {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr std::array<std::string_view, 2> sides{"client", "server"};
constexpr std::array<shim::Parameter, 2> reset_parameters{{
    {.name = "toward",
     .type = shim::ValueType::choice,
     .fallback = "client",
     .doc = "Who sees it.",
     .choices = sides},
    {.name = "at", .type = shim::ValueType::size, .doc = "Where in the unit.", .required = true},
}};
constexpr shim::Kind reset_kind{.name = "reset",
                                .family = shim::Family::mid_stream,
                                .places = shim::in_sim | shim::on_tcp,
                                .summary = "ends the connection by RST",
                                .doc = "The peer sees ECONNRESET.",
                                .parameters = reset_parameters,
                                .example = "{ when: { pdu: bind }, do: { reset: { at: 4B } } }"};
constexpr shim::Kind move_kind{.name = "move_endpoint",
                               .family = shim::Family::stale_binding,
                               .places = shim::in_sim,
                               .summary = "moves a service"};

/// What the command prints, and how it ends.
struct Printed {
  ExitCode code;
  std::string out;
  std::string err;
};

Printed faults(const FaultsOptions& options) {
  scenario::Vocabulary vocabulary;
  vocabulary.faults = {&reset_kind};
  vocabulary.actions = {&move_kind};
  const Program program{.vocabulary = &vocabulary};
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out, .err = err};
  const ExitCode code = faults_command(options, program, console);
  return {.code = code, .out = out.str(), .err = err.str()};
}

TEST(Faults, lists_faults_and_actions_by_family) {
  EXPECT_EQ(
      "kind           family         where    parameters  what it does\n"
      "move_endpoint  stale_binding  sim                  moves a service\n"
      "reset          mid_stream     sim tcp  toward at   ends the connection by RST\n",
      faults({}).out);
}

TEST(Faults, prints_json_for_scripts) {
  const json kinds = json::parse(faults({.format = Format::json}).out);

  ASSERT_EQ(2U, kinds.size());
  EXPECT_EQ("reset", kinds[1]["name"]);
  EXPECT_EQ("mid_stream", kinds[1]["family"]);
  EXPECT_EQ("toward", kinds[1]["parameters"][0]["name"]);
  EXPECT_EQ(json::array({"sim", "tcp"}), kinds[1]["transports"]);
  EXPECT_EQ("ends the connection by RST", kinds[1]["summary"]);
}

TEST(Faults, is_a_page_with_a_section_a_kind) {
  const std::string page = faults({.format = Format::markdown}).out;

  EXPECT_THAT(page,
              HasSubstr("\n### reset\n\nends the connection by RST The peer sees ECONNRESET.\n\n"
                        "Where: sim, tcp.\n\n| parameter "));
  EXPECT_THAT(page,
              HasSubstr("| `toward` | `client`, `server` | default client | Who sees it. |\n"));
  EXPECT_THAT(page,
              HasSubstr("```yaml\n{ when: { pdu: bind }, do: { reset: { at: 4B } } }\n```\n"));
}

TEST(Faults, explains_one_kind_with_an_example) {
  const std::string text = faults({.name = "reset"}).out;

  EXPECT_THAT(text, HasSubstr("The peer sees ECONNRESET."));
  EXPECT_THAT(text, HasSubstr("toward     client | server  default client  Who sees it.\n"));
  EXPECT_THAT(text, HasSubstr("{ when: { pdu: bind }, do: { reset: { at: 4B } } }"));
}

TEST(Faults, suggests_the_nearest_kind) {
  const Printed printed = faults({.name = "rest"});

  EXPECT_EQ(ExitCode::invalid, printed.code);
  EXPECT_EQ("ripcord: faults: no kind is called `rest`; did you mean `reset`?\n", printed.err);
}

}  // namespace
}  // namespace ripcord::cli
