#include "harness/doctor/finding.hpp"
#include "harness/doctor/program_answer.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

namespace ripcord::doctor {
namespace {

/// A program of others, how it is asked for its version (the first command line that starts
/// counts), and what it is good for.
struct Tool {
  const char* name;
  std::vector<std::vector<std::string>> questions;
  const char* purpose;
};

const std::vector<Tool>& tools() {
  static const std::vector<Tool> all{
      {"tshark", {{"tshark", "--version"}}, "an independent decoder of captures"},
      {"tcpdump", {{"tcpdump", "--version"}}, "captures"},
      {"nft", {{"nft", "--version"}, {"/usr/sbin/nft", "--version"}}, "true silence of a host"},
      {"ip", {{"ip", "-V"}, {"/usr/sbin/ip", "-V"}}, "network namespaces"},
      {"impacket",
       {{"/usr/bin/python3",
         "-c",
         "from importlib.metadata import version; print(version('impacket'))"}},
       "an independent client"},
      {"samba-dcerpcd",
       {{"/usr/libexec/samba/samba-dcerpcd", "--version"},
        {"/usr/lib/x86_64-linux-gnu/samba/samba-dcerpcd", "--version"},
        {"samba-dcerpcd", "--version"}},
       "an independent server"},
      {"rpcclient", {{"rpcclient", "--version"}}, "an independent client"},
      {"haproxy", {{"haproxy", "-v"}, {"/usr/sbin/haproxy", "-v"}}, "a proxy to compare with"},
      {"nginx", {{"nginx", "-v"}, {"/usr/sbin/nginx", "-v"}}, "a proxy to compare with"},
  };
  return all;
}

Finding look_for(const Tool& tool) {
  for (const std::vector<std::string>& question : tool.questions) {
    const std::optional<ProgramAnswer> answer = ask_program(question);
    if (answer && answer->code == 0)
      return {"tools", tool.name, answer->telling_line, Health::good};
  }
  return {"tools", tool.name, fmt::format("not here ({})", tool.purpose), Health::lacking};
}

}  // namespace

Findings examine_tools() {
  Findings findings;
  for (const Tool& tool : tools()) findings.push_back(look_for(tool));
  return findings;
}

}  // namespace ripcord::doctor
