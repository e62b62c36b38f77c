#pragma once

#include "transports/trace/log.hpp"

#include <cstdint>
#include <unordered_map>

namespace ripcord::proxy {

/// Adds up what the wire shows of calls, record by record: what a proxy can know of its peers.
class Witness final : public trace::Tap {
 public:
  /// `log` must outlive the witness.
  explicit Witness(const trace::Log& log) : log_(log) {}

  void recorded(const trace::Record& record, ByteView payload) override;
  /// Who is shown every record, too; nullable.
  void pass_on(trace::Tap* tap) { next_ = tap; }

  /// Calls whose first fragment a client sent.
  [[nodiscard]] std::uint64_t calls() const { return calls_; }
  /// Of those, calls of the protocol's directory.
  [[nodiscard]] std::uint64_t directory_calls() const { return directory_calls_; }
  /// Calls without an answer on connections that are still there.
  [[nodiscard]] std::uint64_t open_calls() const;
  /// Calls whose connection ended before they were answered, or whose answer a rule took away.
  [[nodiscard]] std::uint64_t lost_calls() const { return lost_calls_; }
  [[nodiscard]] std::uint64_t strikes() const { return strikes_; }
  /// Since the last time that a rule struck.
  [[nodiscard]] std::uint64_t calls_since_strike() const { return calls_since_strike_; }
  [[nodiscard]] std::uint64_t answers_since_strike() const { return answers_since_strike_; }

 private:
  /// A connection.
  struct Talk {
    std::uint64_t open = 0;
    /// Those that began before a rule struck last: their answers say nothing of recovery.
    std::uint64_t open_at_strike = 0;
  };

  void asked(const trace::Record& record);
  void answered(const trace::Record& record);
  void ended(const trace::Record& record);
  void struck();

  const trace::Log& log_;
  trace::Tap* next_ = nullptr;
  std::uint64_t calls_ = 0;
  std::uint64_t directory_calls_ = 0;
  std::uint64_t lost_calls_ = 0;
  /// The connection of the unit seen last, if that ended an answer; else 0.
  std::uint32_t answered_last_ = 0;
  std::uint64_t strikes_ = 0;
  std::uint64_t calls_since_strike_ = 0;
  std::uint64_t answers_since_strike_ = 0;
  /// By connection; those that made calls and have not ended. No order of theirs can be seen.
  std::unordered_map<std::uint32_t, Talk> talks_;
};

}  // namespace ripcord::proxy
