// Replays as JSON. Written by hand, so that one choice is one line, which people can take away.
#include "harness/explore/replay_file.hpp"
#include "transports/base/hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <variant>

namespace ripcord::explore {
namespace {

using nlohmann::ordered_json;

std::string quoted(const std::string& text) {
  return ordered_json(text).dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

/// `value` as the reader of scenarios takes it: a scalar, a list of words or a mapping of fields.
ordered_json json_of(const shim::Value& value) {
  if (const auto* names = std::get_if<shim::Names>(&value)) return names->words;
  if (const auto* fields = std::get_if<shim::FieldValues>(&value)) {
    ordered_json mapping = ordered_json::object();
    for (const shim::FieldValue& field : fields->fields)
      mapping[field.name] = std::to_string(field.value);
    return mapping;
  }
  return shim::value_text(value);
}

std::string choice_line(const Choice& choice) {
  ordered_json arguments = ordered_json::object();
  for (const shim::Arguments::Entry& argument : choice.arguments.all())
    arguments[argument.name] = json_of(argument.value);
  ordered_json line;
  line["at"] = text(choice.at);
  if (choice.nth > 0) line["nth"] = std::to_string(choice.nth);
  if (!choice.rule.empty()) line["rule"] = choice.rule;
  line["do"] = {{choice.kind, arguments}};
  return line.dump();
}

std::string hex(ByteView bytes) {
  std::string text;
  for (const Byte byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

std::string lines_of(const std::vector<std::string>& items) {
  if (items.empty()) return "[]";
  std::string text = "[\n";
  for (std::size_t i = 0; i < items.size(); ++i)
    text += "    " + items[i] + (i + 1 < items.size() ? ",\n" : "\n");
  return text + "  ]";
}

}  // namespace

std::string text(const Replay& replay) {
  std::vector<std::string> settings;
  for (const std::string& setting : replay.settings) settings.push_back(quoted(setting));
  std::vector<std::string> choices;
  for (const Choice& choice : replay.choices) choices.push_back(choice_line(choice));
  std::string out = fmt::format("{{\n  \"format\": {},\n", Replay::format);
  out += fmt::format("  \"ripcord\": {},\n", quoted(replay.ripcord));
  out += fmt::format("  \"scenario\": {},\n", quoted(replay.scenario));
  out += fmt::format("  \"digest\": \"{:016x}\",\n", replay.digest);
  out += fmt::format("  \"variant\": {},\n", quoted(replay.variant));
  if (!replay.against.empty()) out += fmt::format("  \"against\": {},\n", quoted(replay.against));
  out += fmt::format("  \"settings\": {},\n", lines_of(settings));
  if (!replay.transport.empty())
    out += fmt::format("  \"transport\": {},\n", quoted(replay.transport));
  out += fmt::format("  \"seed\": \"{}\",\n", replay.seed);
  if (replay.judges == run::Judges::everybody) out += "  \"judges\": \"everybody\",\n";
  out += fmt::format("  \"choices\": {},\n", lines_of(choices));
  out += fmt::format("  \"expected\": {{\n    \"oracle\": {},\n", quoted(replay.oracle));
  out += fmt::format("    \"signature\": {},\n", quoted(replay.signature));
  if (!replay.flaw.empty()) out += fmt::format("    \"flaw\": {},\n", quoted(replay.flaw));
  if (!replay.marks.empty()) out += fmt::format("    \"marks\": \"{}\",\n", hex(replay.marks));
  out += fmt::format("    \"trace_hash\": \"{:016x}\"\n  }}\n}}\n", replay.trace_hash);
  return out;
}

Bytes marks_of(const trace::Log& log) {
  Bytes marks;
  const std::size_t count = std::min(log.records().size(), Replay::marks_max);
  marks.reserve(count);
  for (const trace::Record& record : log.records().first(count)) {
    std::uint64_t hash = mix(static_cast<std::uint64_t>(record.time), record.digest);
    hash = mix(hash, record.value);
    hash = mix(hash, std::uint64_t{record.connection} << 32U | record.length);
    hash = mix(hash, std::uint64_t{record.call} << 32U | record.fragment);
    hash = mix(hash, static_cast<std::uint64_t>(record.what) << 8U | record.direction);
    marks.push_back(static_cast<Byte>(hash));
  }
  return marks;
}

}  // namespace ripcord::explore
