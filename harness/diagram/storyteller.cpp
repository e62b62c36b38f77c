#include "harness/diagram/storyteller.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace ripcord::diagram {
namespace {

using trace::Record;
using trace::Verb;
using trace::What;

/// How an event of a peer is told: with its port, what it was about, or neither.
struct Telling {
  std::string_view event;
  std::string_view words;
};

// Of all that peers say, what a wire does not show.
constexpr std::array tellings{Telling{"file_opened", "opens {about}"},
                              Telling{"file_closed", "closes {about}"},
                              Telling{"file_received", "has received {about}"},
                              Telling{"endpoint_resolved", "takes port {port} from the answer"},
                              Telling{"server_started", "listens at port {port}"},
                              Telling{"server_stopped", "no longer listens at port {port}"},
                              Telling{"call_retried", "sends the call once more"},
                              Telling{"handle_run_down", "forgets a context handle"},
                              Telling{"peer_crashed", "crashes"}};

/// What becomes of a unit that was struck by `verb`, as it leaves; none: it does not leave.
std::optional<Look> look_of(Verb verb) {
  switch (verb) {
    case Verb::forward_after:
    case Verb::release:
      return Look::delayed;
    case Verb::inject:
      return Look::injected;
    case Verb::replace:
    case Verb::forward_prefix:
    case Verb::cut:
      return Look::altered;
    default:
      return std::nullopt;
  }
}

bool holds_back(Verb verb) {
  return verb == Verb::hold || verb == Verb::stall || verb == Verb::blackhole ||
         verb == Verb::forward_after;
}

}  // namespace

Storyteller::Storyteller(const trace::Log& log) : log_(log), ports_(log) {
  // Who called is on the left of the shim, and who was called on its right, in order.
  for (const Record& record : log.records()) {
    if (record.connection != 0) lane(log.connection(record.connection).client, Lane::Kind::client);
  }
  shim_ = diagram_.lanes.size();
  diagram_.lanes.push_back({.name = "shim", .kind = Lane::Kind::shim});
  for (const Record& record : log.records()) {
    if (record.connection != 0)
      lane(log.connection(record.connection).service, Lane::Kind::service);
  }
}

Diagram Storyteller::tell() {
  for (const Record& record : log_.records()) tell(record);
  return std::move(diagram_);
}

void Storyteller::tell(const Record& record) {
  if (record.connection != 0) tell_of(course(record.connection), record);
  switch (record.what) {
    case What::fired:
      struck(record);
      break;
    case What::happening:
      happened(record);
      break;
    case What::action:
      changed(record);
      break;
    case What::listener:
      listened(record);
      break;
    default:
      break;
  }
}

void Storyteller::tell_of(Course& course, const Record& record) {
  switch (record.what) {
    case What::connect_requested:
      course.connect = diagram_.rows.size();
      arrow(course.client, course.service, record, connect_label(record.connection));
      break;
    case What::connect_refused:
      if (course.connect == nobody) break;
      diagram_.rows[course.connect].look = Look::refused;
      if (record.rule != trace::no_rule) diagram_.rows[course.connect].to = shim_;
      break;
    case What::unit:
      came(course, record);
      break;
    case What::delivered:
      left(course, record);
      break;
    case What::verb:
      acted(course, record);
      break;
    case What::reset:
    case What::finish:
      ended(course, record);
      break;
    default:
      break;
  }
}

void Storyteller::came(Course& course, const Record& record) {
  const bool to_server = record.direction == 0;
  course.unit[record.direction] = diagram_.rows.size();
  arrow(to_server ? course.client : course.service,
        to_server ? course.service : course.client,
        record,
        unit_label(record))
      .bytes = record.length;
}

/// What leaves as it came is one arrow with how it came.
void Storyteller::left(Course& course, const Record& record) {
  const Look look = std::exchange(course.next[record.direction], Look::plain);
  if (look == Look::plain) return;
  const std::size_t unit = course.unit[record.direction];
  const std::string label = look == Look::injected || unit == nobody
                                ? std::string("bytes that nobody sent")
                                : diagram_.rows[unit].label;
  Row& row = arrow(shim_, record.direction == 0 ? course.service : course.client, record, label);
  row.look = look;
  row.bytes = record.length;
  row.rule = course.rule[record.direction];
}

/// What an action did stands in the row of the rule that asked for it.
void Storyteller::changed(const Record& record) {
  if (record.rule == trace::no_rule) return;
  const auto is_asked = [&](const Row& row) {
    return row.kind == Row::Kind::world && row.label == rule(record);
  };
  const auto found = std::find_if(diagram_.rows.rbegin(), diagram_.rows.rend(), is_asked);
  if (found == diagram_.rows.rend()) return;
  found->label += fmt::format(" {}", log_.text(record.object));
  if (record.value != 0) found->label += fmt::format(" {}", record.value);
}

void Storyteller::listened(const Record& record) {
  const std::pair place(record.subject, static_cast<std::uint16_t>(record.value));
  if ((record.flags & trace::flag::opened) != 0) {
    left_ports_.erase(place);
  } else {
    left_ports_.insert(place);
  }
}

/// A unit that was struck comes as far as the shim.
void Storyteller::struck(const Record& record) {
  if (record.connection == 0) {
    diagram_.rows.push_back({.kind = Row::Kind::world,
                             .label = rule(record),
                             .rule = rule(record),
                             .time = record.time,
                             .until = record.time});
    return;
  }
  Course& struck = course(record.connection);
  const bool is_connect = record.pdu == trace::connect_pdu;
  const std::size_t index = is_connect ? struck.connect : struck.unit[record.direction];
  if (index == nobody) return;
  Row& row = diagram_.rows[index];
  row.to = shim_;
  row.rule = rule(record);
}

