#include "transports/shim/fault.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace ripcord::shim {
namespace {

constexpr std::array<std::string_view, 2> words_of_at{"before", "after"};
constexpr std::array<std::string_view, 2> words_of_toward{"server", "client"};
constexpr std::array parameters{Parameter{.name = "at",
                                          .type = ValueType::choice,
                                          .fallback = "after",
                                          .doc = "Ahead of the unit, or behind it.",
                                          .choices = words_of_at},
                                Parameter{.name = "toward",
                                          .type = ValueType::choice,
                                          .fallback = "server",
                                          .doc = "Who gets it. No client may ever be sent one.",
                                          .choices = words_of_toward}};

class InjectOrphaned final : public Fault {
 public:
  explicit InjectOrphaned(const Arguments& arguments)
      : after_(arguments.text("at") == "after"),
        direction_(arguments.text("toward") == "server" ? Direction::to_server
                                                        : Direction::to_client) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    if (unit.kind != Unit::Kind::pdu) return;
    Decoded<Bytes> orphaned =
        emitter.protocol().forge(emitter.bytes(), {.kind = protocol::Forgery::Kind::abandonment});
    if (!orphaned) return;
    if (after_) emitter.forward();
    emitter.inject(direction_, *std::move(orphaned));
  }

 private:
  bool after_;
  Direction direction_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<InjectOrphaned>(arguments);
}

}  // namespace

extern const FaultKind inject_orphaned_kind{
    {.name = "inject_orphaned",
     .family = Family::mid_stream,
     .summary = "Gives the unit's call up in the client's name.",
     .doc =
         "An orphaned PDU with the unit's call_id. A server must ignore it for calls that it does "
         "not know or still collects, and may stop those that it executes; before a bind it is a "
         "protocol error that ends the connection. Imitates a client whose user cancelled, and, "
         "toward the client, a proxy or peer that echoes what it gets.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: request, nth: 2 }, do: { inject_orphaned: "
                "{} } }",
     .symptoms = symptom::garbled | symptom::missing | symptom::ended},
    Target::units,
    make};

}  // namespace ripcord::shim
