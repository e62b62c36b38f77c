#include "transports/journal/journal_reader.hpp"

#include "transports/journal/entry.hpp"
#include "transports/trace/words.hpp"

#include <cstring>
#include <map>
#include <memory>

namespace ripcord::journal {
namespace {

using trace::Record;
using trace::What;

/// Takes values from the front of bytes, of which a damaged file may lack any.
class Body {
 public:
  explicit Body(ByteView bytes) : left_(bytes) {}

  template <typename Value>
  Value value() {
    Value value{};
    const ByteView bytes = take(sizeof value);
    if (!bytes.empty()) std::memcpy(&value, bytes.data(), sizeof value);
    return value;
  }
  std::string text() {
    const ByteView bytes = take(value<std::uint32_t>());
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  ByteView take(std::size_t size) {
    if (size > left_.size()) {
      failed_ = true;
      size = left_.size();
    }
    const ByteView bytes = left_.first(size);
    left_ = left_.subspan(size);
    return failed_ ? ByteView() : bytes;
  }
  [[nodiscard]] std::size_t size() const { return left_.size(); }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  ByteView left_;
  bool failed_ = false;
};

/// Fills a log entry by entry.
class LogReader {
 public:
  LogReader() {
    stored_.trace.legend = std::make_unique<trace::Legend>();
    stored_.trace.log = std::make_unique<trace::Log>(*stored_.trace.legend, trace::Payload::full);
  }

  /// Returns what is wrong with the entry; empty if nothing is.
  std::string take(Kind kind, Body body);
  StoredJournal result() { return std::move(stored_); }

 private:
  void interface(Body& body);
  void rule(Body& body);
  void connection(Body& body);
  std::string record(Body& body);
  [[nodiscard]] bool is_sound(const Record& record) const;
  [[nodiscard]] bool names_what_is_there(const Record& record) const;
  [[nodiscard]] bool is_name(std::uint32_t number) const { return number < legend().names.size(); }
  [[nodiscard]] trace::Legend& legend() const { return *stored_.trace.legend; }
  [[nodiscard]] trace::Log& log() const { return *stored_.trace.log; }

  StoredJournal stored_;
  /// Connections by the numbers that the file gives them.
  std::map<std::uint32_t, std::uint32_t> connections_;
};

std::string LogReader::take(Kind kind, Body body) {
  std::string problem;
  switch (kind) {
    case Kind::note:
      stored_.note = body.text();
      break;
    case Kind::pdu:
      legend().pdus.push_back(body.text());
      break;
    case Kind::interface:
      interface(body);
      break;
    case Kind::rule:
      rule(body);
      break;
    case Kind::name:
      legend().names.intern(body.text());
      break;
    case Kind::connection:
      connection(body);
      break;
    case Kind::record:
      problem = record(body);
      break;
    default:
      return "an entry of a kind that is not known";
  }
  return body.failed() ? "an entry that is shorter than what it holds" : problem;
}

void LogReader::interface(Body& body) {
  trace::Legend::InterfaceNames& added = legend().interfaces.emplace_back();
  added.name = body.text();
  while (body.size() > 0) added.operations.push_back(body.text());
}

void LogReader::rule(Body& body) {
  trace::Legend::RuleNames& added = legend().rules.emplace_back();
  added.id = body.text();
  added.kind = body.text();
  added.line = body.value<std::uint32_t>();
}

void LogReader::connection(Body& body) {
  const auto entry = body.value<ConnectionEntry>();
  if (!is_name(entry.client) || !is_name(entry.service)) return;
  const auto known = connections_.find(entry.number);
  if (known != connections_.end())
    return log().rename_connection(known->second, entry.service, entry.place);
  const trace::Connection connection{
      .client = entry.client, .service = entry.service, .number = entry.place};
  connections_.emplace(entry.number, log().add_connection(connection));
}

std::string LogReader::record(Body& body) {
  auto record = body.value<Record>();
  if (!is_sound(record)) return "a record that is none";
  if (!names_what_is_there(record)) return "a record that names what is not there";
  const ByteView kept = body.take(body.size());
  if (kept.size() > record.length) return "more payload than there were bytes";
  record.flags &= static_cast<std::uint8_t>(~(trace::flag::payload | trace::flag::cut));
  if (record.connection != 0) record.connection = connections_.at(record.connection);
  if (kept.empty()) {
    log().append(record);
  } else {
    log().append_kept(record, kept);
  }
  return {};
}

bool LogReader::is_sound(const Record& record) const {
  const bool begins = log().count() == 0;
  return static_cast<std::size_t>(record.what) < trace::what_words.size() &&
         (record.what == What::run) == begins &&
         static_cast<std::size_t>(record.verb) < trace::verb_words.size() &&
         record.site <= trace::Site::after && record.direction <= 1;
}

/// Whoever reads the log looks up all that records name.
bool LogReader::names_what_is_there(const Record& record) const {
  const bool strikes = record.what == What::fired || record.what == What::matched;
  const bool has_third = record.what == What::run || record.what == What::happening ||
                         (strikes && record.connection == 0);
  return (record.connection == 0 || connections_.contains(record.connection)) &&
         is_name(record.subject) && is_name(record.object) &&
         (!has_third || is_name(record.call_id)) &&
         (record.what != What::happening || is_name(record.fragment)) &&
         (!strikes || record.rule != trace::no_rule) &&
         (record.rule == trace::no_rule || record.rule < legend().rules.size()) &&
         (record.interface == trace::no_interface || record.interface < legend().interfaces.size());
}

}  // namespace

boost::system::result<StoredJournal, JournalError> read_journal(ByteView bytes) {
  Body file(bytes);
  const auto head = file.value<Head>();
  if (file.failed() || head.magic != magic) return JournalError(0, "this is no journal");
  if (head.version != version)
    return JournalError(offsetof(Head, version), "a version that is not known here");
  if (head.committed > file.size())
    return JournalError(offsetof(Head, committed), "the end of the file is missing");
  LogReader reader;
  Body left(bytes.subspan(sizeof(Head), head.committed));
  while (left.size() > 0) {
    const std::size_t offset = sizeof(Head) + head.committed - left.size();
    const auto entry = left.value<EntryHead>();
    const Body body(left.take(entry.size));
    const std::string problem =
        left.failed() ? "an entry that is cut off" : reader.take(entry.kind, body);
    if (!problem.empty()) return JournalError(offset, problem);
  }
  return reader.result();
}

}  // namespace ripcord::journal
