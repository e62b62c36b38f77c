#include "transports/shim/fault.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{
    Parameter{.name = "by",
              .type = ValueType::duration_range,
              .doc = "How long; of a range, each point of the wire has its own share.",
              .required = true}};

class Delay final : public Fault {
 public:
  explicit Delay(const Arguments& arguments) : by_(arguments.duration_range("by")) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    const auto span = static_cast<std::uint64_t>((by_.high - by_.low).count());
    emitter.forward_after(by_.low + Duration(emitter.choose(span + 1)));
  }

 private:
  DurationRange by_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Delay>(arguments);
}

}  // namespace

extern const FaultKind delay_kind{
    {.name = "delay",
     .family = Family::mid_stream,
     .summary = "Delivers the unit later; what follows it waits too.",
     .doc =
         "The unit, or the connect, arrives late, and the order of the stream is kept. Imitates a "
         "slow disk behind the server or a slow network: answers come after the client's time "
         "limit, when it has already tried again.",
     .parameters = parameters,
     .example =
         "{ when: { operation: BackupRead, pdu: response }, do: { delay: { by: 200ms..2s } } }",
     .symptoms = symptom::late},
    Target::units_and_connects,
    make};

}  // namespace ripcord::shim
