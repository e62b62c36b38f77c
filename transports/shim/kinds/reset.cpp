#include "transports/shim/ending.hpp"

namespace ripcord::shim {

extern const FaultKind reset_kind{
    {.name = "reset",
     .family = Family::mid_stream,
     .summary = "Resets the connection (RST).",
     .doc = "The ends that toward names read what was sent before and then get ECONNRESET; "
            "everything later is lost. Imitates a server process that crashes, a firewall that "
            "expires a connection, or a load balancer that fails over: the classic half of a call "
            "executed and no answer.",
     .parameters = ending_parameters,
     .example = "{ when: { operation: BackupRead, pdu: response, nth: 2, offset: 512 }, do: { "
                "reset: { toward: client } } }",
     .symptoms = symptom::ended},
    Target::units,
    Ending<&Emitter::reset>::make,
    false,
    true};

}  // namespace ripcord::shim
