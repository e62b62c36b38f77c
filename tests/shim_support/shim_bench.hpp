#pragma once

#include "tests/shim_support/toy_protocol.hpp"
#include "transports/shim/rules.hpp"
#include "transports/shim/wire.hpp"

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::shim {

/// A rule as a scenario would spell it: every value is text.
struct RuleText {
  using Pairs = std::vector<std::pair<std::string_view, std::string_view>>;

  std::string_view id = "rule";
  /// Conditions of `when:`. A value that begins with `[` or `{` is a list or a map in flow style.
  Pairs when;
  std::string_view kind = "drop";
  /// Arguments of the kind.
  Pairs with;
  Counting counting;
};

/// `text` as the scenario reader would give it; a value that cannot be read ends the test program.
[[nodiscard]] RuleSpec spec(const RuleText& text);
[[nodiscard]] Selection selection(const RuleText::Pairs& when);

/// The toy protocol's rules, compiled; wrong rules end the test program. `move_endpoint` and
/// `restart` are actions.
[[nodiscard]] RuleSet compiled(const std::vector<RuleSpec>& specs);
[[nodiscard]] std::vector<RuleError> compile_errors(const std::vector<RuleSpec>& specs);

/// A run's rules and log with one wire of lane `client > server`, driven by hand. Time stands still
/// until a test moves it.
class ShimBench {
 public:
  explicit ShimBench(std::initializer_list<RuleText> rules, std::uint64_t seed = 1);

  /// Opens a connection and takes the effects of connecting; the latest one is `wire()`.
  void open(Wire::Lane lane = {.client = "client", .service = "server"});
  /// As `open`, without looking at what the wire says.
  void begin(Wire::Lane lane = {.client = "client", .service = "server"});

  /// The client, or the server, sends.
  void to_server(const Bytes& bytes) { wire().offer(Direction::to_server, now, bytes); }
  void to_client(const Bytes& bytes) { wire().offer(Direction::to_client, now, bytes); }

  /// Takes whatever is ready. Bytes are shown as their digits, other effects by their names:
  /// `54 02 | finish`.
  [[nodiscard]] std::string taken(Direction direction);
  [[nodiscard]] std::string at_server() { return taken(Direction::to_server); }
  [[nodiscard]] std::string at_client() { return taken(Direction::to_client); }

  [[nodiscard]] Wire& wire() { return *wires_.back(); }
  [[nodiscard]] Rules& rules() { return rules_; }
  [[nodiscard]] trace::Log& log() { return log_; }
  [[nodiscard]] std::uint64_t fired(RuleIndex rule = 0) { return rules_.account(rule).fired; }
  /// Happens to service `server`; the actions are left in `commands`.
  void publish(std::string_view event);

  Time now{};
  std::vector<RuleIndex> commands;

 private:
  RuleSet set_;
  trace::Log log_;
  Rules rules_;
  std::vector<std::unique_ptr<Wire>> wires_;
};

}  // namespace ripcord::shim
