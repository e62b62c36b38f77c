#include "transports/shim/answer_edit.hpp"
#include "transports/shim/fault.hpp"

#include <array>
#include <utility>
#include <vector>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{Parameter{.name = "port",
                                          .type = ValueType::integer,
                                          .fallback = "1",
                                          .doc = "Its port, where nobody should listen.",
                                          .low = 1,
                                          .high = 65535}};

class AnswerDeadTower final : public Fault {
 public:
  explicit AnswerDeadTower(const Arguments& arguments)
      : port_(static_cast<std::uint16_t>(arguments.integer("port"))) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    std::vector<protocol::DirectoryEntry> entries = answered_entries(unit, emitter);
    if (entries.empty()) return;
    protocol::DirectoryEntry dead = entries.front();
    dead.port = port_;
    entries.insert(entries.begin(), std::move(dead));
    edit_answer(unit,
                {.kind = protocol::AnswerEdit::Kind::entries, .entries = std::move(entries)},
                emitter);
  }

 private:
  std::uint16_t port_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<AnswerDeadTower>(arguments);
}

}  // namespace

extern const FaultKind answer_dead_tower_kind{
    {.name = "answer_dead_tower",
     .family = Family::endpoint_mapper,
     .summary = "The endpoint mapper's answer begins with a tower of a dead port.",
     .doc =
         "An answer of the endpoint mapper is changed on the wire, whoever wrote it; anything else "
         "passes. The towers that it had follow. Imitates a server that registered anew after a "
         "crash without replacing what it had registered before. Clients may be given several "
         "towers, and should try them all; Wine takes the first and fails for ever.",
     .parameters = parameters,
     .example = "{ when: { interface: epmapper, operation: ept_map, pdu: response, nth: 1 }, do: { "
                "answer_dead_tower: {} } }",
     .symptoms = symptom::misled | symptom::refused},
    Target::units,
    make};

}  // namespace ripcord::shim
