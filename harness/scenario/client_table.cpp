#include "harness/scenario/client_spec.hpp"
#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/tables.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace ripcord::scenario {
namespace {

// In the order of the enumerators.
template <std::size_t count>
using Words = std::array<std::string_view, count>;
constexpr Words<4> kinds{"backup", "echo", "caller", "foreign"};
constexpr Words<2> data_paths{"in_band", "callback"};
constexpr Words<2> byte_orders{"little", "big"};
constexpr Words<2> endpoint_policies{"cached", "validated"};
constexpr Words<2> binding_copies{"full_copy", "partial"};
constexpr Words<2> ignored_or_checked{"ignored", "checked"};
constexpr Words<2> mapper_failures{"previous_endpoint", "error"};
constexpr Words<2> tower_checks{"none", "floors"};
constexpr Words<2> unknown_interfaces{"final", "stale"};
constexpr Words<2> assoc_groups{"kept", "fresh"};
constexpr Words<2> blind_or_checked{"blind", "checked"};
constexpr Words<2> context_handles{"kept", "reopened"};
constexpr Words<2> registrations{"believed", "probed"};
constexpr Words<2> first_or_all{"first", "all"};
constexpr Words<2> loose_or_strict{"loose", "strict"};
constexpr Words<2> partial_reads{"retried", "resumed"};
constexpr Words<2> believed_or_checked{"believed", "checked"};
constexpr Words<2> deadline_rules{"none", "bounded"};
constexpr Words<2> mapper_unreachables{"host_down", "retried"};
constexpr Words<2> lookup_handles{"leaked", "freed"};
constexpr Words<2> name_buffers{"fixed", "bounded"};
constexpr Words<2> pdu_framings{"one_read", "by_length"};

void finish_client(FieldReader& reader, Node& node, void* object) {
  const auto& client = *static_cast<const ClientSpec*>(object);
  const bool is_foreign = client.kind == ClientKind::foreign;
  if (is_foreign && !client.client) {
    reader.error(node.place,
                 "a foreign client needs the program to start",
                 "write client: { command: [program, argument] }");
  }
  if (!is_foreign && client.client) {
    reader.error(node.find("client")->place, "only a client of `kind: foreign` starts a program");
  }
}

constexpr std::array fields{
    field<&ClientSpec::kind>({.key = "kind",
                              .type = choice_of(kinds),
                              .fallback = "caller",
                              .doc = "What it does: `backup` reads the files of a backup service, "
                                     "`echo` calls the echo interface, `caller` calls whatever the "
                                     "workload says, `foreign` is a program of yours."}),
    field<&ClientSpec::count>(
        {.key = "count", .type = integer_of(1, 10'000), .fallback = "1", .doc = "How many alike."}),
    field<&ClientSpec::host>({.key = "host",
                              .type = a_name,
                              .fallback = "client",
                              .doc = "The simulated host it runs on."}),
    field<&ClientSpec::endpoint_policy>(
        {.key = "endpoint_policy",
         .type = choice_of(endpoint_policies),
         .fallback = "validated",
         .doc = "M1. `cached`: the endpoint found first is used for ever. `validated`: resolved "
                "again when the peer refuses before a request was sent."}),
    field<&ClientSpec::binding>(
        {.key = "binding",
         .type = choice_of(binding_copies),
         .fallback = "partial",
         .doc = "M2. `full_copy`: works on a copy of the fully bound handle that a reset never "
                "reaches. `partial`: keeps the partially bound handle."}),
    field<&ClientSpec::map_status>(
        {.key = "map_status",
         .type = choice_of(ignored_or_checked),
         .fallback = "checked",
         .doc = "M3. Whether status and num_towers of a mapper's answer are looked at before "
                "towers[0]."}),
    field<&ClientSpec::mapper_failure>(
        {.key = "mapper_failure",
         .type = choice_of(mapper_failures),
         .fallback = "error",
         .doc = "M4. What a failed question to the mapper leads to: the endpoint known before, or "
                "an error."}),
    field<&ClientSpec::tower_check>(
        {.key = "tower_check",
         .type = choice_of(tower_checks),
         .fallback = "floors",
         .doc = "M5. Whether floors 1 to 3 of an answered tower are compared with the question."}),
    field<&ClientSpec::unknown_interface>(
        {.key = "unknown_interface",
         .type = choice_of(unknown_interfaces),
         .fallback = "stale",
         .doc = "M6. Whether a server that does not know the interface is the end, or the sign of "
                "a stale mapping."}),
    field<&ClientSpec::assoc_group>(
        {.key = "assoc_group",
         .type = choice_of(assoc_groups),
         .fallback = "fresh",
         .doc = "M7. The assoc_group_id of a bind after the last connection ended: the old one, "
                "or 0."}),
    field<&ClientSpec::idle_connection>(
        {.key = "idle_connection",
         .type = choice_of(blind_or_checked),
         .fallback = "checked",
         .doc = "M8. Whether an idle connection is looked at before it is written to."}),
    field<&ClientSpec::context_handles>(
        {.key = "context_handles",
         .type = choice_of(context_handles),
         .fallback = "reopened",
         .doc = "M9. Context handles of a lost association are sent again, or reopened at their "
                "position."}),
    field<&ClientSpec::registration>(
        {.key = "registration",
         .type = choice_of(registrations),
         .fallback = "probed",
         .doc = "M10. Whether a mapping is probed with is_server_listening before it is used."}),
    field<&ClientSpec::towers>({.key = "towers",
                                .type = choice_of(first_or_all),
                                .fallback = "all",
                                .doc = "M11. Which of the answered towers are tried."}),
    field<&ClientSpec::version_rule>(
        {.key = "version_rule",
         .type = choice_of(loose_or_strict),
         .fallback = "strict",
         .doc = "M12. `strict`: the major version must be equal and the minor at least as high."}),
    field<&ClientSpec::partial_read>(
        {.key = "partial_read",
         .type = choice_of(partial_reads),
         .fallback = "resumed",
         .doc = "M13. A read whose answer broke off is sent again, or the file reopened at its "
                "position."}),
    field<&ClientSpec::callback_address>(
        {.key = "callback_address",
         .type = choice_of(believed_or_checked),
         .fallback = "checked",
         .doc = "M14. Whether the call-back address is known to be reachable before a read waits "
                "for it; if it is not, data goes in band."}),
    field<&ClientSpec::deadlines>(
        {.key = "deadlines",
         .type = choice_of(deadline_rules),
         .fallback = "bounded",
         .doc = "M15. `none` switches every time limit below but read_wait off."}),
    field<&ClientSpec::response_match>(
        {.key = "response_match",
         .type = choice_of(loose_or_strict),
         .fallback = "strict",
         .doc = "M16. `loose`: whatever comes next is the answer. `strict`: only what has the "
                "call's call_id, context and a fitting type."}),
    field<&ClientSpec::mapper_unreachable>(
        {.key = "mapper_unreachable",
         .type = choice_of(mapper_unreachables),
         .fallback = "retried",
         .doc = "M17. A mapper that refuses means a dead host, or one that starts late."}),
    field<&ClientSpec::lookup_handles>(
        {.key = "lookup_handles",
         .type = choice_of(lookup_handles),
         .fallback = "freed",
         .doc = "M18. Whether the mapper's handle is freed when a lookup ends early."}),
    field<&ClientSpec::name_buffer>(
        {.key = "name_buffer",
         .type = choice_of(name_buffers),
         .fallback = "bounded",
         .doc = "M19. `fixed`: host names and annotations overrun buffers of 16 and 64 bytes, "
                "which the world detects: the client has crashed."}),
    field<&ClientSpec::pdu_framing>(
        {.key = "pdu_framing",
         .type = choice_of(pdu_framings),
         .fallback = "by_length",
         .doc = "`one_read`: takes what one read brings for one PDU, so that a PDU in two pieces "
                "is an error and what comes behind one is lost. `by_length`: as it should be."}),
    field<&ClientSpec::read_wait>(
        {.key = "read_wait",
         .type = time_limit,
         .fallback = "30s",
         .doc = "How long BackupRead waits on its local completion event; running out returns "
                "0x102."}),
    field<&ClientSpec::call_timeout>(
        {.key = "call_timeout",
         .type = time_limit,
         .fallback = "10s",
         .doc = "From the request's last fragment sent to the answer's last one received."}),
    field<&ClientSpec::connect_timeout>({.key = "connect_timeout",
                                         .type = time_limit,
                                         .fallback = "5s",
                                         .doc = "For one connect."}),
    field<&ClientSpec::bind_timeout>({.key = "bind_timeout",
                                      .type = time_limit,
                                      .fallback = "5s",
                                      .doc = "For one bind or alter_context."}),
    field<&ClientSpec::mapper_timeout>(
        {.key = "mapper_timeout",
         .type = time_limit,
         .fallback = "5s",
         .doc = "For a whole question to the mapper: connect, bind, call."}),
    field<&ClientSpec::retries>(
        {.key = "retries",
         .type = integer_of(0, 1'000),
         .fallback = "3",
         .doc = "How often one step is tried again where that is safe; 0 = never."}),
    field<&ClientSpec::retry_pause>(
        {.key = "retry_pause",
         .type = a_duration,
         .fallback = "100ms",
         .doc = "Before the first retry; each further one doubles it."}),
    field<&ClientSpec::data>({.key = "data",
                              .type = choice_of(data_paths),
                              .fallback = "in_band",
                              .doc = "Where file data travels: in the answers to BackupRead, or "
                                     "over a connection that the server dials back."}),
    field<&ClientSpec::callback_host>(
        {.key = "callback_host",
         .type = any_text,
         .doc = "What a callback client tells the server to dial; its own host where absent."}),
    field<&ClientSpec::read_size>({.key = "read_size",
                                   .type = size_of(1, 16 << 20),
                                   .fallback = "64KiB",
                                   .doc = "Bytes asked for by one BackupRead."}),
    field<&ClientSpec::fragment_size>({.key = "fragment_size",
                                       .type = integer_of(0, 65'535),
                                       .fallback = "5840",
                                       .doc = "max_xmit_frag and max_recv_frag of its binds."}),
    field<&ClientSpec::byte_order>({.key = "byte_order",
                                    .type = choice_of(byte_orders),
                                    .fallback = "little",
                                    .doc = "Of what it sends."}),
    field<&ClientSpec::max_towers>({.key = "max_towers",
                                    .type = integer_of(0, 500),
                                    .fallback = "4",
                                    .doc = "max_towers of its ept_map."}),
    field<&ClientSpec::client>({.key = "client",
                                .type = table_of(Form::mapping, client_command_mapping),
                                .doc = "The program of a foreign client."}),
};

}  // namespace

constexpr Mapping client_mapping{
    .name = "client",
    .doc =
        "A client by its name. The knobs marked M1 to M19 are mechanisms by which clients fail "
        "in the wild: the first word is the unpatched behaviour, the default the patched one.",
    .fields = fields,
    .finish = finish_client,
};

}  // namespace ripcord::scenario
