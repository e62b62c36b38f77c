#include "harness/cli/commands.hpp"
#include "harness/doctor/finding.hpp"
#include "harness/report/json_writer.hpp"

#include <boost/version.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace ripcord::cli {
namespace {

using doctor::Finding;
using doctor::Findings;
using doctor::Health;

Findings examine_program(const report::Tool& tool) {
  return {{"ripcord", "version", fmt::format("{} ({})", tool.version, tool.commit), Health::noted},
          {"ripcord", "compiler", tool.compiler, Health::noted},
          {"ripcord", "build", tool.build, Health::noted},
          {"ripcord", "Boost", BOOST_LIB_VERSION, Health::noted}};
}

std::string_view mark(Health health) {
  switch (health) {
    case Health::good:
      return "ok";
    case Health::lacking:
      return "--";
    case Health::noted:
      break;
  }
  return "";
}

std::string_view word(Health health) {
  switch (health) {
    case Health::good:
      return "good";
    case Health::lacking:
      return "lacking";
    case Health::noted:
      break;
  }
  return "noted";
}

std::string text_of(const Findings& findings) {
  std::string text;
  std::string_view topic;
  for (const Finding& finding : findings) {
    if (finding.topic != topic)
      text += fmt::format("{}{}\n", topic.empty() ? "" : "\n", finding.topic);
    topic = finding.topic;
    text += fmt::format("  {:<2} {:<18} {}\n", mark(finding.health), finding.name, finding.value);
  }
  return text;
}

std::string json_of(const Findings& findings) {
  std::string text;
  report::JsonWriter json(text);
  json.begin_array();
  for (const Finding& finding : findings) {
    json.begin_object().text("topic", finding.topic).text("name", finding.name);
    json.text("value", finding.value).text("health", word(finding.health)).end_object();
  }
  json.end_array();
  return text + "\n";
}

}  // namespace

ExitCode doctor_command(const DoctorOptions& options, const Program& program, Console& console) {
  Findings findings = examine_program(program.tool);
  for (const auto& examine :
       {doctor::examine_machine, doctor::examine_network, doctor::examine_tools}) {
    const Findings more = examine();
    findings.insert(findings.end(), more.begin(), more.end());
  }
  console.out << (options.format == Format::json ? json_of(findings) : text_of(findings));
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
