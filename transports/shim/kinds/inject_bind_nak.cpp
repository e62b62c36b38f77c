#include "transports/shim/fault.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace ripcord::shim {
namespace {

constexpr std::array<std::string_view, 2> words_of_connection{"closed", "kept"};
constexpr std::array parameters{
    Parameter{.name = "reason",
              .type = ValueType::integer,
              .fallback = "1",
              .doc = "provider_reject_reason: 0 not specified, 1 temporary congestion, 2 local "
                     "limit exceeded, 4 protocol version not supported, ...",
              .low = 0,
              .high = 65535},
    Parameter{.name = "connection",
              .type = ValueType::choice,
              .fallback = "closed",
              .doc = "Whether the connection ends behind it, as with a server that means it.",
              .choices = words_of_connection}};

class InjectBindNak final : public Fault {
 public:
  explicit InjectBindNak(const Arguments& arguments)
      : forgery_{.kind = protocol::Forgery::Kind::refusal,
                 .code = static_cast<std::uint32_t>(arguments.integer("reason"))},
        closes_(arguments.text("connection") == "closed") {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    if (unit.kind != Unit::Kind::pdu) return;
    Decoded<Bytes> refusal = emitter.protocol().forge(emitter.bytes(), forgery_);
    if (!refusal) return;
    emitter.inject(Direction::to_client, *std::move(refusal));
    emitter.drop();
    if (closes_) emitter.finish(Toward::both);
  }

 private:
  protocol::Forgery forgery_;
  bool closes_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<InjectBindNak>(arguments);
}

}  // namespace

extern const FaultKind inject_bind_nak_kind{
    {.name = "inject_bind_nak",
     .family = Family::mid_stream,
     .summary = "Answers the unit with a bind_nak.",
     .doc =
         "In place of a bind the server never hears of it; in place of a bind_ack it believes in "
         "an association that the client was refused. Reasons 1 and 2 are load, and pass; 0 is "
         "what servers say to an association group that they do not know. Imitates a server at "
         "its limits, or restarted. Nothing was executed, so to try again is safe; to take it for "
         "final, or to try for ever, is the bug.",
     .parameters = parameters,
     .example = "{ when: { pdu: bind, service: information-store, connection: 2 }, do: { "
                "inject_bind_nak: { reason: 2 } } }",
     .symptoms = symptom::rejected | symptom::forgotten | symptom::ended},
    Target::units,
    make};

}  // namespace ripcord::shim
