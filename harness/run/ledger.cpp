#include "harness/run/ledger.hpp"

#include <algorithm>

namespace ripcord::run {

using world::Event;

namespace {

/// An ordinary run makes no more calls.
constexpr std::size_t usual_calls = 16;

}  // namespace

void Ledger::observe(const world::Speaker& speaker, const world::Happening& happening, Time now) {
  switch (happening.event) {
    case Event::call_retried:
      ++client(speaker.number).retries;
      count_try(speaker.number);
      observe_call(speaker, happening, now);
      break;
    case Event::call_started:
    case Event::call_executed:
    case Event::call_finished:
      observe_call(speaker, happening, now);
      break;
    case Event::handle_created:
      ++server(speaker.number).handles_created;
      break;
    case Event::handle_destroyed:
      ++server(speaker.number).handles_destroyed;
      break;
    case Event::handle_run_down:
      ++server(speaker.number).handles_run_down;
      break;
    case Event::connection_accepted:
      ++server(speaker.number).connections_accepted;
      break;
    case Event::connection_ended:
      ++server(speaker.number).connections_ended;
      break;
    case Event::file_opened:
      files_served_.push_back(
          {speaker.number, std::string(happening.subject), happening.size, happening.digest});
      break;
    case Event::file_received:
      files_received_.push_back(
          {speaker.number, std::string(happening.subject), happening.size, happening.digest});
      break;
    case Event::connected:
    case Event::connect_failed:
      count_try(speaker.number);
      break;
    case Event::reconnected:
      ++client(speaker.number).reconnects;
      break;
    case Event::mapper_queried:
      ++client(speaker.number).mapper_queries;
      break;
    case Event::peer_crashed:
      crashed_ = true;
      break;
    default:
      break;
  }
}

void Ledger::observe_call(const world::Speaker& speaker,
                          const world::Happening& happening,
                          Time now) {
  if (happening.event == Event::call_started) {
    ++client(speaker.number).calls;
    ++started_;
    if (happening.intent == 0) return;
    if (calls_.empty()) calls_.reserve(usual_calls);
    CallEntry& call = calls_.emplace_back();
    call.intent = happening.intent;
    call.speaker = speaker.number;
    call.operation = happening.operation;
    if (happening.interface != nullptr) call.interface = *happening.interface;
    call.started = now;
    return;
  }
  if (happening.event == Event::call_finished) ++finished_;
  if (happening.event == Event::call_executed && happening.intent == 0)
    return count_anonymous(happening);
  CallEntry* call = find(happening.intent);
  if (call == nullptr) return;
  if (happening.event == Event::call_retried) ++call->retried;
  if (happening.event == Event::call_executed) ++call->executed;
  if (happening.event == Event::call_finished) {
    call->finished = true;
    call->status = happening.status;
  }
}

void Ledger::count_anonymous(const world::Happening& happening) {
  if (happening.interface == nullptr) return;
  for (AnonymousExecutions& entry : anonymous_) {
    if (entry.interface != *happening.interface || entry.operation != happening.operation) continue;
    ++entry.count;
    return;
  }
  anonymous_.push_back({*happening.interface, happening.operation, 1});
}

CallEntry* Ledger::find(std::uint64_t intent) {
  if (intent == 0) return nullptr;
  // Calls end soon after they began: nearly always this is the last one.
  for (std::size_t i = calls_.size(); i-- > 0;) {
    if (calls_[i].intent == intent) return &calls_[i];
  }
  return nullptr;
}

bool Ledger::served(const FileEntry& file) const {
  return std::any_of(files_served_.begin(), files_served_.end(), [&](const FileEntry& one) {
    return one.name == file.name && one.size == file.size && one.digest == file.digest;
  });
}

const CallEntry* Ledger::open_call() const {
  for (std::size_t i = calls_.size(); i-- > 0;) {
    if (!calls_[i].finished) return &calls_[i];
  }
  return nullptr;
}

Metrics& Ledger::client(std::uint32_t speaker) {
  if (clients_.size() <= speaker) clients_.resize(speaker + 1);
  return clients_[speaker];
}

Metrics Ledger::metrics(std::uint32_t speaker) const {
  return speaker < clients_.size() ? clients_[speaker] : Metrics{};
}

Metrics Ledger::metrics() const {
  Metrics sum;
  for (const Metrics& entry : clients_) {
    sum.calls += entry.calls;
    sum.retries += entry.retries;
    sum.reconnects += entry.reconnects;
    sum.mapper_queries += entry.mapper_queries;
  }
  return sum;
}

void Ledger::count_try(std::uint32_t speaker) {
  Effort& entry = effort(speaker);
  const std::uint64_t calls = client(speaker).calls;
  if (entry.calls != calls) entry = {.speaker = speaker, .calls = calls, .most = entry.most};
  entry.most = std::max(entry.most, ++entry.tries);
}

Effort& Ledger::effort(std::uint32_t speaker) {
  for (Effort& entry : efforts_) {
    if (entry.speaker == speaker) return entry;
  }
  return efforts_.emplace_back(Effort{.speaker = speaker});
}

ServerEntry& Ledger::server(std::uint32_t speaker) {
  for (ServerEntry& entry : servers_) {
    if (entry.speaker == speaker) return entry;
  }
  return servers_.emplace_back(ServerEntry{.speaker = speaker});
}

}  // namespace ripcord::run
