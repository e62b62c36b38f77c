#include "transports/shim/answer_edit.hpp"
#include "transports/shim/fault.hpp"

#include <array>
#include <vector>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{
    Parameter{.name = "connects",
              .type = ValueType::integer,
              .fallback = "1",
              .doc = "How many connects one answer of the endpoint mapper allows.",
              .low = 1,
              .high = 65535},
    Parameter{.name = "life",
              .type = ValueType::duration,
              .fallback = "1m",
              .doc = "How long after the answer they are allowed."}};

class ExpirePinhole final : public Fault {
 public:
  explicit ExpirePinhole(const Arguments& arguments)
      : connects_(arguments.integer("connects")), life_(arguments.duration("life")) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    Pinhole& pinhole = pinhole_of(unit.scope.client);
    if (unit.kind == Unit::Kind::connect) {
      if (pinhole.connects == 0 || emitter.now() >= pinhole.closes) {
        return emitter.blackhole(std::nullopt);
      }
      --pinhole.connects;
      return emitter.forward();
    }
    if (unit.kind != Unit::Kind::pdu || answered_entries(unit, emitter).empty()) return;
    pinhole.connects = connects_;
    pinhole.closes = after(emitter.now(), life_);
    emitter.forward();
  }

 private:
  struct Pinhole {
    trace::NameId client = trace::no_name;
    std::int64_t connects = 0;
    Time closes{};
  };

  Pinhole& pinhole_of(trace::NameId client) {
    for (Pinhole& pinhole : pinholes_) {
      if (pinhole.client == client) return pinhole;
    }
    return pinholes_.emplace_back(client);
  }

  std::int64_t connects_;
  Duration life_;
  std::vector<Pinhole> pinholes_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<ExpirePinhole>(arguments);
}

}  // namespace

extern const FaultKind expire_pinhole_kind{
    {.name = "expire_pinhole",
     .family = Family::stale_binding,
     .summary = "Lets a client connect only where the endpoint mapper has just sent it.",
     .doc =
         "The rule's `when` selects both the mapper's answers and the connects: each answer opens "
         "the way for so many connects within so long, any other connect is never answered. "
         "Connections that stand go on. Imitates firewalls that read ept_map answers and open a "
         "dynamic port for the client that asked: one that dials a cached endpoint waits for a "
         "timeout, although server, port and mapping are all right.",
     .parameters = parameters,
     .example = "{ when: { any: [ { operation: ept_map, pdu: response }, { pdu: connect, service: "
                "information-store } ] }, do: { expire_pinhole: { life: 30s } } }",
     .symptoms = symptom::missing},
    Target::units_and_connects,
    make};

}  // namespace ripcord::shim
