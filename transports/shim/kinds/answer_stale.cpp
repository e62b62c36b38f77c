#include "transports/shim/fault.hpp"

#include <array>
#include <optional>
#include <ranges>
#include <utility>
#include <vector>

namespace ripcord::shim {
namespace {

using Entries = std::vector<protocol::DirectoryEntry>;

constexpr std::array parameters{Parameter{
    .name = "port",
    .type = ValueType::integer,
    .doc = "The port that the answer names. Without it, the first answer that passed on that "
           "lane is given again.",
    .low = 1,
    .high = 65535}};

class AnswerStale final : public Fault {
 public:
  explicit AnswerStale(const Arguments& arguments) {
    if (arguments.has("port")) port_ = static_cast<std::uint16_t>(arguments.integer("port"));
  }

  void on_skip(const Unit& unit, const protocol::Protocol& protocol) override {
    std::optional<Entries> entries = protocol.directory().learn(unit.info, unit.bytes);
    if (entries) remembered(unit.scope, *entries);
  }

  void on_unit(const Unit& unit, Emitter& emitter) override {
    const protocol::Directory& directory = emitter.protocol().directory();
    std::optional<Entries> entries = directory.learn(unit.info, unit.bytes);
    if (!entries) return;
    Entries stale = port_ ? with_port(*entries, *port_) : remembered(unit.scope, *entries);
    if (stale == *entries) return;
    Decoded<Bytes> answer = directory.answer(
        unit.info,
        emitter.bytes(),
        {.kind = protocol::AnswerEdit::Kind::entries, .entries = std::move(stale)});
    if (answer) emitter.replace(*std::move(answer));
  }

 private:
  struct Answer {
    Scope scope;
    Entries entries;
  };

  [[nodiscard]] static Entries with_port(Entries entries, std::uint16_t port) {
    for (protocol::DirectoryEntry& entry : entries) entry.port = port;
    return entries;
  }

  /// The lane's first answer to the same question. An answer without entries does not say what the
  /// question was: it is taken for the lane's latest.
  Entries remembered(const Scope& scope, const Entries& entries) {
    for (const Answer& one : answers_ | std::views::reverse) {
      const bool same_lane = one.scope.client == scope.client && one.scope.service == scope.service;
      const bool same_question =
          entries.empty() || one.entries.front().interface == entries.front().interface;
      if (same_lane && same_question) return one.entries;
    }
    if (!entries.empty() && answers_.size() < answers_max) {
      answers_.push_back({.scope = scope, .entries = entries});
    }
    return entries;
  }

  /// Interfaces that a rule remembers; more are not repeated.
  static constexpr std::size_t answers_max = 1024;

  std::optional<std::uint16_t> port_;
  std::vector<Answer> answers_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<AnswerStale>(arguments);
}

}  // namespace

extern const FaultKind answer_stale_kind{
    {.name = "answer_stale",
     .family = Family::endpoint_mapper,
     .summary = "The endpoint mapper's answer names an endpoint of yesterday.",
     .doc =
         "An answer of the endpoint mapper is changed on the wire, whoever wrote it: it gives once "
         "more what was first given for that interface on that lane, or the given port. Imitates a "
         "mapper that keeps the registration of a server process that died, so that its clients "
         "dial a port where nobody, or somebody else, listens.",
     .parameters = parameters,
     .example =
         "{ when: { operation: ept_map, pdu: response, nth: 2.. }, do: { answer_stale: {} } }",
     .symptoms = symptom::misled | symptom::refused | symptom::missing},
    Target::units,
    make};

}  // namespace ripcord::shim
