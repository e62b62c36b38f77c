#include "transports/shim/fault.hpp"
#include "transports/shim/fault_parameters.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{toward_parameter, at_parameter};

class Reset final : public Fault {
 public:
  explicit Reset(const Arguments& arguments)
      : toward_(toward_of(arguments)), site_(site_of(arguments)) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    if (const std::optional<std::size_t> strike = emitter.strike()) {
      emitter.forward_prefix(*strike);
    } else if (site_ == trace::Site::after) {
      emitter.forward();
    }
    emitter.reset(toward_);
  }

 private:
  Toward toward_;
  trace::Site site_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Reset>(arguments);
}

}  // namespace

extern const FaultKind reset_kind{
    {.name = "reset",
     .family = Family::mid_stream,
     .summary = "Resets the connection (RST).",
     .doc = "The ends that toward names read what was sent before and then get ECONNRESET; "
            "everything later is lost. Imitates a server process that crashes, a firewall that "
            "expires a connection, or a load balancer that fails over: the classic half of a call "
            "executed and no answer.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: response, nth: 2, offset: 512 }, do: { "
                "reset: { toward: client } } }"},
    Target::units,
    make};

}  // namespace ripcord::shim
