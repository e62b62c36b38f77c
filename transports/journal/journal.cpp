#include "transports/journal/journal.hpp"

#include <boost/system/errc.hpp>

#include <algorithm>
#include <atomic>
#include <cstring>

namespace ripcord::journal {
namespace {

// A journal doubles until it grows by so much at a time.
constexpr std::size_t growth_max = std::size_t{32} << 20U;

template <typename Value>
ByteView bytes_of(const Value& value) {
  return {reinterpret_cast<const Byte*>(&value), sizeof value};
}

void append(Bytes& bytes, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  const ByteView head = bytes_of(size);
  bytes.insert(bytes.end(), head.begin(), head.end());
  bytes.insert(bytes.end(), text.begin(), text.end());
}

Bytes body_of(std::string_view text) {
  Bytes body;
  append(body, text);
  return body;
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::create(const std::string& path, std::size_t bytes) {
  auto file = MappedFile::create(path, std::max(bytes, sizeof(Head)));
  if (!file) return file.error();
  return std::unique_ptr<Journal>(new Journal(*std::move(file)));
}

void Journal::begin(const trace::Log& log, std::string_view note) {
  log_ = &log;
  at_ = sizeof(Head);
  names_ = 1;
  connections_.clear();
  problem_ = {};
  const Head head{.magic = magic, .version = version};
  std::memcpy(file_->bytes().data(), &head, sizeof head);
  put(Kind::note, body_of(note));
  put_legend(log.legend());
  put_new_names();
  trace::PayloadCursor payload(log.payload());
  for (const trace::Record& record : log.records()) put_record(record, payload.next(record));
  commit();
}

void Journal::recorded(const trace::Record& record, ByteView payload) {
  put_new_names();
  put_record(record, payload);
  commit();
}

void Journal::put_legend(const trace::Legend& legend) {
  for (const std::string& pdu : legend.pdus) put(Kind::pdu, body_of(pdu));
  for (const trace::Legend::InterfaceNames& interface : legend.interfaces) {
    Bytes body = body_of(interface.name);
    for (const std::string& operation : interface.operations) append(body, operation);
    put(Kind::interface, body);
  }
  for (const trace::Legend::RuleNames& rule : legend.rules) {
    Bytes body = body_of(rule.id);
    append(body, rule.kind);
    const ByteView line = bytes_of(rule.line);
    body.insert(body.end(), line.begin(), line.end());
    put(Kind::rule, body);
  }
}

void Journal::put_new_names() {
  for (; names_ < log_->name_count(); ++names_)
    put(Kind::name, body_of(log_->text(static_cast<trace::NameId>(names_))));
}

/// A connection is told when it is first met, and when it has become another's.
void Journal::put_connection(std::uint32_t number) {
  const trace::Connection& now = log_->connection(number);
  const ConnectionEntry entry{
      .number = number, .client = now.client, .service = now.service, .place = now.number};
  if (connections_.size() < number) connections_.resize(number);
  if (connections_[number - 1] == entry) return;
  connections_[number - 1] = entry;
  put(Kind::connection, bytes_of(entry));
}

void Journal::put_record(const trace::Record& record, ByteView payload) {
  if (record.connection != 0) put_connection(record.connection);
  put(Kind::record, bytes_of(record), payload);
}

void Journal::put(Kind kind, ByteView body, ByteView more) {
  const EntryHead head{.kind = kind, .size = static_cast<std::uint32_t>(body.size() + more.size())};
  if (!make_room(sizeof head + head.size)) return;
  Byte* const to = file_->bytes().data() + at_;
  std::memcpy(to, &head, sizeof head);
  if (!body.empty()) std::memcpy(to + sizeof head, body.data(), body.size());
  if (!more.empty()) std::memcpy(to + sizeof head + body.size(), more.data(), more.size());
  at_ += sizeof head + head.size;
}

/// Nothing follows what was left out, or a reader would take it for whole.
bool Journal::make_room(std::size_t size) {
  if (problem_) return false;
  const std::size_t has = file_->bytes().size();
  if (at_ + size <= has) return true;
  const std::size_t wanted = has + std::max(std::min(has, growth_max), size);
  if (wanted > bytes_max) {
    problem_ = make_error_code(boost::system::errc::file_too_large);
  } else if (const Result<void> grown = file_->grow(wanted); !grown) {
    problem_ = grown.error();
  }
  return !problem_;
}

void Journal::commit() {
  auto* const head = reinterpret_cast<Head*>(file_->bytes().data());
  std::atomic_ref<std::uint64_t>(head->committed)
      .store(at_ - sizeof(Head), std::memory_order_release);
}

}  // namespace ripcord::journal
