#include "transports/shim/fault.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace ripcord::shim {
namespace {

constexpr std::array<std::string_view, 2> words_of_executed{"maybe", "no"};
constexpr std::array<std::string_view, 2> words_of_unit{"replaced", "kept"};
constexpr std::array parameters{
    Parameter{.name = "status",
              .type = ValueType::integer,
              .fallback = "0x1c010014",
              .doc = "Its status; by default nca_s_server_too_busy.",
              .low = 0,
              .high = 0xffffffff},
    Parameter{.name = "executed",
              .type = ValueType::choice,
              .fallback = "maybe",
              .doc = "`no` sets did_not_execute: the server vouches that nothing was done.",
              .choices = words_of_executed},
    Parameter{.name = "unit",
              .type = ValueType::choice,
              .fallback = "replaced",
              .doc = "Whether the fault comes in the unit's place, or ahead of it. A request that "
                     "is replaced never reaches the server.",
              .choices = words_of_unit}};

class InjectFault final : public Fault {
 public:
  explicit InjectFault(const Arguments& arguments)
      : forgery_{.kind = protocol::Forgery::Kind::failure,
                 .code = static_cast<std::uint32_t>(arguments.integer("status")),
                 .execution = arguments.text("executed") == "no"
                                  ? protocol::Forgery::Execution::not_begun
                                  : protocol::Forgery::Execution::unknown},
        replaces_(arguments.text("unit") == "replaced") {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    if (unit.kind != Unit::Kind::pdu) return;
    Decoded<Bytes> failure = emitter.protocol().forge(emitter.bytes(), forgery_);
    if (!failure) return;
    if (replaces_ && unit.direction == Direction::to_client) {
      return emitter.replace(*std::move(failure));
    }
    emitter.inject(Direction::to_client, *std::move(failure));
    if (replaces_) emitter.drop();
  }

 private:
  protocol::Forgery forgery_;
  bool replaces_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<InjectFault>(arguments);
}

}  // namespace

extern const FaultKind inject_fault_kind{
    {.name = "inject_fault",
     .family = Family::mid_stream,
     .summary = "Answers the unit's call with a fault.",
     .doc =
         "In place of a response the call was executed and the client is told that it failed; in "
         "place of a request the server never hears of it. Only a fault with did_not_execute "
         "allows to call again: one without it may hide a call that was executed. Imitates servers "
         "that are too busy, out of memory, restarted, or wrong about their contexts "
         "(0x1c00001a), whatever server it really is.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: request, nth: 2 }, do: { inject_fault: { "
                "status: 0x1c010014, executed: no } } }",
     .symptoms = symptom::rejected | symptom::forgotten},
    Target::units,
    make};

}  // namespace ripcord::shim
