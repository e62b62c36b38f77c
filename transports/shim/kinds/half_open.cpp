#include "transports/shim/fault.hpp"
#include "transports/shim/fault_parameters.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{toward_parameter, for_parameter, until_parameter};

class HalfOpen final : public Fault {
 public:
  explicit HalfOpen(const Arguments& arguments)
      : toward_(toward_of(arguments)), wait_(wait_of(arguments)) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    const Toward receiver =
        unit.direction == Direction::to_client ? Toward::client : Toward::server;
    if (toward_ == Toward::both || toward_ == receiver) emitter.drop();
    emitter.swallow(toward_, wait_);
  }

 private:
  Toward toward_;
  std::optional<Duration> wait_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<HalfOpen>(arguments);
}

}  // namespace

extern const FaultKind half_open_kind{
    {.name = "half_open",
     .family = Family::stale_binding,
     .summary = "From the unit on, whatever is sent on the connection vanishes.",
     .doc =
         "Unlike with stall the senders are not held up: their machines take every byte, and "
         "nobody is ever told, not even that the other end closed. The connection looks alive and "
         "is not. Imitates a peer that lost its power, a firewall or NAT that forgot the "
         "connection, a virtual machine that was moved: only a time limit of its own helps a "
         "client, and a server keeps the context handles of the vanished for hours. When it is "
         "over, units pass again, those between are lost. On real sockets, and so through the "
         "proxy, "
         "the machines acknowledge what they are sent (`silence: acknowledged` in the trace), "
         "which "
         "programs cannot see; only cut_host is silence to the kernel, too.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: request, nth: 2 }, do: { half_open: {} } }",
     .symptoms = symptom::missing},
    Target::units,
    make,
    true};

}  // namespace ripcord::shim
