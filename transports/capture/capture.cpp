#include "transports/capture/capture.hpp"

#include "transports/capture/course.hpp"
#include "transports/capture/pcapng_file.hpp"
#include "transports/capture/ports.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace ripcord::capture {
namespace {

using trace::Record;
using trace::Verb;
using trace::What;

// A client port is of one connection only, and none that services are given.
constexpr std::uint32_t client_port_first = 20'000;
constexpr std::uint32_t client_ports = 28'000;

constexpr std::size_t to_server = 0;

/// Whether something leaves in consequence of `verb`, or leaves otherwise than it came.
bool shows_at_receiver(Verb verb) {
  switch (verb) {
    case Verb::forward_after:
    case Verb::forward_prefix:
    case Verb::cut:
    case Verb::release:
    case Verb::replace:
    case Verb::inject:
    case Verb::finish:
    case Verb::reset:
      return true;
    default:
      return false;
  }
}

/// Goes through a log record by record.
class Observer {
 public:
  explicit Observer(const trace::Log& log)
      : log_(log), ports_(log), hosts_(log), payload_(log.payload()) {}

  Capture observe() {
    for (const Record& record : log_.records()) see(record);
    return {.packets = std::move(packets_), .names = hosts_.names()};
  }

 private:
  void see(const Record& record);
  void see_of(Course& course, const Record& record, ByteView payload);
  void came(Course& course, const Record& record, ByteView payload);
  void left(Course& course, const Record& record, ByteView payload);
  void ended(Course& course, const Record& record);
  void refused(Course& course, const Record& record);
  void struck(const Record& record);
  void acted(Course& course, const Record& record);
  void remark_since(std::size_t first, Course& course, std::size_t direction);
  Course& course(std::uint32_t connection);
  [[nodiscard]] std::string fault(const Record& record) const;

