#include "harness/cli/sarif.hpp"

#include "harness/report/json_writer.hpp"

#include <algorithm>

namespace ripcord::cli {
namespace {

using report::JsonWriter;

/// §3.27: one result, and where it is. A region begins at line 1.
void write_result(JsonWriter& json, const scenario::Diagnostic& diagnostic) {
  std::string message = diagnostic.message;
  if (!diagnostic.hint.empty()) message += "; " + diagnostic.hint;
  json.begin_object().text("ruleId", "scenario").text("level", "error");
  json.key("message").begin_object().text("text", message).end_object();
  json.key("locations").begin_array().begin_object();
  json.key("physicalLocation").begin_object();
  json.key("artifactLocation").begin_object().text("uri", diagnostic.file).end_object();
  json.key("region").begin_object();
  json.number("startLine", std::max(diagnostic.line, 1U));
  json.number("startColumn", std::max(diagnostic.column, 1U));
  json.number("endColumn", std::max(diagnostic.column, 1U) + diagnostic.length);
  json.end_object().end_object().end_object().end_array().end_object();
}

void write_unreadable(JsonWriter& json, const std::string& reason) {
  json.begin_object().text("ruleId", "unreadable").text("level", "error");
  json.key("message").begin_object().text("text", reason).end_object().end_object();
}

}  // namespace

std::string problems_sarif(const Library& library, std::string_view version) {
  std::string text;
  JsonWriter json(text);
  json.begin_object().text("version", "2.1.0").key("runs").begin_array().begin_object();
  json.key("tool").begin_object().key("driver").begin_object();
  json.text("name", "ripcord").text("version", version).end_object().end_object();
  json.text("columnKind", "unicodeCodePoints").key("results").begin_array();
  for (const scenario::Diagnostic& diagnostic : library.diagnostics) write_result(json, diagnostic);
  for (const std::string& reason : library.unreadable) write_unreadable(json, reason);
  json.end_array().end_object().end_array().end_object();
  return text + "\n";
}

}  // namespace ripcord::cli
