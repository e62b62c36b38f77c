#include "transports/shim/unit_trigger.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array<std::string_view, 2> words_of_direction{"to_server", "to_client"};

MadeTrigger make(const Value& value, const TriggerWords& /*words*/, Gate& gate) {
  const bool to_server = std::get<std::string>(value) == "to_server";
  gate.pdus[to_server ? 1 : 0] = 0;
  gate.happenings = false;
  return std::unique_ptr<Trigger>();
}

}  // namespace

extern const TriggerKind direction_kind{
    .parameter = {.name = "direction",
                  .type = ValueType::choice,
                  .doc = "Where the unit goes.",
                  .choices = words_of_direction},
    .doc = "to_server: sent by the client; to_client: sent by the server.",
    .example = "{ direction: to_client, fragment: last }",
    .make = make};

}  // namespace ripcord::shim
