#include "transports/shim/fault.hpp"
#include "transports/shim/fault_parameters.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{toward_parameter, for_parameter, until_parameter};

class Stall final : public Fault {
 public:
  explicit Stall(const Arguments& arguments)
      : toward_(toward_of(arguments)), wait_(wait_of(arguments)) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    const std::optional<std::size_t> strike = emitter.strike();
    if (!strike) return emitter.stall(toward_, wait_);
    // The front goes, the rest waits behind the stall.
    const ByteView rest = emitter.bytes().subspan(std::min(*strike, emitter.bytes().size()));
    Bytes kept(rest.begin(), rest.end());
    emitter.forward_prefix(*strike);
    emitter.stall(toward_, wait_);
    emitter.inject(unit.direction, std::move(kept));
  }

 private:
  Toward toward_;
  std::optional<Duration> wait_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Stall>(arguments);
}

}  // namespace

extern const FaultKind stall_kind{
    {.name = "stall",
     .family = Family::mid_stream,
     .summary = "Stops moving bytes; the connection stays open.",
     .doc =
         "From the unit on, nothing moves toward the ends that toward names, and their peers are "
         "not read, so that their writes block once buffers are full. When it is over, everything "
         "goes on in order. Imitates a receiver that no longer reads, a hung server process, or a "
         "network path that swallows packets for a while. On real sockets both machines still "
         "acknowledge what they are sent (`silence: acknowledged` in the trace): only cut_host is "
         "silence to the kernel, too.",
     .parameters = parameters,
     .example =
         "{ when: { operation: BackupRead, call: 2, pdu: response }, do: { stall: { for: 5s } } }",
     .symptoms = symptom::missing},
    Target::units,
    make,
    true};

}  // namespace ripcord::shim
