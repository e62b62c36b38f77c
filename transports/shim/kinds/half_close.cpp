#include "transports/shim/fault.hpp"

#include <array>
#include <optional>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{Parameter{
    .name = "grace",
    .type = ValueType::duration,
    .doc = "How long the other direction goes on; then its receiver sees a reset. Without "
           "it: until the peers end it."}};

class HalfClose final : public Fault {
 public:
  explicit HalfClose(const Arguments& arguments) {
    if (arguments.has("grace")) grace_ = arguments.duration("grace");
  }

  void on_unit(const Unit& unit, Emitter& emitter) override {
    emitter.forward();
    emitter.finish(unit.direction == Direction::to_client ? Toward::client : Toward::server);
    if (grace_) emitter.wake_later(*grace_);
  }
  // Whose direction has ended already is not told twice.
  void on_wake(Emitter& emitter) override { emitter.reset(Toward::both); }

 private:
  std::optional<Duration> grace_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<HalfClose>(arguments);
}

}  // namespace

extern const FaultKind half_close_kind{
    {.name = "half_close",
     .family = Family::mid_stream,
     .summary = "Ends the unit's direction behind it (FIN); the other one goes on for a while.",
     .doc = "The receiver of the unit reads it whole and then the end of the stream, but what it "
            "sends still arrives, and is executed. What comes back is lost. Imitates a peer that "
            "shuts its sending side and goes on reading, and the proxies and NATs between, which "
            "give a half-closed connection a shorter life than an open one (1 to 2 minutes are "
            "usual): a client that sends on such a connection has its call run and never learns "
            "what came of it.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: response, nth: 2 }, do: { half_close: { "
                "grace: 1m } } }",
     .symptoms = symptom::ended},
    Target::units,
    make};

}  // namespace ripcord::shim
