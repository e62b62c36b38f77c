// Any bytes become a log or the line that is wrong; a log that was read can be told, and is written
// as lines that read back as the same.

#include "transports/base/assert.hpp"
#include "transports/trace/json_lines.hpp"
#include "transports/trace/json_reader.hpp"
#include "transports/trace/plain_lines.hpp"

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto stored = trace::read_json_lines(text);
  if (!stored) return RIPCORD_ASSERT(!stored.error().message.empty()), 0;
  for (const trace::Record& record : stored->log->records())
    RIPCORD_ASSERT(!trace::plain_line(record, *stored->log).empty());
  const std::string lines = trace::json_lines(*stored->log);
  const auto again = trace::read_json_lines(lines);
  RIPCORD_ASSERT(again.has_value());
  RIPCORD_ASSERT(trace::json_lines(*again->log) == lines);
  return 0;
}
