#include "transports/shim/link.hpp"

#include "transports/base/assert.hpp"

#include <utility>

namespace ripcord::shim {
namespace {

/// Taken bytes that may stay in front of the queue before they are moved out of the way.
constexpr std::size_t slack_bytes = std::size_t{64} << 10U;

bool is_bytes(const Link::Parcel& parcel) {
  return parcel.kind == Link::Parcel::Kind::effect && parcel.effect.kind == Effect::Kind::bytes;
}

bool is_command(const Link::Parcel& parcel) {
  return parcel.kind == Link::Parcel::Kind::effect && parcel.effect.kind == Effect::Kind::command;
}

bool is_end(const Link::Parcel& parcel) {
  const Effect::Kind kind = parcel.effect.kind;
  return parcel.kind == Link::Parcel::Kind::effect &&
         (kind == Effect::Kind::finish || kind == Effect::Kind::reset);
}

}  // namespace

void Link::queue_bytes(ByteView bytes, Time ready) {
  put(bytes, {.ready = ready, .effect = {.kind = Effect::Kind::bytes}});
}

void Link::queue_write(ByteView bytes, Time ready) {
  put(bytes, {.ready = ready, .effect = {.kind = Effect::Kind::bytes}, .starts_write = true});
}

void Link::queue_lent(ByteView bytes, Time now) {
  if (!empty() && parcels_.back().lent && lent_.data() + lent_.size() == bytes.data()) {
    parcels_.back().size += static_cast<std::uint32_t>(bytes.size());
    lent_ = {lent_.data(), lent_.size() + bytes.size()};
    return;
  }
  const bool waits = blocked() || (!empty() && parcels_.back().ready > now);
  if (shut_ || waits || !lent_.empty()) return queue_bytes(bytes, now);
  parcels_.push_back({.ready = now,
                      .size = static_cast<std::uint32_t>(bytes.size()),
                      .effect = {.kind = Effect::Kind::bytes},
                      .lent = true});
  lent_ = bytes;
}

void Link::queue(Effect effect, Time ready) {
  if (shut_ && effect.kind != Effect::Kind::command) return;
  parcels_.push_back({.ready = ready, .effect = effect});
}

void Link::queue_late(Effect effect, const Gap& into) {
  effect.rule = into.rule;
  queue(effect, into.until);
}

void Link::queue_barrier(RuleIndex rule, Time ready) {
  if (shut_) return;
  ++barriers_;
  parcels_.push_back({.ready = ready, .effect = {.rule = rule}, .kind = Parcel::Kind::barrier});
}

bool Link::lift(RuleIndex rule, Time now) {
  const bool bridged = gap && gap->rule == rule;
  bool lifted = bridged;
  for (std::size_t i = head_; i < parcels_.size(); ++i) {
    Parcel& parcel = parcels_[i];
    const bool waits = parcel.kind == Parcel::Kind::barrier || (bridged && is_end(parcel));
    if (!waits || parcel.effect.rule != rule) continue;
    parcel.ready = now;
    lifted = true;
  }
  if (bridged) gap.reset();
  return lifted;
}

Effect Link::take(Time now, ByteView& bytes, std::optional<RuleIndex>& healed) {
  while (!empty() && parcels_[head_].ready <= now) {
    const Parcel front = parcels_[head_];
    if (front.kind == Parcel::Kind::barrier) {
      healed = front.effect.rule;
      --barriers_;
      pop();
      continue;
    }
    if (is_bytes(front) && counts.delivered >= kept_from_) return {};
    std::size_t size = front.size;
    pop();
    if (front.effect.kind != Effect::Kind::bytes) return front.effect;
    if (front.lent) {
      bytes = std::exchange(lent_, {});
      counts.delivered += size;
      return front.effect;
    }
    while (!empty() && is_bytes(parcels_[head_]) && !parcels_[head_].starts_write &&
           !parcels_[head_].lent && parcels_[head_].ready <= now &&
           counts.delivered + size < kept_from_) {
      size += parcels_[head_].size;
      pop();
    }
    bytes = hand_over(size);
    return front.effect;
  }
  return {};
}

void Link::overwrite(const Edit& edit) {
  RIPCORD_ASSERT(lent_.empty());
  RIPCORD_ASSERT(edit.position >= counts.delivered);
  RIPCORD_ASSERT(edit.position < position());
  queued_[taken_ + static_cast<std::size_t>(edit.position - counts.delivered)] = edit.value;
}

Time Link::kept_deadline() const {
  const Parcel& front = parcels_[head_];
  return is_bytes(front) && counts.delivered >= kept_from_ ? never : front.ready;
}

std::uint64_t Link::discard(Time now) {
  std::vector<Parcel> commands;
  for (std::size_t i = head_; i < parcels_.size(); ++i) {
    if (!is_command(parcels_[i])) continue;
    commands.push_back(parcels_[i]);
    commands.back().ready = now;
  }
  const std::uint64_t lost = queued_.size() - taken_ + lent_.size() + held_bytes();
  parcels_ = std::move(commands);
  head_ = 0;
  queued_.clear();
  taken_ = 0;
  lent_ = {};
  held.clear();
  barriers_ = 0;
  counts.discarded += lost;
  return lost;
}

std::size_t Link::waiting() const {
  return framing.waiting() + queued_.size() - taken_ + lent_.size() + held_bytes();
}

Ledger Link::ledger() const {
  Ledger ledger = counts;
  ledger.waiting = waiting();
  return ledger;
}

void Link::put(ByteView bytes, Parcel parcel) {
  if (bytes.empty()) return;
  if (shut_) {
    counts.discarded += bytes.size();
    return;
  }
  const bool begins_kept = position() == kept_from_;
  queued_.insert(queued_.end(), bytes.begin(), bytes.end());
  parcel.size = static_cast<std::uint32_t>(bytes.size());
  // Bytes that may leave together are one parcel, so that a busy link's queue stays short.
  if (!empty() && is_bytes(parcels_.back()) && !parcels_.back().lent && !parcel.starts_write &&
      !begins_kept && parcels_.back().ready == parcel.ready) {
    parcels_.back().size += parcel.size;
    return;
  }
  parcels_.push_back(parcel);
}

void Link::pop() {
  ++head_;
  if (head_ < parcels_.size()) return;
  parcels_.clear();
  head_ = 0;
}

ByteView Link::hand_over(std::size_t size) {
  counts.delivered += size;
  if (taken_ == 0 && size == queued_.size()) {
    shown_.swap(queued_);
    queued_.clear();
    return shown_;
  }
  const auto begin = queued_.begin() + static_cast<std::ptrdiff_t>(taken_);
  shown_.assign(begin, begin + static_cast<std::ptrdiff_t>(size));
  taken_ += size;
  RIPCORD_ASSERT(taken_ <= queued_.size());
  if (taken_ == queued_.size() || taken_ > slack_bytes) {
    queued_.erase(queued_.begin(), queued_.begin() + static_cast<std::ptrdiff_t>(taken_));
    taken_ = 0;
  }
  return shown_;
}

std::size_t Link::held_bytes() const {
  std::size_t size = 0;
  for (const Held& unit : held) size += unit.bytes.size();
  return size;
}

}  // namespace ripcord::shim
