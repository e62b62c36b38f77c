#include "tests/shim_support/shim_bench.hpp"

#include "tests/support/hex.hpp"
#include "transports/base/assert.hpp"
#include "transports/base/quantity.hpp"

#include <array>
#include <optional>

namespace ripcord::shim {
namespace {

constexpr std::array<std::string_view, 2> actions{"move_endpoint", "restart"};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> flow_items(std::string_view text) {
  text = text.substr(1, text.size() - 2);
  std::vector<std::string_view> items;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    items.push_back(trimmed(text.substr(0, comma)));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return items;
}

Value value_of(const Parameter& parameter, std::string_view text) {
  if (parameter.type == ValueType::names && text.starts_with('[')) {
    Names names;
    for (const std::string_view item : flow_items(text)) names.words.emplace_back(item);
    return names;
  }
  if (parameter.type == ValueType::field_values) {
    FieldValues values;
    for (const std::string_view item : flow_items(text)) {
      const std::size_t colon = item.find(':');
      const auto value = parse_integer(trimmed(item.substr(colon + 1)));
      values.fields.push_back({.name = std::string(trimmed(item.substr(0, colon))),
                               .value = static_cast<std::uint64_t>(value.value_or(0))});
    }
    return values;
  }
  auto value = parse_value(parameter, text);
  RIPCORD_ASSERT(value.has_value());
  return *std::move(value);
}

Arguments arguments_of(const FaultKind& kind, const RuleText::Pairs& pairs) {
  Arguments arguments;
  for (const auto& [name, text] : pairs) {
    const Parameter* found = nullptr;
    for (const Parameter& parameter : kind.parameters) {
      if (parameter.name == name) found = &parameter;
    }
    RIPCORD_ASSERT(found != nullptr);
    arguments.set(name, value_of(*found, text));
  }
  return with_fallbacks(std::move(arguments), kind.parameters);
}

std::string_view effect_name(Effect::Kind kind) {
  switch (kind) {
    case Effect::Kind::connect:
      return "connect";
    case Effect::Kind::connect_in_vain:
      return "connect in vain";
    case Effect::Kind::accept:
      return "accept";
    case Effect::Kind::refuse:
      return "refuse";
    case Effect::Kind::finish:
      return "finish";
    case Effect::Kind::reset:
      return "reset";
    case Effect::Kind::end:
      return "end";
    case Effect::Kind::none:
    case Effect::Kind::bytes:
    case Effect::Kind::command:
      break;
  }
  return "?";
}

RuleSet::Sources sources() {
  return {.protocol = toy::toy_protocol(), .interfaces = toy::interfaces(), .actions = actions};
}

std::vector<RuleSpec> specs(std::initializer_list<RuleText> texts) {
  std::vector<RuleSpec> result;
  for (const RuleText& text : texts) result.push_back(spec(text));
  return result;
}

}  // namespace

Selection selection(const RuleText::Pairs& when) {
  Selection result;
  for (const auto& [key, text] : when) {
    const TriggerKind* kind = find_trigger_kind(key);
    const Parameter unknown{.name = key};
    result.conditions.push_back(
        {.key = std::string(key), .value = value_of(kind ? kind->parameter : unknown, text)});
  }
  return result;
}

RuleSpec spec(const RuleText& text) {
  RuleSpec result{.id = std::string(text.id),
                  .line = 7,
                  .when = selection(text.when),
                  .counting = text.counting,
                  .kind = std::string(text.kind)};
  if (const FaultKind* kind = find_fault_kind(text.kind)) {
    result.arguments = arguments_of(*kind, text.with);
  }
  return result;
}

RuleSet compiled(const std::vector<RuleSpec>& specs) {
  auto set = RuleSet::compile(specs, sources());
  RIPCORD_ASSERT(set.has_value());
  return *std::move(set);
}

std::vector<RuleError> compile_errors(const std::vector<RuleSpec>& specs) {
  auto set = RuleSet::compile(specs, sources());
  return set ? std::vector<RuleError>{} : set.error();
}

ShimBench::ShimBench(std::initializer_list<RuleText> rules, std::uint64_t seed)
    : set_(compiled(specs(rules))),
      log_(set_.legend(), trace::Payload::full),
      rules_(set_, seed, log_) {}

void ShimBench::begin(Wire::Lane lane) {
  wires_.push_back(std::make_unique<Wire>(rules_, lane, now, nullptr));
}

void ShimBench::open(Wire::Lane lane) {
  begin(lane);
  RIPCORD_ASSERT(at_server() == "connect");
  wire().established(now);
  RIPCORD_ASSERT(at_client() == "accept");
}

std::string ShimBench::taken(Direction direction) {
  std::string text;
  ByteView bytes;
  wire().wake(now);
  for (;;) {
    const Effect effect = wire().take(direction, now, bytes);
    if (effect.kind == Effect::Kind::none) return text;
    if (!text.empty()) text += " | ";
    if (effect.kind == Effect::Kind::bytes) {
      text += hex_text(bytes);
    } else if (effect.kind == Effect::Kind::command) {
      text += "command " + std::to_string(effect.rule);
    } else {
      text += effect_name(effect.kind);
    }
    if (effect.kind == Effect::Kind::end) return text;
  }
}

void ShimBench::publish(std::string_view event) {
  rules_.publish(now, {.event = event, .service = "server"}, commands);
}

}  // namespace ripcord::shim
