#pragma once

#include "transports/trace/log.hpp"

#include <boost/system/result.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ripcord::trace {

/// A log that was read, with the legend that it refers to. Numbers of interfaces, PDU types and
/// rules are those of their first appearance, so digests that are made of it are not the run's, but
/// `Log::digests` are; all that it says is the same.
struct StoredLog {
  std::unique_ptr<Legend> legend;
  std::unique_ptr<Log> log;
};

/// Why a trace cannot be read.
struct LineError {
  LineError() = default;
  LineError(std::size_t number, std::string reason) : line(number), message(std::move(reason)) {}

  /// From 1.
  std::size_t line = 0;
  std::string message;
};

/// Reads what `json_lines` wrote. A last line without its end, as a killed run leaves it, is left
/// out. Fields and kinds of lines that are not known are ignored, as docs/formats.md asks.
[[nodiscard]] boost::system::result<StoredLog, LineError> read_json_lines(std::string_view text);

}  // namespace ripcord::trace
