#include "transports/capture/ports.hpp"

#include <algorithm>
#include <charconv>

namespace ripcord::capture {
namespace {

using trace::Record;
using trace::What;

// Of a service of which nothing was heard: programs that a mapper did not lead anywhere ask one.
constexpr std::uint16_t port_of_mappers = 135;

}  // namespace

Ports::Ports(const trace::Log& log) : log_(log) {
  for (const Record& record : log.records()) read(record);
}

std::uint16_t Ports::of(std::uint32_t connection) const {
  const auto found = said_.find(connection);
  return found != said_.end() ? found->second : guess(log_.connection(connection).service);
}

void Ports::read(const Record& record) {
  switch (record.what) {
    case What::connect_requested:
      open_.push_back({.connection = record.connection});
      break;
    case What::connect_established:
      answered(record.connection, Answer::established);
      break;
    case What::connect_refused:
      answered(record.connection, Answer::refused);
      break;
    case What::happening:
      if (record.value != 0) said(record);
      break;
    case What::listener:
      of_services_.emplace(record.subject, static_cast<std::uint16_t>(record.value));
      break;
    default:
      break;
  }
}

void Ports::answered(std::uint32_t connection, Answer answer) {
  const auto found = std::ranges::find(open_, connection, &Connect::connection);
  if (found != open_.end()) found->answer = answer;
}

void Ports::said(const Record& happening) {
  const auto port = static_cast<std::uint16_t>(happening.value);
  if (happening.call_id != trace::no_name) of_services_.emplace(happening.call_id, port);
  const std::string_view event = log_.text(happening.subject);
  const bool connected = event == "connected";
  if (!connected && event != "connect_failed") return;
  // A client learns of its connects in the order in which they were answered.
  const auto is_meant = [&](const Connect& connect) {
    return log_.connection(connect.connection).client == happening.object &&
           (connect.answer == Answer::established) == connected;
  };
  const auto found = std::ranges::find_if(open_, is_meant);
  if (found == open_.end()) return;
  said_.emplace(found->connection, port);
  open_.erase(found);
}

std::uint16_t Ports::guess(trace::NameId service) const {
  const auto heard = of_services_.find(service);
  if (heard != of_services_.end()) return heard->second;
  // A proxy calls a service by its address.
  const std::string_view text = log_.text(service);
  const std::size_t colon = text.rfind(':');
  std::uint16_t port = 0;
  if (colon != std::string_view::npos)
    std::from_chars(text.data() + colon + 1, text.data() + text.size(), port);
  return port != 0 ? port : port_of_mappers;
}

}  // namespace ripcord::capture
