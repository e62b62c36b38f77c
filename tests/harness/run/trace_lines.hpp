#pragma once

#include "harness/run/result.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string_view>
#include <vector>

namespace ripcord::run {

/// The lines of a run's trace, which was kept, as they are written to trace.jsonl.
class TraceLines {
 public:
  explicit TraceLines(const RunResult& result);

  /// Those lines of kind `what`, in order.
  [[nodiscard]] std::vector<nlohmann::json> of(std::string_view what) const;
  /// Ports of the listeners that were opened (or closed), in order.
  [[nodiscard]] std::vector<std::uint16_t> ports(std::string_view change) const;
  /// What `field` says in every happening `event` that has it, in order.
  [[nodiscard]] std::vector<nlohmann::json> values(std::string_view event,
                                                   std::string_view field) const;
  /// Those happenings `event` of which `field` is `value`.
  [[nodiscard]] std::vector<nlohmann::json> happenings(std::string_view event,
                                                       std::string_view field,
                                                       const nlohmann::json& value) const;

 private:
  std::vector<nlohmann::json> lines_;
};

/// When a line of a trace happened, in nanoseconds of the run's time.
[[nodiscard]] inline std::int64_t time_of(const nlohmann::json& line) {
  return line.at("t").get<std::int64_t>();
}

}  // namespace ripcord::run
