#pragma once

#include "tests/conformance/stage.hpp"
#include "tests/shim_support/shim_bench.hpp"
#include "transports/relay/connector.hpp"
#include "transports/relay/relays.hpp"
#include "transports/shim/rules.hpp"
#include "transports/trace/log.hpp"

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace ripcord::conformance {

/// What reading to the end brought.
struct Told {
  Bytes bytes;
  ErrorCode end;
};

/// What became of a wish to connect, at both of its ends.
struct Dialled {
  /// `connected`, `waiting`, or the error.
  std::string client;
  /// `accepted` or `nobody`.
  std::string server;
  friend bool operator==(const Dialled&, const Dialled&) = default;
  friend void PrintTo(const Dialled& dialled, std::ostream* out) {
    *out << dialled.client << " / " << dialled.server;
  }
};

/// A connection of a real transport with a shim in its way, whose two ends are raw: a test writes
/// and reads what it likes.
class Relayed {
 public:
  explicit Relayed(const std::string& transport) : stage_(make_network_stage(transport)) {}

  /// Connects through a shim with these rules of the toy protocol.
  void establish(const std::vector<shim::RuleText>& rules);

  /// The same where a rule may keep them from being connected: what there is to see of it once they
  /// are, or nothing has come of it for a while.
  Dialled dial(const std::vector<shim::RuleText>& rules);

  /// All that arrives at `stream`, to its end or error.
  Told read_to_end(io::Stream& stream);
  /// The next `size` bytes that arrive; fewer if the stream ends before.
  Bytes read(io::Stream& stream, std::size_t size);
  /// Writes until nothing has moved for a while, and returns how much was taken.
  std::size_t fill(io::Stream& stream);
  /// Writes all of `bytes`, which must be taken.
  void put(io::Stream& stream, const Bytes& bytes);
  /// Writes what is taken of `bytes`: the stream may end meanwhile.
  void try_put(io::Stream& stream, const Bytes& bytes);

  [[nodiscard]] NetworkStage& stage() { return *stage_; }
  [[nodiscard]] std::unique_ptr<io::Stream>& client() { return client_; }
  [[nodiscard]] std::unique_ptr<io::Stream>& server() { return server_; }

 private:
  void put_rules(const std::vector<shim::RuleText>& rules);

  class NoCommands final : public relay::CommandSink {
   public:
    void perform(shim::RuleIndex /*rule*/, const shim::Scope& /*scope*/) override {}
  };
  class OneLane final : public relay::Lanes {
   public:
    std::string_view service_at(const io::Address& /*address*/) override { return "server"; }
  };

  std::unique_ptr<NetworkStage> stage_;
  std::unique_ptr<shim::RuleSet> set_;
  std::unique_ptr<trace::Log> log_;
  std::unique_ptr<shim::Rules> rules_;
  NoCommands commands_;
  OneLane lanes_;
  std::unique_ptr<relay::Relays> relays_;
  std::unique_ptr<relay::Connector> connector_;
  std::unique_ptr<io::Stream> client_;
  std::unique_ptr<io::Stream> server_;
};

}  // namespace ripcord::conformance
