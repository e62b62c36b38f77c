#include "harness/run/broken_connections.hpp"

namespace ripcord::run {

using trace::Record;
using trace::What;

BrokenConnections::BrokenConnections(const trace::Log& log) : log_(log) {
  for (const Record& record : log.records()) {
    if (record.connection != 0) note(record);
  }
}

std::uint64_t BrokenConnections::of(std::string_view client) const {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    if (ends_[i] == End::broken && log_.text(log_.connection(static_cast<std::uint32_t>(i + 1)).client) == client) ++count;
  }
  return count;
}

void BrokenConnections::note(const Record& record) {
  if (record.connection > ends_.size()) ends_.resize(record.connection);
  End& end = ends_[record.connection - 1];
  const bool ends = (record.what == What::finish || record.what == What::reset) &&
                    (record.flags & trace::flag::by_sender) != 0;
  const bool first = ends && end != End::by_client;
  if (first && record.direction == 1) by_server_ = true;
  if (record.what == What::fired) end = End::broken;
  if (ends && end == End::none) end = record.direction == 0 ? End::by_client : End::broken;
}

}  // namespace ripcord::run
