#include "transports/dcerpc/pdu_fields.hpp"

#include "transports/dcerpc/pdu_describer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace ripcord::dcerpc {
namespace {

template <typename Type>
void show_body(const Header& header, ByteView unit, protocol::FieldVisitor& visitor) {
  Type pdu;
  pdu.header = header;
  PduDescriber describer(PduDecoder(unit, header), visitor);
  walk_body(describer, pdu);
}

/// Octets for every part of an exemplar that is a view.
constexpr std::array<Byte, 4> filler{};

/// Gives every list one element, and every conditional field its condition.
void fill(Request& request) { request.header.pfc_flags |= pfc::object_uuid; }
void fill(Bind& bind) { bind.p_context_elem.push_back({.transfer_syntaxes = {ndr20}}); }
void fill(BindAck& ack) {
  ack.sec_addr = port_spec("135");
  ack.p_results.emplace_back();
}
void fill(BindNak& nak) { nak.versions.emplace_back(); }
void fill(Rts& rts) { rts.commands = filler; }
template <typename Type>
void fill(Type& /*pdu*/) {}

template <typename Type>
Bytes encode_exemplar(PduType ptype) {
  Type pdu;
  pdu.header.ptype = ptype;
  pdu.auth = SecTrailer{.auth_value = filler};
  if constexpr (requires { pdu.stub; }) {
    pdu.stub = filler;
    pdu.auth->auth_pad = filler;
    pdu.auth->auth_pad_length = filler.size();
  }
  if constexpr (requires { pdu.padding; }) pdu.padding = filler;
  fill(pdu);
  Bytes unit;
  encode(pdu, unit);
  return unit;
}

/// Collects names; an index like `[0]` is left out.
class NameCollector final : public protocol::FieldVisitor {
 public:
  void visit(const protocol::Field& field) override {
    std::string name(field.name);
    for (std::size_t at = name.find('['); at != std::string::npos; at = name.find('['))
      name.erase(at, name.find(']') + 1 - at);
    names.push_back(std::move(name));
  }

  std::vector<std::string> names;
};

std::vector<std::string> collect_names() {
  NameCollector collector;
  for (unsigned ptype = 0; ptype <= static_cast<unsigned>(PduType::rts); ++ptype)
    show_fields(exemplar(static_cast<PduType>(ptype)), collector);
  std::vector<std::string>& names = collector.names;
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return std::move(names);
}

}  // namespace

void show_fields(ByteView unit, protocol::FieldVisitor& visitor) {
  Header header;
  PduDescriber describer(PduDecoder(unit), visitor);
  walk_header(describer, header);
  if (unit.size() < header_size) return;
  if (unit.size() - header_size < sec_trailer_size + header.auth_length) header.auth_length = 0;
  with_pdu_type(header.ptype, [&]<typename Type>(std::type_identity<Type>) {
    if constexpr (!std::is_void_v<Type>) show_body<Type>(header, unit, visitor);
  });
}

std::span<const std::string_view> field_names() {
  static const std::vector<std::string> names = collect_names();
  static const std::vector<std::string_view> views(names.begin(), names.end());
  return views;
}

Bytes exemplar(PduType ptype) {
  return with_pdu_type(ptype, [&]<typename Type>(std::type_identity<Type>) -> Bytes {
    if constexpr (std::is_void_v<Type>) {
      return {};
    } else {
      return encode_exemplar<Type>(ptype);
    }
  });
}

}  // namespace ripcord::dcerpc
