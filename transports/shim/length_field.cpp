#include "transports/shim/length_field.hpp"

#include "transports/shim/field_edit.hpp"

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

}  // namespace

bool rewrite_length(const protocol::Protocol& protocol, ByteView whole, Bytes& shorter) {
  Candidates candidates(whole.size());
  protocol.fields(whole, candidates);
  for (const protocol::Field& field : candidates.fields) {
    if (field.width > sizeof field.value || field.offset + field.width > shorter.size()) continue;
    write_field(field, shorter.size(), shorter);
    const protocol::Frame frame = protocol.frame(shorter);
    if (frame.state == protocol::Frame::State::sized && frame.size == shorter.size()) return true;
    write_field(field, field.value, shorter);
  }
  return false;
}

}  // namespace ripcord::shim
