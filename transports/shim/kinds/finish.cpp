#include "transports/shim/fault.hpp"
#include "transports/shim/fault_parameters.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{toward_parameter, at_parameter};

class Finish final : public Fault {
 public:
  explicit Finish(const Arguments& arguments)
      : toward_(toward_of(arguments)), site_(site_of(arguments)) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    if (const std::optional<std::size_t> strike = emitter.strike()) {
      emitter.forward_prefix(*strike);
    } else if (site_ == trace::Site::after) {
      emitter.forward();
    }
    emitter.finish(toward_);
  }

 private:
  Toward toward_;
  trace::Site site_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Finish>(arguments);
}

}  // namespace

extern const FaultKind finish_kind{
    {.name = "finish",
     .family = Family::mid_stream,
     .summary = "Ends the connection in an orderly way (FIN).",
     .doc = "The ends that toward names read what was sent before and then the end of the stream, "
            "in the middle of whatever they were waiting for. Imitates a server that is shut down "
            "properly, or an idle timeout in a proxy: clients that expect only resets take it for "
            "a short answer.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: request }, do: { finish: { at: after, "
                "toward: client } } }"},
    Target::units,
    make};

}  // namespace ripcord::shim
