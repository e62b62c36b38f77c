#include "tests/harness/run/trace_lines.hpp"

#include "transports/base/assert.hpp"
#include "transports/trace/json_lines.hpp"

#include <sstream>
#include <string>

namespace ripcord::run {

using nlohmann::json;

TraceLines::TraceLines(const RunResult& result) {
  RIPCORD_ASSERT(result.trace != nullptr);
  std::istringstream text(trace::json_lines(*result.trace));
  for (std::string line; std::getline(text, line);) lines_.push_back(json::parse(line));
}

std::vector<json> TraceLines::of(std::string_view what) const {
  std::vector<json> found;
  for (const json& line : lines_) {
    if (line.at("what") == what) found.push_back(line);
  }
  return found;
}

std::vector<std::uint16_t> TraceLines::ports(std::string_view change) const {
  std::vector<std::uint16_t> found;
  for (const json& line : of("listener")) {
    if (line.at("change") == change) found.push_back(line.at("port").get<std::uint16_t>());
  }
  return found;
}

std::vector<json> TraceLines::values(std::string_view event, std::string_view field) const {
  std::vector<json> found;
  for (const json& line : of("happening")) {
    if (line.at("event") == event && line.contains(field))
      found.push_back(line.at(std::string(field)));
  }
  return found;
}

std::vector<json> TraceLines::happenings(std::string_view event,
                                         std::string_view field,
                                         const json& value) const {
  std::vector<json> found;
  for (const json& line : of("happening")) {
    const bool meant =
        line.at("event") == event && line.contains(field) && line.at(std::string(field)) == value;
    if (meant) found.push_back(line);
  }
  return found;
}

}  // namespace ripcord::run
