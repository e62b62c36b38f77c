#include "transports/shim/ending.hpp"

namespace ripcord::shim {

extern const FaultKind finish_kind{
    {.name = "finish",
     .family = Family::mid_stream,
     .summary = "Ends the connection in an orderly way (FIN).",
     .doc = "The ends that toward names read what was sent before and then the end of the stream, "
            "in the middle of whatever they were waiting for. Imitates a server that is shut down "
            "properly, or an idle timeout in a proxy: clients that expect only resets take it for "
            "a short answer.",
     .parameters = ending_parameters,
     .example = "{ when: { operation: BackupRead, pdu: request }, do: { finish: { at: after, "
                "toward: client } } }",
     .symptoms = symptom::ended},
    Target::units,
    Ending<&Emitter::finish>::make};

}  // namespace ripcord::shim
