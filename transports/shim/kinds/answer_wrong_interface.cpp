#include "transports/shim/answer_edit.hpp"
#include "transports/shim/fault.hpp"

#include <utility>
#include <vector>

namespace ripcord::shim {
namespace {

class AnswerWrongInterface final : public Fault {
 public:
  void on_unit(const Unit& unit, Emitter& emitter) override {
    std::vector<protocol::DirectoryEntry> entries = answered_entries(unit, emitter);
    if (entries.empty()) return;
    // One bit makes a UUID that nobody has been given.
    for (protocol::DirectoryEntry& entry : entries) entry.interface.uuid.time_low ^= 1U;
    edit_answer(unit,
                {.kind = protocol::AnswerEdit::Kind::entries, .entries = std::move(entries)},
                emitter);
  }
};

std::unique_ptr<Fault> make(const Arguments& /*arguments*/) {
  return std::make_unique<AnswerWrongInterface>();
}

}  // namespace

extern const FaultKind answer_wrong_interface_kind{
    {.name = "answer_wrong_interface",
     .family = Family::endpoint_mapper,
     .summary = "The towers of the endpoint mapper's answer are another interface's.",
     .doc = "An answer of the endpoint mapper is changed on the wire, whoever wrote it; anything "
            "else passes. Ports stay, the interface in floor 1 does not. Imitates a mapping that "
            "somebody else has overwritten, as any program could on NT 4.0, or an answer to "
            "another's question. Windows' documents let clients believe it, and Wine, Samba and "
            "Impacket do: they take the port and go.",
     .example = "{ when: { interface: epmapper, operation: ept_map, pdu: response, nth: 2 }, do: { "
                "answer_wrong_interface: {} } }",
     .symptoms = symptom::misled},
    Target::units,
    make};

}  // namespace ripcord::shim
