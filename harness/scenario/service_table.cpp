#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/tables.hpp"
#include "harness/scenario/template_text.hpp"
#include "harness/scenario/world_spec.hpp"
#include "transports/base/quantity.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace ripcord::scenario {
namespace {

constexpr std::array<std::string_view, 2> profiles{"windows", "samba"};

constexpr std::string_view operations_schema =
    R"({"type": "object", "propertyNames": {"pattern": "^(0x[0-9a-fA-F]+|[0-9]+)$"}, )"
    R"("additionalProperties": {"$ref": "#/definitions/answer"}})";
constexpr std::string_view interface_schema =
    R"({"anyOf": [{"type": "string"}, {"$ref": "#/definitions/interface"}]})";

/// `interface: backup`, or a whole one: `{ uuid, version, name }`.
void read_interface(FieldReader& reader, Node& node, const Field& self, ServiceSpec& service) {
  if (!node.is_mapping()) {
    reader.read(node, self, service.interface);
    return;
  }
  protocol::Interface interface;
  reader.read_mapping(node, interface_mapping, &interface);
  service.interface = interface.name;
  service.interface_id = interface.id;
}

/// The three ways to answer, of which one is given.
struct Answer {
  ZerosAnswer zeros;
  Bytes reply;
  std::uint32_t fault = 0;
};

void read_zeros(FieldReader& reader, Node& node, const Field& self, Answer& answer) {
  reader.read(node, self, answer.zeros.bytes);
}

void finish_answer(FieldReader& reader, Node& node, void*) {
  if (node.members.size() == 1) return;
  reader.error(node.place, "an operation answers one of zeros, reply and fault");
}

void read_operations(FieldReader& reader, Node& node, const Field&, ServiceSpec& service) {
  if (!node.is_mapping()) {
    reader.error(node.place,
                 "`operations` must be a mapping of numbers to answers, not " + described(node));
    return;
  }
  for (Member& member : node.members) {
    const auto opnum = parse_integer(member.key);
    if (!opnum || *opnum < 0 || *opnum > 0xffff) {
      reader.error(member.place, "`" + member.key + "` is no operation number from 0 to 65535");
      continue;
    }
    Answer answer;
    reader.read_mapping(member.value, answer_mapping, &answer);
    OperationSpec& operation = service.operations.emplace_back();
    operation.opnum = static_cast<std::uint16_t>(*opnum);
    if (member.value.find("zeros") != nullptr) operation.answer = answer.zeros;
    if (member.value.find("reply") != nullptr) operation.answer = std::move(answer.reply);
    if (member.value.find("fault") != nullptr) operation.answer = FaultAnswer{answer.fault};
  }
}

void read_connect(FieldReader& reader, Node& node, const Field&, ServiceSpec& service) {
  service.connect = read_template(reader, node, "connect");
  if (!service.connect || service.connect->text.find(':') != std::string::npos) return;
  if (service.connect->text.find("${") != std::string::npos) return;
  reader.error(node.place, "`connect` must be host:port, not " + described(node));
}

ServiceKind kind_of(const ServiceSpec& service) {
  if (service.server || service.connect) return ServiceKind::foreign;
  if (service.interface_id) return ServiceKind::stand_in;
  if (service.interface == "backup") return ServiceKind::backup;
  if (service.interface == "echo") return ServiceKind::echo;
  if (service.interface == "mgmt") return ServiceKind::mgmt;
  return ServiceKind::stand_in;
}

void finish_service(FieldReader& reader, Node& node, void* object) {
  auto& service = *static_cast<ServiceSpec*>(object);
  service.kind = kind_of(service);
  const auto only_for = [&](std::string_view key, ServiceKind kind, std::string_view text) {
    const Member* member = node.find(key);
    if (member == nullptr || service.kind == kind) return;
    reader.error(member->place,
                 "`" + std::string(key) + "` has a meaning for " + std::string(text));
  };
  only_for("files", ServiceKind::backup, "services of `interface: backup` only");
  only_for("chunk_size", ServiceKind::backup, "services of `interface: backup` only");
  only_for("operations", ServiceKind::stand_in, "stand-ins only: interfaces without a server here");
  const Member* const service_time = node.find("service_time");
  if (service_time != nullptr && service.kind == ServiceKind::foreign)
    reader.error(service_time->place, "`service_time` has a meaning for servers of ours only");
  if (service.server && service.connect) {
    reader.error(node.find("connect")->place,
                 "a foreign server is either started (`server`) or dialled (`connect`)");
  }
}

constexpr std::array answer_fields{
    special<&read_zeros>(
        {.key = "zeros", .type = size_of(0, 1 << 20), .doc = "So many zero bytes."}),
    field<&Answer::reply>({.key = "reply",
                           .type = scalar_of(shim::ValueType::hex),
                           .doc = "These bytes, in hexadecimal."}),
    field<&Answer::fault>({.key = "fault",
                           .type = integer_of(0, 0xffff'ffff),
                           .doc = "A fault PDU with this status."}),
};

constexpr std::array file_fields{
    field<&FileSpec::name>({.key = "name",
                            .type = any_text,
                            .doc = "As the client asks for it.",
                            .presence = Presence::required}),
    field<&FileSpec::size>({.key = "size",
                            .type = size_of(0, std::int64_t{1} << 30),
                            .doc = "Its contents are drawn from the seed.",
                            .presence = Presence::required}),
};

constexpr std::array service_time_fields{
    field<&ServiceTime::spin>({.key = "spin",
                               .type = a_duration,
                               .doc = "Time of a processor that each call takes; in sim virtual "
                                      "time, in which calls of other connections go on.",
                               .presence = Presence::required}),
    field<&ServiceTime::slower>(
        {.key = "slower",
         .type = scalar_of(shim::ValueType::probability),
         .doc = "And so much of it again: a slowdown that a comparison is to find."}),
};

constexpr std::array service_fields{
    field<&ServiceSpec::name>({.key = "name",
                               .type = a_name,
                               .doc = "What rules, steps and reports call it.",
                               .presence = Presence::required}),
    special<&read_interface>(
        {.key = "interface",
         .type = {.form = Form::special,
                  .scalar = {.type = shim::ValueType::text},
                  .rule = TextRule::name,
                  .doc = "name, or `{ name, uuid, version }`",
                  .schema = interface_schema},
         .doc = "`backup`, `echo` or `mgmt`, which are served in full; one of `interfaces:`; or a "
                "whole interface. The last two are stand-ins. `epmapper` is for a foreign server "
                "that has "
                "an endpoint mapper of its own: its host then has none of ours, and what it hands "
                "out is followed.",
         .presence = Presence::required}),
    field<&ServiceSpec::port>(
        {.key = "endpoint",
         .type = or_word(integer_of(1, 65'535), "dynamic"),
         .fallback = "dynamic",
         .doc =
             "The port it listens on. Services of one host with the same port are one process."}),
    field<&ServiceSpec::host>({.key = "host",
                               .type = a_name,
                               .fallback = "server",
                               .doc = "The simulated host it runs on."}),
    field<&ServiceSpec::annotation>(
        {.key = "annotation",
         .type = any_text,
         .doc = "Of its registration. Up to 63 characters are legal; more break old clients."}),
    field<&ServiceSpec::profile>({.key = "profile",
                                  .type = choice_of(profiles),
                                  .fallback = "windows",
                                  .doc = "Whose server is imitated where servers differ."}),
    field<&ServiceSpec::started>({.key = "started",
                                  .type = yes_or_no,
                                  .fallback = "true",
                                  .doc = "Whether it is up when the run begins."}),
    field<&ServiceSpec::fragment_size>({.key = "fragment_size",
                                        .type = integer_of(0, 65'535),
                                        .fallback = "5840",
                                        .doc = "Most bytes of a fragment that it agrees to."}),
    field<&ServiceSpec::idle_close>(
        {.key = "idle_close",
         .type = time_limit,
         .fallback = "none",
         .doc = "Connections without a call in progress are closed after this."}),
    field<&ServiceSpec::service_time>(
        {.key = "service_time",
         .type = table_of(Form::mapping, service_time_mapping),
         .doc = "How long it works on each call, beyond what it needs anyway."}),
    field<&ServiceSpec::files>({.key = "files",
                                .type = table_of(Form::list, file_mapping),
                                .doc = "What a backup service offers, in order."}),
    field<&ServiceSpec::chunk_size>(
        {.key = "chunk_size",
         .type = size_of(1, 16 << 20),
         .doc = "Most file bytes in one answer to BackupRead, and in one block of a data "
                "connection; 16KiB where absent."}),
    special<&read_operations>(
        {.key = "operations",
         .type = {.form = Form::special,
                  .mapping = &answer_mapping,
                  .doc = "operation numbers to answers",
                  .schema = operations_schema},
         .doc = "What a stand-in answers, to any stub; other operations fault."}),
    field<&ServiceSpec::server>({.key = "server",
                                 .type = table_of(Form::mapping, server_command_mapping),
                                 .doc = "A foreign server to start."}),
    special<&read_connect>(
        {.key = "connect",
         .type = {.form = Form::special, .doc = "`host:port`", .schema = R"({"type": "string"})"},
         .doc = "A foreign server that runs already. `${NAME}` is taken from the environment."}),
};

}  // namespace

constexpr Mapping answer_mapping{
    .name = "answer",
    .doc = "What an operation of a stand-in answers: one of these.",
    .fields = answer_fields,
    .finish = finish_answer,
};

constexpr Mapping file_mapping{
    .name = "file",
    .doc = "A file of a backup service.",
    .fields = file_fields,
};

constexpr Mapping service_time_mapping{
    .name = "service time",
    .doc = "How long a service works on each call.",
    .fields = service_time_fields,
};

constexpr Mapping service_mapping{
    .name = "service",
    .doc = "An interface served at an endpoint.",
    .fields = service_fields,
    .finish = finish_service,
};

}  // namespace ripcord::scenario
