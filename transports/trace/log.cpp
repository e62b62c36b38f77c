#include "transports/trace/log.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/hash.hpp"
#include "transports/trace/payload_digest.hpp"

#include <algorithm>

namespace ripcord::trace {
namespace {

/// A ten-call run makes about 80 records.
constexpr std::size_t records_at_first = 128;
/// Before bytes that are cut, their number.
constexpr std::size_t count_size = 4;

/// Whether the record's `call_id` is a name.
bool has_third_name(const Record& record) {
  switch (record.what) {
    case What::run:
    case What::happening:
      return true;
    case What::fired:
    case What::matched:
      return record.connection == 0;
    default:
      return false;
  }
}

constexpr std::uint64_t pair(std::uint32_t high, std::uint32_t low) {
  return std::uint64_t{high} << 32U | low;
}

bool has_fourth_name(const Record& record) { return record.what == What::happening; }

/// Digest of the fields of `record` that are no names, but for its time. Every word is made by
/// shifts, so it is the same on every machine.
std::uint64_t digest_of_fields(const Record& record,
                               std::uint32_t call_id,
                               std::uint32_t fragment) {
  const std::uint64_t small = std::uint64_t{static_cast<std::uint8_t>(record.what)} |
                              std::uint64_t{record.direction} << 8U |
                              std::uint64_t{record.pdu} << 16U |
                              std::uint64_t{record.flags} << 24U |
                              std::uint64_t{static_cast<std::uint8_t>(record.verb)} << 32U |
                              std::uint64_t{static_cast<std::uint8_t>(record.site)} << 40U;
  const std::uint64_t where = pair(record.connection, record.length);
  const std::uint64_t call = pair(record.call, fragment);
  const std::uint64_t operation =
      pair(call_id, std::uint32_t{record.interface} << 16U | record.operation);
  // Two words a multiply; each pair is salted differently, so that none can stand for another.
  return hashing::fold(record.digest ^ hashing::salts[0], record.value ^ hashing::salts[1]) +
         hashing::fold(where ^ hashing::salts[1], call ^ hashing::salts[2]) +
         hashing::fold(operation ^ hashing::salts[2], small ^ hashing::salts[3]);
}

std::int64_t nanoseconds(Time at) { return at.time_since_epoch().count(); }

}  // namespace

Log::Log(const Legend& legend, Payload payload) : legend_(legend), policy_(payload) {
  records_.reserve(records_at_first);
}

// Who sets limits means to reach them, with somebody waiting: what fills must not be moved. Room
// that is never used costs addresses only.
Log::Log(const Legend& legend, Payload payload, const Limits& limits)
    : legend_(legend), policy_(payload), limits_(limits) {
  records_.reserve(limits.records);
  if (payload != Payload::none) payload_.reserve(limits.payload_bytes);
}

// Numbers of the log's own names continue those of the legend; both have an empty name in front.
NameId Log::intern(std::string_view text) {
  if (text.empty()) return no_name;
  if (const NameId known = legend_.names.find(text); known != no_name) return known;
  return static_cast<NameId>(legend_.names.size()) + names_.intern(text) - 1;
}

std::string_view Log::text(NameId name) const {
  if (name < legend_.names.size()) return legend_.names.text(name);
  return names_.text(name - static_cast<NameId>(legend_.names.size()) + 1);
}

std::uint64_t Log::digest_of(NameId name) const {
  if (name < legend_.names.size()) return legend_.names.digest(name);
  return names_.digest(name - static_cast<NameId>(legend_.names.size()) + 1);
}

std::uint32_t Log::add_connection(NameId client, NameId service) {
  Connection added{.client = client, .service = service, .number = 1};
  const auto is_of_lane = [&](const Connection& earlier) {
    return earlier.client == client && earlier.service == service;
  };
  const auto passing = std::find_if(passing_.rbegin(), passing_.rend(), [&](const auto& earlier) {
    return is_of_lane(earlier.second);
  });
  if (passing != passing_.rend()) {
    added.number = passing->second.number + 1;
    return add_connection(added);
  }
  const auto kept = std::find_if(connections_.rbegin(), connections_.rend(), is_of_lane);
  if (kept != connections_.rend()) added.number = kept->number + 1;
  return add_connection(added);
}

std::uint32_t Log::add_connection(const Connection& connection) {
  ++connection_count_;
  // A full log stays full.
  if (is_full()) {
    passing_.emplace(connection_count_, connection);
  } else {
    connections_.push_back(connection);
  }
  return connection_count_;
}

void Log::end_connection(std::uint32_t number) { passing_.erase(number); }

Connection& Log::find_connection(std::uint32_t number) {
  return number <= connections_.size() ? connections_[number - 1] : passing_.at(number);
}

void Log::rename_connection(std::uint32_t number, NameId service, std::uint32_t place) {
  Connection& connection = find_connection(number);
  connection.service = service;
  connection.number = place;
}

void Log::append(const Record& record) {
  ++count_;
  fold(record);
  if (tap_ != nullptr) tap_->recorded(record, {});
  if (!is_full()) records_.push_back(record);
}

void Log::append(Record record, ByteView payload, std::size_t header_bytes) {
  record.length = static_cast<std::uint32_t>(payload.size());
  record.digest = payload_digest(payload);
  // The digests leave the flags out: what is kept is no part of what happened.
  ++count_;
  fold(record);
  const ByteView kept = kept_of(payload, header_bytes);
  if (tap_ != nullptr) tap_->recorded(record, kept);
  if (is_full()) return;
  if (policy_ != Payload::none) keep_bytes(record, kept);
  records_.push_back(record);
}

ByteView Log::kept_of(ByteView payload, std::size_t header_bytes) const {
  if (policy_ == Payload::full) return payload;
  if (policy_ == Payload::none) return {};
  return payload.first(std::min({payload.size(), header_bytes, header_bytes_max}));
}

void Log::append_kept(Record record, ByteView kept) {
  ++count_;
  fold(record);
  if (is_full()) return;
  keep_bytes(record, kept);
  records_.push_back(record);
}

void Log::keep_bytes(Record& record, ByteView bytes) {
  if (bytes.empty() && record.length > 0) return;
  const bool cut = bytes.size() < record.length;
  const std::size_t size = bytes.size() + (cut ? count_size : 0);
  if (payload_.size() + size > limits_.payload_bytes) {
    payload_left_out_ += bytes.size();
    return;
  }
  record.flags |= flag::payload;
  if (cut) {
    record.flags |= flag::cut;
    const auto count = static_cast<std::uint32_t>(bytes.size());
    for (unsigned shift = 0; shift < 8 * count_size; shift += 8)
      payload_.push_back(static_cast<Byte>(count >> shift));
  }
  payload_.insert(payload_.end(), bytes.begin(), bytes.end());
}

ByteView PayloadCursor::next(const Record& record) {
  if ((record.flags & flag::payload) == 0) return {};
  std::size_t size = record.length;
  if ((record.flags & flag::cut) != 0) {
    size = 0;
    for (std::size_t i = count_size; i > 0; --i) size = size << 8U | left_[i - 1];
    left_ = left_.subspan(count_size);
  }
  const ByteView bytes = left_.first(size);
  left_ = left_.subspan(size);
  return bytes;
}

// Names and rules go in by what they say, not by their numbers: a rule that never fires, or a name
// that nobody uses, leaves a run's digests alone. Most records name nothing.
void Log::fold(const Record& record) {
  const NameId third = has_third_name(record) ? record.call_id : no_name;
  const NameId fourth = has_fourth_name(record) ? record.fragment : no_name;
  std::uint64_t body = digest_of_fields(
      record, third == no_name ? record.call_id : 0, fourth == no_name ? record.fragment : 0);
  if ((record.subject | record.object | third | fourth) != no_name) {
    body += hashing::fold(digest_of(record.subject) ^ hashing::salts[3],
                          digest_of(record.object) ^ hashing::salts[0]) +
            hashing::fold(digest_of(third) ^ hashing::salts[2],
                          digest_of(fourth) ^ hashing::salts[1] ^ body);
  }
  if (record.rule != no_rule) body = mix(body, legend_.rules[record.rule].digest);
  time_free_digest_ = mix(time_free_digest_, body);
  digest_ = mix(digest_ ^ body, static_cast<std::uint64_t>(record.time));
}

void Log::run(const Run& run) {
  RIPCORD_ASSERT(count_ == 0);
  append({.value = run.seed,
          .call_id = intern(run.transport),
          .subject = intern(run.scenario),
          .object = intern(run.variant),
          .what = What::run});
}

void Log::happening(Time at, const Happened& happened) {
  append({.time = nanoseconds(at),
          .value = happened.port,
          .length = happened.status,
          .fragment = happened.about,
          .call_id = happened.service,
          .subject = happened.event,
          .object = happened.client,
          .interface = happened.interface,
          .operation = happened.operation,
          .what = What::happening});
}

void Log::detail(Time at, std::string_view name, std::string_view text) {
  append({.time = nanoseconds(at),
          .subject = intern(name),
          .object = intern(text),
          .what = What::detail});
}

void Log::detail(Time at, std::string_view name, std::uint64_t number) {
  append({.time = nanoseconds(at),
          .value = number,
          .subject = intern(name),
          .what = What::detail,
          .flags = flag::number});
}

void Log::call_started(Time at, const Call& call) {
  append({.time = nanoseconds(at),
          .call = call.call,
          .subject = call.client,
          .object = call.service,
          .interface = call.interface,
          .operation = call.operation,
          .what = What::call_started});
}

void Log::call_ended(Time at, const Call& call, std::uint32_t outcome) {
  append({.time = nanoseconds(at),
          .value = outcome,
          .call = call.call,
          .subject = call.client,
          .object = call.service,
          .interface = call.interface,
          .operation = call.operation,
          .what = What::call_ended});
}

void Log::action(Time at, const Action& action) {
  append({.time = nanoseconds(at),
          .value = action.value,
          .subject = intern(action.verb),
          .object = intern(action.object),
          .rule = action.rule,
          .what = What::action});
}

void Log::listener(Time at, const Port& port, Change change) {
  append({.time = nanoseconds(at),
          .value = port.port,
          .subject = port.service,
          .interface = port.interface,
          .what = What::listener,
          .flags = change == Change::opened ? flag::opened : std::uint8_t{0}});
}

void Log::registration(Time at, const Port& port, Change change) {
  append({.time = nanoseconds(at),
          .value = port.port,
          .subject = port.service,
          .interface = port.interface,
          .what = What::registration,
          .flags = change == Change::opened ? flag::opened : std::uint8_t{0}});
}

void Log::verdict(Time at, const Verdict& verdict) {
  append({.time = nanoseconds(at),
          .subject = intern(verdict.judge),
          .object = intern(verdict.says),
          .what = What::verdict});
}

}  // namespace ripcord::trace
