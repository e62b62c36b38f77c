#pragma once

#include "harness/proxy/door.hpp"
#include "harness/proxy/reachability.hpp"
#include "harness/proxy/witness.hpp"
#include "harness/run/production.hpp"
#include "harness/run/result.hpp"
#include "transports/relay/command_sink.hpp"
#include "transports/relay/relays.hpp"
#include "transports/shim/guest_book.hpp"
#include "transports/shim/rules.hpp"
#include "transports/trace/log.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace ripcord::proxy {

/// The rules of one scenario while a proxy follows them, and the connections that began under them:
/// these stay under them to their end, whatever is in force by then.
class Regime final : private relay::CommandSink {
 public:
  /// How much of the trace is kept in memory.
  struct Memory {
    trace::Payload payload = trace::Payload::none;
    trace::Log::Limits limits{.records = 0, .payload_bytes = 0};
  };
  struct Setting {
    /// Hears of upstreams that cannot be reached.
    Reachability& reachability;
    io::Runtime& runtime;
    /// Towards the upstreams.
    io::Network& network;
    std::uint64_t seed = 1;
    Memory memory;
  };

  /// `production` has no actions (`unplayable`). What `setting` refers to outlives the regime.
  Regime(std::unique_ptr<run::Production> production, const Setting& setting);
  ~Regime();
  Regime(const Regime&) = delete;
  Regime& operator=(const Regime&) = delete;

  /// A client called `name` came through `door`.
  void admit(Door& door,
             std::unique_ptr<io::Stream> client,
             const std::string& name,
             std::unique_ptr<shim::Rewriter> rewriter);

  /// Every record from now on is shown to `tap`, too, which must outlive the regime; null = to
  /// nobody.
  void show(trace::Tap* tap) { witness_.pass_on(tap); }

  [[nodiscard]] const run::Production& production() const { return *production_; }
  [[nodiscard]] const shim::Rules& rules() const { return rules_; }
  [[nodiscard]] const shim::GuestBook& guests() const { return guests_; }
  [[nodiscard]] const Witness& witness() const { return witness_; }
  [[nodiscard]] const trace::Log& log() const { return *log_; }
  /// Connections that have not ended.
  [[nodiscard]] std::size_t connections() const { return relays_ ? relays_->size() : 0; }

  /// Ends every connection that is still there. Nobody is admitted afterwards.
  void close();
  /// Judges what was seen and hands over the trace; last, after `close`. `elapsed`: how long the
  /// regime was in force.
  [[nodiscard]] run::RunResult result(Duration elapsed);

 private:
  void perform(shim::RuleIndex rule, const shim::Scope& scope) override;
  void dialled(const io::Address& upstream, const ErrorCode& error) override {
    setting_.reachability.note(upstream, error);
  }

  std::unique_ptr<run::Production> production_;
  Setting setting_;
  std::unique_ptr<trace::Log> log_;
  Witness witness_;
  shim::Rules rules_;
  shim::GuestBook guests_;
  std::optional<relay::Relays> relays_;
  /// When it was closed.
  std::size_t connections_left_ = 0;
};

}  // namespace ripcord::proxy
