#include "transports/shim/field_edit.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/nearest.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::shim {
namespace {

bool is_number(const protocol::Field& field) {
  const bool counts =
      field.kind == protocol::FieldKind::integer || field.kind == protocol::FieldKind::flags;
  return counts && field.width <= sizeof field.value;
}

class Collector final : public protocol::FieldVisitor {
 public:
  explicit Collector(std::string_view wanted) : wanted_(wanted) {}

  void visit(const protocol::Field& field) override {
    if (!is_number(field) || !is_meant_by(wanted_, field.name)) return;
    fields.push_back(field);
    fields.back().name = {};
  }

  std::vector<protocol::Field> fields;

 private:
  /// The caller's.
  std::string_view wanted_;
};

}  // namespace

bool is_meant_by(std::string_view wanted, std::string_view name) {
  if (name == wanted) return true;
  std::size_t at = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '[') {
      i = name.find(']', i);
      if (i == std::string_view::npos) return false;
      continue;
    }
    if (at == wanted.size() || name[i] != wanted[at]) return false;
    ++at;
  }
  return at == wanted.size();
}

std::string unknown_field(const protocol::Protocol& protocol, std::string_view name) {
  const std::span<const std::string_view> names = protocol.field_names();
  const bool known =
      std::ranges::any_of(names, [&](std::string_view one) { return is_meant_by(one, name); });
  if (known) return {};
  const std::string near = nearest(name, names);
  return "a field of " + std::string(protocol.name()) + ", not '" + std::string(name) + "'" +
         (near.empty() ? "" : "; did you mean " + near + "?");
}

std::vector<protocol::Field> numbers_called(std::string_view wanted,
                                            const protocol::Protocol& protocol,
                                            ByteView unit) {
  Collector collector(wanted);
  protocol.fields(unit, collector);
  return std::move(collector.fields);
}

void write_field(const protocol::Field& field, std::uint64_t value, Bytes& unit) {
  RIPCORD_ASSERT(field.width <= sizeof value);
  RIPCORD_ASSERT(field.offset + field.width <= unit.size());
  for (std::size_t i = 0; i < field.width; ++i) {
    const bool little = field.order == ByteOrder::little_endian;
    const std::size_t place = little ? i : field.width - 1 - i;
    unit[field.offset + place] = static_cast<Byte>(value >> (8 * i));
  }
}

}  // namespace ripcord::shim
