#include "transports/shim/answer_edit.hpp"
#include "transports/shim/fault.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::shim {
namespace {

constexpr std::array<std::string_view, 2> differences{"uuid", "version"};
constexpr std::array parameters{
    Parameter{.name = "differs",
              .type = ValueType::choice,
              .fallback = "uuid",
              .doc = "What tells the interface from the one that was asked for: its UUID, or only "
                     "its major version.",
              .choices = differences},
    Parameter{.name = "port",
              .type = ValueType::integer,
              .doc = "The port of every tower. Without it ports stay.",
              .low = 1,
              .high = 65535}};

class AnswerWrongInterface final : public Fault {
 public:
  explicit AnswerWrongInterface(const Arguments& arguments)
      : of_version_(arguments.text("differs") == "version") {
    if (arguments.has("port")) port_ = static_cast<std::uint16_t>(arguments.integer("port"));
  }

  void on_unit(const Unit& unit, Emitter& emitter) override {
    std::vector<protocol::DirectoryEntry> entries = answered_entries(unit, emitter);
    if (entries.empty()) return;
    for (protocol::DirectoryEntry& entry : entries) change(entry);
    edit_answer(unit,
                {.kind = protocol::AnswerEdit::Kind::entries, .entries = std::move(entries)},
                emitter);
  }

 private:
  void change(protocol::DirectoryEntry& entry) const {
    // One bit makes a UUID that nobody has been given, and a version that is not served.
    if (of_version_) {
      entry.interface.major_version ^= 1U;
    } else {
      entry.interface.uuid.time_low ^= 1U;
    }
    entry.port = port_.value_or(entry.port);
  }

  bool of_version_;
  std::optional<std::uint16_t> port_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<AnswerWrongInterface>(arguments);
}

}  // namespace

extern const FaultKind answer_wrong_interface_kind{
    {.name = "answer_wrong_interface",
     .family = Family::endpoint_mapper,
     .summary = "The towers of the endpoint mapper's answer are another interface's.",
     .doc =
         "An answer of the endpoint mapper is changed on the wire, whoever wrote it; anything "
         "else passes. Floor 1 names an interface that nobody asked for, and the port may be its "
         "own. Imitates a mapping that somebody else has overwritten, as any program could on "
         "NT 4.0, an answer to another's question, and a mapper that does not sort versions. "
         "Windows' documents let clients believe it, and Wine, Samba and Impacket do: they take "
         "the port and go.",
     .parameters = parameters,
     .example = "{ when: { interface: epmapper, operation: ept_map, pdu: response, nth: 2 }, do: { "
                "answer_wrong_interface: {} } }",
     .symptoms = symptom::misled},
    Target::units,
    make};

}  // namespace ripcord::shim
