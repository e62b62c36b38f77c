#include "harness/report/subject_json.hpp"

namespace ripcord::report {

void write_subject(JsonWriter& json, const Subject& subject) {
  json.text("scenario", subject.scenario).text("variant", subject.variant);
  json.text("transport", subject.transport).text("file", subject.file).text("name", subject.name);
  if (!subject.purpose.empty()) json.text("title", subject.purpose);
  json.number("line", subject.line).hash("scenario_digest", subject.digest);
  json.boolean("deterministic", subject.deterministic).text("command", subject.command);
  json.key("options").begin_array();
  for (const std::string& word : subject.options) json.text(word);
  json.end_array();
}

Subject stored_subject(const StoredJson& json) {
  return {.file = json.text("file"),
          .scenario = json.text("scenario"),
          .name = json.text("name"),
          .purpose = json.text_if_any("title"),
          .variant = json.text("variant"),
          .transport = json.text("transport"),
          .deterministic = json.boolean("deterministic"),
          .line = json.small_number("line"),
          .digest = json.hash("scenario_digest"),
          .command = json.text("command"),
          .options = json.texts("options")};
}

}  // namespace ripcord::report
