#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/planned_words.hpp"
#include "harness/scenario/step_reader.hpp"
#include "harness/scenario/tables.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace ripcord::scenario {
namespace {

/// A field of the step's own kind, as `field` is for the step as a whole.
template <auto member>
constexpr Field action_field(const FieldWords& words) {
  constexpr auto read = []<typename Object, typename T>(T Object::*) {
    return [](FieldReader& reader, Node& node, const Field& self, void* step) {
      reader.read(node, self, std::get<Object>(static_cast<Step*>(step)->action).*member);
    };
  };
  return {.key = words.key,
          .type = words.type,
          .fallback = words.fallback,
          .doc = words.doc,
          .presence = words.presence,
          .read = read(member)};
}

constexpr std::string_view steps_schema =
    R"({"type": "array", "items": {"$ref": "#/definitions/step"}})";
constexpr Type step_list{.form = Form::special, .doc = "list of steps", .schema = steps_schema};

template <typename Action>
void read_inner_steps(FieldReader& reader, Node& node, const Field&, Step& step) {
  std::get<Action>(step.action).steps = read_steps(reader, node, step.id + ".");
}

void read_args(FieldReader& reader, Node& node, const Field&, Step& step) {
  if (!node.is_mapping()) {
    reader.error(node.place, "`args` must be a mapping of names to values, not " + described(node));
    return;
  }
  for (const Member& member : node.members) {
    if (!member.value.is_scalar()) {
      reader.error(member.value.place,
                   "`" + member.key + "` must be a single value, not " + described(member.value));
    }
    std::get<CallStep>(step.action).args.push_back({.name = member.key, .text = member.value.text});
  }
}

void finish_call(FieldReader& reader, Node& node, void*) {
  const Member* operation = node.find("operation");
  const Member* opnum = node.find("opnum");
  if ((operation == nullptr) == (opnum == nullptr)) {
    reader.error(operation == nullptr ? node.place : opnum->place,
                 "a call has one of `operation` (a name) and `opnum` (a number)");
  }
  const Member* args = node.find("args");
  if (args != nullptr && node.find("stub") != nullptr) {
    reader.error(args->place, "a call has one of `stub` (bytes) and `args` (by name)");
  }
}

void finish_load(FieldReader& reader, Node& node, void* object) {
  const auto& load = std::get<LoadStep>(static_cast<const Step*>(object)->action);
  const Member* rate = node.find("rate");
  if (load.mode == LoadMode::open && rate == nullptr) {
    reader.error(node.place, "`rate` is missing in load, which `mode: open` needs");
  }
  if (load.mode == LoadMode::closed && rate != nullptr) {
    reader.error(rate->place, "`rate` has a meaning in `mode: open` only");
  }
}

constexpr std::array<std::string_view, 2> load_modes{"closed", "open"};

constexpr Field id_field = field<&Step::id>(
    {.key = "id", .type = a_name, .doc = "What `expect:` calls it; its number where absent."});
constexpr Field client_field = field<&Step::client>({.key = "client",
                                                     .type = a_name,
                                                     .doc = "Which client does it.",
                                                     .presence = Presence::required});
constexpr FieldWords service_words{
    .key = "service", .type = a_name, .doc = "Which service.", .presence = Presence::required};
constexpr FieldWords times_words{.key = "times",
                                 .type = integer_of(1, 1'000'000),
                                 .fallback = "1",
                                 .doc = "How often, one after the other."};
constexpr FieldWords operation_words{.key = "operation",
                                     .type = any_text,
                                     .fallback = "EchoData",
                                     .doc = "An operation of the echo interface."};
constexpr FieldWords size_words{.key = "size",
                                .type = size_of(0, 16 << 20),
                                .fallback = "64",
                                .doc = "Bytes of data each way, drawn from the seed."};

constexpr std::array backup_fields{
    id_field,
    client_field,
    action_field<&BackupStep::service>(service_words),
    action_field<&BackupStep::files>(
        {.key = "files", .type = some_texts, .doc = "Which files; all that the service has."}),
};

constexpr std::array echo_fields{
    id_field,
    client_field,
    action_field<&EchoStep::service>(service_words),
    action_field<&EchoStep::operation>(operation_words),
    action_field<&EchoStep::size>(size_words),
    action_field<&EchoStep::times>(times_words),
};

constexpr std::array call_fields{
    id_field,
    client_field,
    action_field<&CallStep::service>(
        {.key = "service", .type = a_name, .doc = "Where; found by the mapper where absent."}),
    action_field<&CallStep::interface>({.key = "interface",
                                        .type = a_name,
                                        .doc = "Which interface.",
                                        .presence = Presence::required}),
    action_field<&CallStep::operation>(
        {.key = "operation", .type = any_text, .doc = "Which operation, by name."}),
    action_field<&CallStep::opnum>(
        {.key = "opnum", .type = integer_of(0, 65'535), .doc = "Which operation, by number."}),
    action_field<&CallStep::stub>({.key = "stub",
                                   .type = scalar_of(shim::ValueType::hex),
                                   .doc = "The request's stub, in hexadecimal."}),
    special<&read_args>({.key = "args",
                         .type = {.form = Form::special,
                                  .doc = "names to values",
                                  .schema = R"({"type": "object"})"},
                         .doc = "Arguments by name, of an operation that ripcord knows."}),
    action_field<&CallStep::times>(times_words),
};

constexpr std::array map_fields{
    id_field,
    client_field,
    action_field<&MapStep::interface>({.key = "interface",
                                       .type = a_name,
                                       .doc = "Which interface is asked for.",
                                       .presence = Presence::required}),
    action_field<&MapStep::service>(
        {.key = "service",
         .type = a_name,
         .doc = "The service whose host is asked; the first one with that interface."}),
    action_field<&MapStep::times>(times_words),
};

constexpr std::array lookup_fields{
    id_field,
    client_field,
    action_field<&LookupStep::interface>(
        {.key = "interface", .type = a_name, .doc = "Only entries of this one; all where absent."}),
    action_field<&LookupStep::service>(
        {.key = "service",
         .type = a_name,
         .doc = "The service whose host is asked; the first one where absent."}),
    action_field<&LookupStep::max_entries>({.key = "max_entries",
                                            .type = integer_of(0, 500),
                                            .fallback = "100",
                                            .doc = "Entries asked for at once."}),
    action_field<&LookupStep::stop_after>(
        {.key = "stop_after",
         .type = integer_of(0, 1'000'000),
         .fallback = "0",
         .doc = "End after so many answers; 0 = when there is no more."}),
};

constexpr std::array sleep_fields{
    id_field,
    action_field<&SleepStep::duration>({.key = "for",
                                        .type = a_duration,
                                        .doc = "How long. `sleep: 5s` is the short form.",
                                        .presence = Presence::required}),
};

constexpr std::array repeat_fields{
    id_field,
    action_field<&RepeatStep::times>({.key = "times",
                                      .type = integer_of(1, 1'000'000),
                                      .doc = "How often.",
                                      .presence = Presence::required}),
    special<&read_inner_steps<RepeatStep>>(
        {.key = "do", .type = step_list, .doc = "What.", .presence = Presence::required}),
};

constexpr std::array parallel_fields{
    id_field,
    special<&read_inner_steps<ParallelStep>>(
        {.key = "do",
         .type = step_list,
         .doc = "What begins at once. `parallel: [...]` is the short form.",
         .presence = Presence::required}),
};

constexpr std::array load_fields{
    id_field,
    client_field,
    action_field<&LoadStep::service>(service_words),
    action_field<&LoadStep::mode>(
        {.key = "mode",
         .type = choice_of(load_modes),
         .fallback = "closed",
         .doc = "`closed`: each connection calls again as soon as it is answered. `open`: calls "
                "begin at a rate, whatever the answers do."}),
    action_field<&LoadStep::rate>({.key = "rate",
                                   .type = integer_of(1, 10'000'000),
                                   .doc = "Calls per second over all connections; open mode."}),
    action_field<&LoadStep::connections>({.key = "connections",
                                          .type = integer_of(1, 100'000),
                                          .fallback = "1",
                                          .doc = "How many at once."}),
    action_field<&LoadStep::duration>({.key = "duration",
                                       .type = a_duration,
                                       .doc = "How long.",
                                       .presence = Presence::required}),
    action_field<&LoadStep::operation>(operation_words),
    action_field<&LoadStep::size>(size_words),
};

constexpr std::array run_fields{
    id_field,
    client_field,
    action_field<&RunStep::service>(
        {.key = "service",
         .type = a_name,
         .doc = "The service that the program is told of; the first one where absent."}),
    action_field<&RunStep::timeout>({.key = "timeout",
                                     .type = a_duration,
                                     .fallback = "30s",
                                     .doc = "A program that takes longer is killed; it has hung."}),
};

constexpr Mapping backup_mapping{
    .name = "backup",
    .doc = "A whole backup in the API's order: prepare; open, read and close each file; end.",
    .fields = backup_fields};
constexpr Mapping echo_mapping{.name = "echo",
                               .doc = "Calls of the echo interface; every answer is checked.",
                               .fields = echo_fields};
constexpr Mapping call_mapping{.name = "call",
                               .doc = "One operation of any interface.",
                               .fields = call_fields,
                               .finish = finish_call};
constexpr Mapping map_mapping{.name = "map",
                              .doc = "Asks the endpoint mapper where an interface is served.",
                              .fields = map_fields};
constexpr Mapping lookup_mapping{
    .name = "lookup", .doc = "Lists what the endpoint mapper knows.", .fields = lookup_fields};
constexpr Mapping sleep_mapping{
    .name = "sleep", .doc = "Lets time pass: virtual time in sim.", .fields = sleep_fields};
constexpr Mapping repeat_mapping{
    .name = "repeat", .doc = "Steps again and again.", .fields = repeat_fields};
constexpr Mapping parallel_mapping{.name = "parallel",
                                   .doc = "Steps side by side; ends when the last has ended.",
                                   .fields = parallel_fields};
constexpr Mapping load_mapping{.name = "load",
                               .doc = "Many echo calls, measured.",
                               .fields = load_fields,
                               .finish = finish_load};

constexpr Mapping run_mapping{
    .name = "run",
    .doc =
        "Runs the program of a foreign client to its end: `completed` if it exits with 0, "
        "`failed` with any other code, `crashed` if a signal ends it, `hung` at its time limit. "
        "Where a workload has no step, every foreign client is run once, side by side.",
    .fields = run_fields};

constexpr std::array<StepKind, 10> kinds{{{"backup", &backup_mapping},
                                          {"echo", &echo_mapping},
                                          {"call", &call_mapping},
                                          {"map", &map_mapping},
                                          {"lookup", &lookup_mapping},
                                          {"sleep", &sleep_mapping},
                                          {"repeat", &repeat_mapping},
                                          {"parallel", &parallel_mapping},
                                          {"load", &load_mapping},
                                          {"run", &run_mapping}}};

}  // namespace

std::span<const StepKind> step_kinds() { return kinds; }

}  // namespace ripcord::scenario