void Storyteller::acted(Course& course, const Record& record) {
  const std::size_t unit = course.unit[record.direction];
  Row* const row = unit != nobody             ? &diagram_.rows[unit]
                   : course.connect != nobody ? &diagram_.rows[course.connect]
                                              : nullptr;
  if (row != nullptr && record.verb == Verb::drop) row->look = Look::dropped;
  if (row != nullptr && record.verb == Verb::forward) row->to = course.service;
  if (row != nullptr && holds_back(record.verb)) row->look = Look::delayed;
  if (const std::optional<Look> look = look_of(record.verb)) {
    course.next[record.direction] = *look;
    course.rule[record.direction] = rule(record);
  }
  if (record.verb == Verb::reset || record.verb == Verb::finish)
    course.end_rule[record.direction] = rule(record);
}

/// Of the ends that peers make only a reset is worth a row, of those that rules make each.
void Storyteller::ended(Course& course, const Record& record) {
  const bool to_server = record.direction == 0;
  const bool by_sender = (record.flags & trace::flag::by_sender) != 0;
  const std::string rule =
      by_sender ? "" : std::exchange(course.end_rule[record.direction], std::string());
  if (by_sender ? record.what != What::reset : rule.empty()) return;
  const std::size_t sender = to_server ? course.client : course.service;
  Row& end = arrow(by_sender ? sender : shim_,
                   to_server ? course.service : course.client,
                   record,
                   record.what == What::reset ? "reset" : "end of stream");
  end.look = Look::ended;
  end.rule = rule;
}

void Storyteller::happened(const Record& record) {
  const bool by_client = record.object != trace::no_name;
  const auto& speakers = by_client ? clients_ : services_;
  const auto speaker = speakers.find(by_client ? record.object : record.call_id);
  if (speaker == speakers.end()) return;
  const std::string_view event = log_.text(record.subject);
  if (event == "call_finished" && record.length != 0) {
    return note(speaker->second,
                record.time,
                fmt::format("{}: error {}", operation(record), record.length),
                Look::failed);
  }
  const auto telling = std::ranges::find(tellings, event, &Telling::event);
  if (telling == tellings.end()) return;
  note(speaker->second,
       record.time,
       fmt::format(fmt::runtime(telling->words),
                   fmt::arg("about", log_.text(record.fragment)),
                   fmt::arg("port", record.value)));
}

void Storyteller::note(std::size_t lane, std::int64_t time, std::string label, Look look) {
  diagram_.rows.push_back({.kind = Row::Kind::note,
                           .look = look,
                           .from = lane,
                           .to = lane,
                           .label = std::move(label),
                           .time = time,
                           .until = time});
}

Row& Storyteller::arrow(std::size_t from, std::size_t to, const Record& record, std::string label) {
  diagram_.rows.push_back({.from = from,
                           .to = to,
                           .label = std::move(label),
                           .time = record.time,
                           .until = record.time});
  return diagram_.rows.back();
}

Storyteller::Course& Storyteller::course(std::uint32_t connection) {
  const auto known = courses_.find(connection);
  if (known != courses_.end()) return known->second;
  const trace::Connection& of = log_.connection(connection);
  Course course;
  course.client = lane(of.client, Lane::Kind::client);
  course.service = lane(of.service, Lane::Kind::service);
  return courses_.emplace(connection, std::move(course)).first->second;
}

std::size_t Storyteller::lane(trace::NameId name, Lane::Kind kind) {
  auto& lanes = kind == Lane::Kind::client ? clients_ : services_;
  const auto [entry, is_new] = lanes.try_emplace(name, diagram_.lanes.size());
  if (is_new) diagram_.lanes.push_back({.name = std::string(log_.text(name)), .kind = kind});
  return entry->second;
}

/// A connect to where its service was is what stale bindings are about.
std::string Storyteller::connect_label(std::uint32_t connection) const {
  const std::uint16_t port = ports_.of(connection);
  const bool is_left = left_ports_.contains({log_.connection(connection).service, port});
  return fmt::format("connect to port {}{}", port, is_left ? ", where it no longer listens" : "");
}

std::string Storyteller::unit_label(const Record& record) const {
  const std::vector<std::string>& pdus = log_.legend().pdus;
  const std::string pdu = record.pdu == trace::opaque_pdu ? "bytes"
                          : record.pdu < pdus.size()      ? pdus[record.pdu]
                                                          : "?";
  return record.operation == trace::no_operation ? pdu : operation(record) + " " + pdu;
}

std::string Storyteller::operation(const Record& record) const {
  const auto& interfaces = log_.legend().interfaces;
  if (record.interface >= interfaces.size()) return fmt::format("operation {}", record.operation);
  const trace::Legend::InterfaceNames& interface = interfaces[record.interface];
  const bool named = record.operation < interface.operations.size() &&
                     !interface.operations[record.operation].empty();
  return named ? interface.operations[record.operation]
               : fmt::format("{}.{}", interface.name, record.operation);
}

std::string Storyteller::rule(const Record& record) const {
  if (record.rule == trace::no_rule) return {};
  const trace::Legend::RuleNames& rule = log_.legend().rules[record.rule];
  return fmt::format("{}: {}", rule.id, rule.kind);
}

}  // namespace ripcord::diagram
