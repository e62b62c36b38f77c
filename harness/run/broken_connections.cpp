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
  for (std::uint32_t number = 1; number <= ends_.size(); ++number) {
    const bool is_of_client = log_.text(log_.connection(number).client) == client;
    if (is_of_client && ends_[number - 1].broken) ++count;
  }
  return count;
}

void BrokenConnections::note(const Record& record) {
  if (record.connection > ends_.size()) ends_.resize(record.connection);
  End& end = ends_[record.connection - 1];
  if (record.what == What::fired) end.broken = true;
  const bool ends = (record.what == What::finish || record.what == What::reset) &&
                    (record.flags & trace::flag::by_sender) != 0;
  if (!ends || end.by_client) return;
  end.by_client = record.direction == 0;
  if (end.by_client) return;
  end.broken = true;
  by_server_ = true;
}

}  // namespace ripcord::run
