#include "transports/shim/answer_edit.hpp"
#include "transports/shim/fault.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::shim {
namespace {

constexpr std::array<std::string_view, 4> words_of_sequence{
    "ncadg_ip_udp", "ncacn_np", "ncacn_http", "ncalrpc"};
constexpr std::array parameters{Parameter{.name = "sequence",
                                          .type = ValueType::choice,
                                          .fallback = "ncadg_ip_udp",
                                          .doc = "The protocol sequence of every tower.",
                                          .choices = words_of_sequence}};

class AnswerWrongProtocol final : public Fault {
 public:
  explicit AnswerWrongProtocol(const Arguments& arguments)
      : sequence_(arguments.text("sequence")) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    std::vector<protocol::DirectoryEntry> entries = answered_entries(unit, emitter);
    if (entries.empty()) return;
    for (protocol::DirectoryEntry& entry : entries) entry.protocol_sequence = sequence_;
    edit_answer(unit,
                {.kind = protocol::AnswerEdit::Kind::entries, .entries = std::move(entries)},
                emitter);
  }

 private:
  std::string sequence_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<AnswerWrongProtocol>(arguments);
}

}  // namespace

extern const FaultKind answer_wrong_protocol_kind{
    {.name = "answer_wrong_protocol",
     .family = Family::endpoint_mapper,
     .summary = "The towers of the endpoint mapper's answer are those of another protocol.",
     .doc = "An answer of the endpoint mapper is changed on the wire, whoever wrote it; anything "
            "else passes. A client that asked for TCP is told of UDP, of a named pipe, of HTTP or "
            "of a local port. Imitates a server that is registered on every protocol sequence, "
            "with a mapper that does not sort: most towers of a Windows machine are local ones. "
            "Who reads floor 4 for a port without looking at its kind dials into the dark.",
     .parameters = parameters,
     .example = "{ when: { interface: epmapper, operation: ept_map, pdu: response, nth: 2 }, do: { "
                "answer_wrong_protocol: { sequence: ncacn_np } } }",
     .symptoms = symptom::unregistered},
    Target::units,
    make};

}  // namespace ripcord::shim
