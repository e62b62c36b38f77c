#include "harness/proxy/witness.hpp"

#include "harness/scenario/known_names.hpp"

#include <algorithm>

namespace ripcord::proxy {

using trace::Record;
using trace::What;

namespace {

/// Whether the unit that a rule did this to does not reach its receiver whole.
bool takes_away(trace::Verb verb) {
  using trace::Verb;
  return verb == Verb::drop || verb == Verb::reset || verb == Verb::finish ||
         verb == Verb::replace || verb == Verb::forward_prefix;
}

}  // namespace

void Witness::recorded(const Record& record, ByteView payload) {
  if (next_ != nullptr) next_->recorded(record, payload);
  if (record.what == What::unit) answered_last_ = 0;
  const bool is_call = record.what == What::unit && record.operation != trace::no_operation;
  if (is_call && record.direction == 0) {
    if ((record.flags & trace::flag::first_fragment) != 0) asked(record);
  } else if (is_call) {
    if ((record.flags & trace::flag::last_fragment) != 0) answered(record);
  } else if (record.what == What::fired) {
    struck();
  } else if (record.what == What::verb && takes_away(record.verb)) {
    // The answer was seen, and nobody gets it.
    if (answered_last_ != 0 && answered_last_ == record.connection) ++lost_calls_;
    answered_last_ = 0;
  } else if (record.what == What::finish || record.what == What::reset) {
    ended(record);
  }
}

/// After a reset, and after the server has finished sending, no answer comes any more.
void Witness::ended(const Record& record) {
  if (record.what == What::finish && record.direction == 0) return;
  const auto at = talks_.find(record.connection);
  if (at == talks_.end()) return;
  lost_calls_ += at->second.open;
  talks_.erase(at);
}

void Witness::asked(const Record& record) {
  ++calls_;
  ++calls_since_strike_;
  ++talks_[record.connection].open;
  if (log_.text(log_.connection(record.connection).service) == scenario::mapper_name)
    ++directory_calls_;
}

void Witness::answered(const Record& record) {
  const auto at = talks_.find(record.connection);
  if (at == talks_.end()) return;
  Talk& talk = at->second;
  if (talk.open == 0) return;
  --talk.open;
  answered_last_ = record.connection;
  // Answers come in the order of their calls, as far as this has to know.
  if (talk.open_at_strike > 0) {
    --talk.open_at_strike;
  } else {
    ++answers_since_strike_;
  }
}

void Witness::struck() {
  ++strikes_;
  calls_since_strike_ = 0;
  answers_since_strike_ = 0;
  for (auto& [connection, talk] : talks_) talk.open_at_strike = talk.open;
}

std::uint64_t Witness::open_calls() const {
  std::uint64_t count = 0;
  for (const auto& [connection, talk] : talks_) count += talk.open;
  return count;
}

}  // namespace ripcord::proxy
