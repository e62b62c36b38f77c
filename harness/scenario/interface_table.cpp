#include "transports/protocol/interface_table.hpp"

#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/tables.hpp"
#include "transports/base/quantity.hpp"
#include "transports/base/uuid.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace ripcord::scenario {
namespace {

constexpr std::string_view uuid_schema =
    R"({"type": "string", "pattern": "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"})";
constexpr std::string_view version_schema =
    R"({"type": ["string", "number"], "pattern": "^[0-9]+(\\.[0-9]+)?$"})";

void read_uuid(FieldReader& reader, Node& node, const Field&, protocol::Interface& interface) {
  const std::optional<Uuid> uuid = node.is_scalar() ? Uuid::parse(node.text) : std::nullopt;
  if (!uuid) {
    reader.error(node.place,
                 "`uuid` must be a UUID such as 8a885d04-1ceb-11c9-9fe8-08002b104860, not " +
                     described(node));
    return;
  }
  interface.id.uuid = *uuid;
}

std::optional<std::uint16_t> parse_version_number(std::string_view text) {
  const std::optional<std::int64_t> number = parse_integer(text);
  if (!number || *number < 0 || *number > 0xffff) return std::nullopt;
  return static_cast<std::uint16_t>(*number);
}

void read_version(FieldReader& reader, Node& node, const Field&, protocol::Interface& interface) {
  const std::string_view text = node.text;
  const std::size_t dot = text.find('.');
  const auto major = parse_version_number(text.substr(0, dot));
  const auto minor = dot == std::string_view::npos ? std::optional<std::uint16_t>(0)
                                                   : parse_version_number(text.substr(dot + 1));
  if (!major || !minor) {
    reader.error(node.place, "`version` must be major.minor, such as 1.0, not " + described(node));
    return;
  }
  interface.id.major_version = *major;
  interface.id.minor_version = *minor;
}

constexpr std::array fields{
    field<&protocol::Interface::name>({.key = "name",
                                       .type = a_name,
                                       .doc = "What rules, steps and reports call it.",
                                       .presence = Presence::required}),
    special<&read_uuid>({.key = "uuid",
                         .type = {.form = Form::special, .doc = "UUID", .schema = uuid_schema},
                         .doc = "As the wire has it.",
                         .presence = Presence::required}),
    special<&read_version>(
        {.key = "version",
         .type = {.form = Form::special, .doc = "`major.minor`", .schema = version_schema},
         .fallback = "1.0",
         .doc = "Its version."}),
    field<&protocol::Interface::operations>(
        {.key = "operations",
         .type = some_texts,
         .doc = "Names of its operations by number, from 0; `''` for one without a name."}),
};

}  // namespace

constexpr Mapping interface_mapping{
    .name = "interface",
    .doc = "An interface that ripcord does not serve in full.",
    .fields = fields,
};

}  // namespace ripcord::scenario
