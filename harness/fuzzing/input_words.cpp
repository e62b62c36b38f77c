#include "harness/fuzzing/input_words.hpp"

#include "transports/protocol/field.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::fuzzing {
namespace {

/// More units, or bytes, than anybody reads.
constexpr std::size_t units_max = 20;
constexpr std::size_t bytes_max = 256;

std::string hex(ByteView bytes) {
  std::string text;
  for (const Byte byte : bytes.first(std::min(bytes.size(), bytes_max)))
    text += fmt::format("{}{:02x}", text.empty() ? "" : " ", byte);
  if (bytes.size() > bytes_max) text += fmt::format(" ... ({} bytes)", bytes.size());
  return text;
}

struct FieldWords final : protocol::FieldVisitor {
  void visit(const protocol::Field& field) override {
    const bool has_number =
        field.kind == protocol::FieldKind::integer || field.kind == protocol::FieldKind::flags;
    if (has_number) text += fmt::format(" {}={}", field.name, field.value);
    if (!has_number && field.width > 0) text += fmt::format(" {}[{}]", field.name, field.width);
  }
  std::string text;
};

std::string unit_words(ByteView unit, const protocol::Protocol& protocol) {
  const protocol::InterfaceTable interfaces;
  const auto conversation = protocol.converse(interfaces);
  const auto info = conversation->observe(protocol::Direction::to_server, unit);
  FieldWords fields;
  protocol.fields(unit, fields);
  return fmt::format(
      "{} of {} bytes:{}\n", protocol.pdu_names()[info.pdu], unit.size(), fields.text);
}

std::string units_words(ByteView input,
                        std::size_t prefix_size,
                        const protocol::Protocol& protocol) {
  const std::size_t prefix = std::min(prefix_size, input.size());
  std::string text;
  if (prefix > 0) text += "choices: " + hex(input.first(prefix)) + "\n";
  input = input.subspan(prefix);
  for (std::size_t count = 0; count < units_max; ++count) {
    const protocol::Frame frame = protocol.frame(input);
    if (frame.state != protocol::Frame::State::sized || frame.size > input.size()) break;
    text += unit_words(input.first(frame.size), protocol);
    input = input.subspan(frame.size);
  }
  if (!input.empty()) text += "then: " + hex(input) + "\n";
  return text;
}

bool is_text(ByteView input) {
  return !input.empty() && std::ranges::all_of(input, [](Byte byte) {
    return byte == '\n' || byte == '\t' || (byte >= 0x20 && byte < 0x7f);
  });
}

}  // namespace

std::string input_words(const Target& target, ByteView input, const protocol::Protocol& protocol) {
  if (target.shape == Shape::units) return units_words(input, target.prefix_size, protocol);
  if (is_text(input) && input.size() <= bytes_max) return {input.begin(), input.end()};
  return fmt::format("bytes: {}\n", hex(input));
}

}  // namespace ripcord::fuzzing
