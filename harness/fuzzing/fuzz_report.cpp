#include "harness/fuzzing/fuzz_report.hpp"

#include "harness/report/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace ripcord::fuzzing {
namespace {

using report::JsonWriter;

std::string indented(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines += "    " + std::string(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

/// `2 crash, 1 timeout`; `no finding`.
std::string kinds_text(const FuzzResult& result) {
  std::map<std::string, std::size_t> counts;
  for (const Finding& finding : result.findings) ++counts[finding.kind];
  std::string text;
  for (const auto& [kind, count] : counts)
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, kind);
  return text.empty() ? "no finding" : text;
}

std::uint64_t seconds_of(const FuzzResult& result) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::seconds>(result.wall).count());
}

/// §3.27 result, with the place where there is one.
void write_sarif_result(JsonWriter& json, const Finding& finding) {
  json.begin_object().text("ruleId", finding.kind).text("level", "error");
  json.key("message").begin_object();
  json.text("text",
            fmt::format("{} in fuzz target {}: {}; input {}",
                        finding.kind,
                        finding.target,
                        finding.log.broken,
                        finding.path));
  json.end_object();
  if (!finding.log.file.empty()) {
    json.key("locations").begin_array().begin_object();
    json.key("physicalLocation").begin_object();
    json.key("artifactLocation").begin_object().text("uri", finding.log.file).end_object();
    json.key("region").begin_object().number("startLine", std::max(finding.log.line, 1U));
    json.end_object().end_object().end_object().end_array();
  }
  json.end_object();
}

}  // namespace

std::string result_line(const FuzzResult& result) {
  return fmt::format(
      "{}: {} s, {} runs, {}/s, edges {}, corpus restored {}, added {}, kept {}, {}\n",
      result.target,
      seconds_of(result),
      result.log.runs,
      result.log.runs_per_second,
      result.log.edges,
      result.restored,
      result.log.added,
      result.kept,
      kinds_text(result));
}

std::string finding_text(const Finding& finding,
                         std::string_view words,
                         std::string_view programs) {
  std::string text = fmt::format(
      "{} in {}: {}\n",
      finding.kind,
      finding.target,
      finding.log.broken.empty() ? "it does not happen with the input alone" : finding.log.broken);
  if (!finding.log.file.empty())
    text += fmt::format("  at {}:{}\n", finding.log.file, finding.log.line);
  text += fmt::format("  input {}:\n{}", finding.path, indented(words));
  if (!finding.log.scenario.empty()) text += fmt::format("  scenario {}.yaml\n", finding.path);
  return text + fmt::format("  reproduce: ripcord fuzz repro {} {} --targets {}\n",
                            finding.target,
                            finding.path,
                            programs);
}

std::string results_json(std::span<const FuzzResult> results) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().number("format", 1).key("targets").begin_array();
  for (const FuzzResult& result : results) {
    json.begin_object()
        .text("name", result.target)
        .number("seconds", seconds_of(result))
        .number("runs", result.log.runs)
        .number("runs_per_second", result.log.runs_per_second)
        .number("edges", result.log.edges)
        .number("restored", result.restored)
        .number("added", result.log.added)
        .number("kept", result.kept);
    json.key("findings").begin_array();
    for (const Finding& finding : result.findings) {
      json.begin_object()
          .text("kind", finding.kind)
          .text("input", finding.path)
          .text("broken", finding.log.broken)
          .text("file", finding.log.file)
          .number("line", finding.log.line)
          .end_object();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return text + "\n";
}

std::string findings_sarif(std::span<const FuzzResult> results, std::string_view version) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().text("version", "2.1.0").key("runs").begin_array().begin_object();
  json.key("tool").begin_object().key("driver").begin_object();
  json.text("name", "ripcord fuzz").text("version", version).end_object().end_object();
  json.key("results").begin_array();
  for (const FuzzResult& result : results)
    for (const Finding& finding : result.findings) write_sarif_result(json, finding);
  json.end_array().end_object().end_array().end_object();
  return text + "\n";
}

}  // namespace ripcord::fuzzing
