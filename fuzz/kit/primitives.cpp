#include "fuzz/kit/primitives.hpp"

namespace ripcord::fuzz {
namespace {

/// Longer than any string that an interface of this project carries.
constexpr std::uint32_t string_size_max = 64;

Primitive read_one(dcerpc::NdrReader& reader, std::uint8_t kind) {
  switch (kind % std::variant_size_v<Primitive>) {
    case 0:
      return reader.u8();
    case 1:
      return reader.u16();
    case 2:
      return reader.u32();
    case 3:
      return reader.u64();
    case 4:
      return reader.uuid();
    case 5:
      return reader.interface_id();
    case 6:
      return reader.context_handle();
    case 7:
      return VaryingString{reader.varying_string(string_size_max)};
    default:
      return ConformantString{reader.conformant_varying_string(string_size_max)};
  }
}

struct Write {
  dcerpc::NdrWriter& writer;

  void operator()(std::uint8_t value) const { writer.u8(value); }
  void operator()(std::uint16_t value) const { writer.u16(value); }
  void operator()(std::uint32_t value) const { writer.u32(value); }
  void operator()(std::uint64_t value) const { writer.u64(value); }
  void operator()(const Uuid& value) const { writer.uuid(value); }
  void operator()(const dcerpc::SyntaxId& value) const { writer.interface_id(value); }
  void operator()(const dcerpc::ContextHandle& value) const { writer.context_handle(value); }
  void operator()(const VaryingString& value) const { writer.varying_string(value.text); }
  void operator()(const ConformantString& value) const {
    writer.conformant_varying_string(value.text);
  }
};

}  // namespace

Primitives read_primitives(dcerpc::NdrReader& reader, ByteView kinds) {
  Primitives primitives;
  for (const std::uint8_t kind : kinds) {
    if (reader.failed()) break;
    primitives.push_back(read_one(reader, kind));
  }
  return primitives;
}

void write_primitives(dcerpc::NdrWriter& writer, const Primitives& primitives) {
  for (const Primitive& primitive : primitives) std::visit(Write{writer}, primitive);
}

}  // namespace ripcord::fuzz
