#include "transports/base/nearest.hpp"
#include "transports/shim/unit_trigger.hpp"

#include <algorithm>
#include <optional>

namespace ripcord::shim {
namespace {

std::optional<std::uint8_t> pdu_of(std::string_view word, std::span<const std::string_view> names) {
  if (word == "connect") return trace::connect_pdu;
  if (word == "bytes") return trace::opaque_pdu;
  const auto at = std::ranges::find(names, word);
  if (at == names.end()) return std::nullopt;
  return static_cast<std::uint8_t>(at - names.begin());
}

MadeTrigger make(const Value& value, const TriggerWords& words, Gate& gate) {
  const std::span<const std::string_view> names = words.protocol.pdu_names();
  std::uint64_t mask = 0;
  for (const std::string& word : std::get<Names>(value).words) {
    const std::optional<std::uint8_t> pdu = pdu_of(word, names);
    if (!pdu) {
      const std::string near = nearest(word, names);
      return ValueError("a PDU type of " + std::string(words.protocol.name()) +
                        ", connect or bytes, not '" + word + "'" +
                        (near.empty() ? "" : "; did you mean " + near + "?"));
    }
    mask |= std::uint64_t{1} << *pdu;
  }
  gate.pdus[0] &= mask;
  gate.pdus[1] &= mask;
  gate.happenings = false;
  return std::unique_ptr<Trigger>();
}

}  // namespace

extern const TriggerKind pdu_kind{
    .parameter = {.name = "pdu",
                  .type = ValueType::names,
                  .doc = "The PDU type, or several: request, response, bind, ..."},
    .doc =
        "Names are the specification's. connect is a client's wish to connect, which comes before "
        "any byte; bytes is a stretch of a stream in which framing is lost.",
    .example = "{ pdu: [response, fault], nth: 2 }",
    .make = make};

}  // namespace ripcord::shim
