#include "transports/shim/fault.hpp"
#include "transports/shim/fault_parameters.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{for_parameter, until_parameter};

class Blackhole final : public Fault {
 public:
  explicit Blackhole(const Arguments& arguments) : wait_(wait_of(arguments)) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override { emitter.blackhole(wait_); }

 private:
  std::optional<Duration> wait_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Blackhole>(arguments);
}

}  // namespace

extern const FaultKind blackhole_kind{
    {.name = "blackhole",
     .family = Family::stale_binding,
     .summary = "Never answers the client's connect.",
     .doc =
         "The client's connect neither succeeds nor fails; when it is over, the server is dialled "
         "as if nothing had been. Imitates a host that is gone or a firewall that drops silently: "
         "a client without a time limit of its own waits for minutes. So it is for clients of "
         "ours (`silence: unanswered` in the trace); on `tcp` and `local` their connect goes to a "
         "listener whose backlog is full, so the kernel drops its SYN, asks again, and gives up "
         "after some two minutes. A program of somebody else comes in by a "
         "listener, in `run`, `serve` and `proxy`: before any rule can see its connect this "
         "machine "
         "has accepted it, so what it meets is a connection on which nothing comes, and whose "
         "bytes are acknowledged (`silence: accepted`). To have its connect, too, not answered by "
         "the "
         "kernel, let a rule take the port over before it dials (take_over_port, `by: full`), or "
         "cut the host off (cut_host).",
     .parameters = parameters,
     .example = "{ when: { service: information-store, connection: 2 }, do: { blackhole: { for: "
                "30s } } }",
     .symptoms = symptom::missing},
    Target::connects,
    make,
    true};

}  // namespace ripcord::shim
