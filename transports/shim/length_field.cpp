#include "transports/shim/length_field.hpp"

#include <vector>

namespace ripcord::shim {
namespace {

/// Collects the fields that could be the length of a unit of `size` bytes.
class Candidates final : public protocol::FieldVisitor {
 public:
  explicit Candidates(std::uint64_t size) : size_(size) {}

  void visit(const protocol::Field& field) override {
    if (field.kind == protocol::FieldKind::integer && field.value == size_) {
      fields.push_back(field);
    }
  }

  std::vector<protocol::Field> fields;

 private:
  std::uint64_t size_;
};

void write(const protocol::Field& field, std::uint64_t value, Bytes& bytes) {
  for (std::size_t i = 0; i < field.width; ++i) {
    const bool little = field.order == ByteOrder::little_endian;
    const std::size_t place = little ? i : field.width - 1 - i;
    bytes[field.offset + place] = static_cast<Byte>(value >> (8 * i));
  }
}

}  // namespace

bool rewrite_length(const protocol::Protocol& protocol, ByteView whole, Bytes& shorter) {
  Candidates candidates(whole.size());
  protocol.fields(whole, candidates);
  for (const protocol::Field& field : candidates.fields) {
    if (field.width > sizeof field.value || field.offset + field.width > shorter.size()) continue;
    write(field, shorter.size(), shorter);
    const protocol::Frame frame = protocol.frame(shorter);
    if (frame.state == protocol::Frame::State::sized && frame.size == shorter.size()) return true;
    write(field, field.value, shorter);
  }
  return false;
}

}  // namespace ripcord::shim