  const trace::Log& log_;
  Ports ports_;
  Hosts hosts_;
  std::vector<Packet> packets_;
  std::map<std::uint32_t, Course> courses_;
  trace::PayloadCursor payload_;
  /// What is to be said of the next packet, whichever it is.
  std::vector<std::string> remarks_;
};

void Observer::see(const Record& record) {
  const std::size_t first = packets_.size();
  const ByteView payload = payload_.next(record);
  if (record.what == What::fired) struck(record);
  if (record.connection != 0) see_of(course(record.connection), record, payload);
  if (packets_.size() == first || remarks_.empty()) return;
  std::ranges::move(remarks_, std::back_inserter(packets_[first].comments));
  remarks_.clear();
}

void Observer::see_of(Course& course, const Record& record, ByteView payload) {
  switch (record.what) {
    case What::connect_requested:
      course.last_came[to_server] = packets_.size();
      course.client_side.ask(record.time);
      break;
    case What::connect_established:
      course.server_side.accept(record.time);
      course.client_side.accept(record.time);
      break;
    case What::connect_refused:
      refused(course, record);
      break;
    case What::unit:
      came(course, record, payload);
      break;
    case What::delivered:
      left(course, record, payload);
      break;
    case What::verb:
      acted(course, record);
      break;
    case What::finish:
    case What::reset:
      ended(course, record);
      break;
    default:
      break;
  }
}

void Observer::came(Course& course, const Record& record, ByteView payload) {
  const Underway::Piece piece{.bytes = payload, .missing = record.length - payload.size()};
  const std::size_t first = packets_.size();
  if (record.direction == to_server) {
    course.client_side.send(End::client, record.time, piece.bytes, piece.missing);
  } else {
    course.server_side.send(End::server, record.time, piece.bytes, piece.missing);
  }
  course.underway[record.direction].sent(piece);
  if (packets_.size() > first) course.last_came[record.direction] = packets_.size() - 1;
}

/// Each unit in packets of its own: so it is easier to read.
void Observer::left(Course& course, const Record& record, ByteView payload) {
  const std::size_t first = packets_.size();
  const bool is_known = record.digest != 0;
  for (std::size_t size = record.length; size > 0;) {
    const Underway::Piece piece =
        is_known ? Underway::Piece{.bytes = payload, .missing = size - payload.size()}
                 : course.underway[record.direction].next(size);
    if (record.direction == to_server) {
      course.server_side.send(End::client, record.time, piece.bytes, piece.missing);
    } else {
      course.client_side.send(End::server, record.time, piece.bytes, piece.missing);
    }
    size -= piece.bytes.size() + piece.missing;
  }
  remark_since(first, course, record.direction);
}

void Observer::ended(Course& course, const Record& record) {
  const std::size_t first = packets_.size();
  const End from = record.direction == to_server ? End::client : End::server;
  const bool came = (record.flags & trace::flag::by_sender) != 0;
  Dialogue& side = (from == End::client) == came ? course.client_side : course.server_side;
  if (record.what == What::finish) {
    side.finish(from, record.time);
  } else {
    side.reset(from, record.time);
  }
  if (!came) remark_since(first, course, record.direction);
}

void Observer::refused(Course& course, const Record& record) {
  if (record.rule == trace::no_rule) course.server_side.refuse(record.time);
  course.client_side.refuse(record.time);
  if (record.rule != trace::no_rule) packets_.back().comments.push_back(fault(record));
}

void Observer::struck(const Record& record) {
  if (record.connection == 0) {
    remarks_.push_back(fault(record));
    return;
  }
  const std::size_t packet = course(record.connection).last_came[record.direction];
  if (packet < packets_.size()) packets_[packet].comments.push_back(fault(record));
}

void Observer::acted(Course& course, const Record& record) {
  if (record.rule == trace::no_rule || !shows_at_receiver(record.verb)) return;
  course.remarks[record.direction].push_back(fault(record));
}

/// The first packet since then says why it is as it is.
void Observer::remark_since(std::size_t first, Course& course, std::size_t direction) {
  std::vector<std::string>& remarks = course.remarks[direction];
  if (packets_.size() == first || remarks.empty()) return;
  packets_[first].comments = std::move(remarks);
  remarks.clear();
}

Course& Observer::course(std::uint32_t connection) {
  const auto known = courses_.find(connection);
  if (known != courses_.end()) return known->second;
  const trace::Connection& lane = log_.connection(connection);
  const auto port = static_cast<std::uint16_t>(client_port_first + connection % client_ports);
  const std::uint16_t service_port = ports_.of(connection);
  const Dialogue::Ends client_ends{
      .client = {.address = hosts_.client(lane.client), .port = port},
      .server = {.address = hosts_.shim_for_client(lane.service), .port = service_port}};
  const Dialogue::Ends server_ends{
      .client = {.address = hosts_.shim_for_service(lane.client), .port = port},
      .server = {.address = hosts_.service(lane.service), .port = service_port}};
  return courses_.try_emplace(connection, client_ends, server_ends, packets_).first->second;
}

std::string Observer::fault(const Record& record) const {
  const trace::Legend::RuleNames& rule = log_.legend().rules[record.rule];
  return "FAULT " + rule.id + " " + rule.kind;
}

/// What was captured, in one line.
std::string title(const trace::Log& log) {
  if (log.records().empty() || log.records().front().what != What::run) return "ripcord";
  const Record& run = log.records().front();
  std::string text(log.text(run.subject));
  text += " [" + std::string(log.text(run.object)) + "] " + std::string(log.text(run.call_id));
  return text + " seed " + std::to_string(run.value);
}

}  // namespace

Capture packets(const trace::Log& log) { return Observer(log).observe(); }

Bytes pcapng(const trace::Log& log) {
  const Capture capture = packets(log);
  PcapngFile file;
  file.section(title(log));
  file.interface("client side");
  file.interface("server side");
  file.names(capture.names);
  for (const Packet& packet : capture.packets) file.packet(packet);
  return file.take();
}

}  // namespace ripcord::capture
