#include "transports/shim/fault.hpp"

#include <vector>

namespace ripcord::shim {
namespace {

class ReplayEarlier final : public Fault {
 public:
  void on_skip(const Unit& unit, const protocol::Protocol& /*protocol*/) override {
    remember(unit);
  }

  void on_unit(const Unit& unit, Emitter& emitter) override {
    if (const Earlier* earlier = find(unit)) emitter.inject(unit.direction, earlier->bytes);
    remember(unit);
  }

 private:
  struct Earlier {
    std::uint32_t connection = 0;
    Direction direction = Direction::to_server;
    Bytes bytes;
  };

  /// Connections whose latest unit a rule remembers; beyond, the oldest is forgotten.
  static constexpr std::size_t earlier_max = 256;

  [[nodiscard]] Earlier* find(const Unit& unit) {
    for (Earlier& one : earlier_) {
      if (one.connection == unit.scope.id && one.direction == unit.direction) return &one;
    }
    return nullptr;
  }

  void remember(const Unit& unit) {
    Earlier* known = find(unit);
    if (known == nullptr) {
      if (earlier_.size() == earlier_max) earlier_.erase(earlier_.begin());
      known = &earlier_.emplace_back(unit.scope.id, unit.direction);
    }
    known->bytes.assign(unit.bytes.begin(), unit.bytes.end());
  }

  std::vector<Earlier> earlier_;
};

std::unique_ptr<Fault> make(const Arguments& /*arguments*/) {
  return std::make_unique<ReplayEarlier>();
}

}  // namespace

extern const FaultKind replay_earlier_kind{
    {.name = "replay_earlier",
     .family = Family::mid_stream,
     .summary = "Delivers, ahead of the unit, the one before it once more.",
     .doc =
         "The one before is the latest that this `when` selected on the connection, in the same "
         "direction, struck or not; with none, nothing happens. Imitates an answer that comes "
         "twice: to a call that was given up and repeated, or out of a buffer that was not "
         "emptied. A client that does not look at call_id takes yesterday's data for today's. Of "
         "a request it is one that a client's retry sends without need: it must not be executed "
         "twice.",
     .example = "{ when: { operation: BackupRead, pdu: response, nth: 3 }, do: { replay_earlier: "
                "{} } }",
     .symptoms = symptom::garbled},
    Target::units,
    make};

}  // namespace ripcord::shim
