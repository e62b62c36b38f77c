#include "harness/cli/client_answers.hpp"

#include "harness/report/json_writer.hpp"
#include "transports/base/quantity.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/dcerpc/tower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace ripcord::cli {
namespace {

using dcerpc::ProtocolSequence;
using dcerpc::TowerBinding;

std::string_view name_of(const dcerpc::SyntaxId& interface, KnownInterfaces known) {
  const auto found = std::ranges::find(
      known, interface.uuid, [](const protocol::Interface& one) { return one.id.uuid; });
  return found == known.end() ? std::string_view{} : std::string_view(found->name);
}

std::string version_text(const dcerpc::SyntaxId& interface) {
  return fmt::format("{}.{}", interface.major_version, interface.minor_version);
}

bool has_port(ProtocolSequence sequence) {
  return sequence == ProtocolSequence::ncacn_ip_tcp || sequence == ProtocolSequence::ncadg_ip_udp ||
         sequence == ProtocolSequence::ncacn_http;
}

std::string endpoint_text(const TowerBinding& binding) {
  return has_port(binding.protocol_sequence) ? fmt::format("{}", binding.port) : binding.endpoint;
}

std::string address_text(const TowerBinding& binding) {
  const auto& address = binding.address;
  return fmt::format("{}.{}.{}.{}", address[0], address[1], address[2], address[3]);
}

/// What the element's tower says; none where it is no tower of an interface.
std::optional<TowerBinding> binding_of(const dcerpc::ept::Entry& entry) {
  const Decoded<dcerpc::Tower> tower = dcerpc::Tower::decode(entry.tower.octets);
  return tower ? dcerpc::binding_of(*tower) : std::nullopt;
}

void write_interface(report::JsonWriter& json,
                     const dcerpc::SyntaxId& interface,
                     KnownInterfaces known) {
  json.text("uuid", interface.uuid.text()).text("version", version_text(interface));
  json.text("name", name_of(interface, known));
}

void write_binding(report::JsonWriter& json, const TowerBinding& binding) {
  json.text("protocol", dcerpc::text(binding.protocol_sequence));
  json.text("endpoint", endpoint_text(binding));
  if (has_port(binding.protocol_sequence)) json.text("address", address_text(binding));
}

std::string line(std::string_view what, std::string_view answer) {
  return fmt::format("{:<12} {}\n", what, answer);
}

/// `answer(out)` of what was answered, else why nothing was.
template <typename Out, typename Answer>
std::string answer_or_failure(const peers::Called<Out>& called, const Answer& answer) {
  return called ? answer(*called) : failure_text(called.error());
}

std::string counters_text(const dcerpc::mgmt::InqStatsOut& out) {
  if (out.status != 0) return status_text(out.status);
  constexpr std::array<std::string_view, 4> names{"calls in", "calls out", "pkts in", "pkts out"};
  std::string text;
  for (std::size_t i = 0; i < std::min(out.statistics.size(), names.size()); ++i)
    text += fmt::format("{}{} {}", i == 0 ? "" : ", ", names[i], out.statistics[i]);
  return text;
}

std::string principal_text(const dcerpc::mgmt::InqPrincNameOut& out) {
  return out.status == 0 ? out.princ_name : "none: " + status_text(out.status);
}

std::string listening_text(const dcerpc::mgmt::IsServerListeningOut& out) {
  if (out.status != 0) return status_text(out.status);
  return out.listening != 0 ? "yes" : "no";
}

std::string_view stage_text(peers::Stage stage) {
  switch (stage) {
    case peers::Stage::resolve:
      return "asking the mapper";
    case peers::Stage::connect:
      return "connecting";
    case peers::Stage::bind:
      return "binding";
    case peers::Stage::call:
      return "calling";
    case peers::Stage::local:
      break;
  }
  return "here";
}

std::string_view trouble_text(peers::Trouble trouble) {
  switch (trouble) {
    case peers::Trouble::unreachable:
      return "nobody answers there";
    case peers::Trouble::timed_out:
      return "the time limit was passed";
    case peers::Trouble::connection_lost:
      return "the connection was lost";
    case peers::Trouble::association_lost:
      return "the server does not know the association or handle";
    case peers::Trouble::other_server:
      return "another server than before is there";
    case peers::Trouble::too_busy:
      return "the server is too busy";
    case peers::Trouble::refused:
      return "the server refused the bind";
    case peers::Trouble::interface_unknown:
      return "the server does not serve this interface";
    case peers::Trouble::faulted:
      return "the server faulted the call";
    case peers::Trouble::illegal_answer:
      return "the answer broke the protocol";
    case peers::Trouble::not_registered:
      return "the mapper knows no such endpoint";
    case peers::Trouble::application:
      return "the operation returned an error";
    case peers::Trouble::crashed:
      break;
  }
  return "the client overran a buffer";
}

}  // namespace

std::string listing_table(const std::vector<dcerpc::ept::Entry>& entries,
                          KnownInterfaces known,
                          report::Colours colours) {
  report::Table table(
      {"interface", "version", "name", "protocol", "endpoint", "address", "object", "annotation"});
  for (const dcerpc::ept::Entry& entry : entries) {
    const TowerBinding binding =
        binding_of(entry).value_or(TowerBinding{.protocol_sequence = ProtocolSequence::unknown});
    const bool port = has_port(binding.protocol_sequence);
    table.add({{.text = binding.interface.uuid.text()},
               {.text = version_text(binding.interface)},
               {.text = std::string(name_of(binding.interface, known))},
               {.text = std::string(dcerpc::text(binding.protocol_sequence))},
               {.text = endpoint_text(binding)},
               {.text = port ? address_text(binding) : ""},
               {.text = entry.object.is_nil() ? "" : entry.object.text()},
               {.text = entry.annotation}});
  }
  return table.text(colours);
}

std::string listing_json(const std::vector<dcerpc::ept::Entry>& entries, KnownInterfaces known) {
  std::string text;
  report::JsonWriter json(text);
  json.begin_array();
  for (const dcerpc::ept::Entry& entry : entries) {
    const TowerBinding binding =
        binding_of(entry).value_or(TowerBinding{.protocol_sequence = ProtocolSequence::unknown});
    json.begin_object();
    write_interface(json, binding.interface, known);
    write_binding(json, binding);
    json.text("object", entry.object.text()).text("annotation", entry.annotation);
    json.end_object();
  }
  json.end_array();
  return text + "\n";
}

std::string towers_text(const std::vector<TowerBinding>& towers, const std::string& host) {
  std::string text;
  for (const TowerBinding& tower : towers)
    text += fmt::format(
        "{}:{}[{}]\n", dcerpc::text(tower.protocol_sequence), host, endpoint_text(tower));
  return text;
}

std::string towers_json(const std::vector<TowerBinding>& towers, const std::string& host) {
  std::string text;
  report::JsonWriter json(text);
  json.begin_array();
  for (const TowerBinding& tower : towers) {
    json.begin_object().text("host", host);
    json.text("uuid", tower.interface.uuid.text()).text("version", version_text(tower.interface));
    write_binding(json, tower);
    json.end_object();
  }
  json.end_array();
  return text + "\n";
}

std::string portrait_text(const client::SelfPortrait& portrait, KnownInterfaces known) {
  std::string text = line("port", fmt::format("{}", portrait.port));
  text += line("listening", answer_or_failure(portrait.listening, listening_text));
  text += line("counters", answer_or_failure(portrait.statistics, counters_text));
  text += line("principal", answer_or_failure(portrait.princ_name, principal_text));
  if (!portrait.interfaces)
    return text + line("interfaces", failure_text(portrait.interfaces.error()));
  for (const dcerpc::SyntaxId& interface : portrait.interfaces->if_ids) {
    text += line(
        "interface",
        fmt::format(
            "{} {} {}", interface.uuid.text(), version_text(interface), name_of(interface, known)));
  }
  return text;
}

std::string portrait_json(const client::SelfPortrait& portrait, KnownInterfaces known) {
  std::string text;
  report::JsonWriter json(text);
  json.begin_object().number("port", portrait.port);
  json.text("listening", answer_or_failure(portrait.listening, listening_text));
  json.text("principal", answer_or_failure(portrait.princ_name, principal_text));
  json.key("statistics").begin_array();
  if (portrait.statistics)
    for (const std::uint32_t value : portrait.statistics->statistics) json.number(value);
  json.end_array();
  json.key("interfaces").begin_array();
  if (portrait.interfaces) {
    for (const dcerpc::SyntaxId& interface : portrait.interfaces->if_ids) {
      json.begin_object();
      write_interface(json, interface, known);
      json.end_object();
    }
  }
  json.end_array().end_object();
  return text + "\n";
}

std::string echoes_text(const std::vector<client::Echoed>& echoes,
                        std::uint32_t times,
                        report::Colours colours) {
  report::Table table({"operation", "calls", "time", "outcome"});
  for (const client::Echoed& echoed : echoes) {
    const auto number = static_cast<std::size_t>(echoed.operation);
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(echoed.elapsed);
    table.add({{.text = std::string(peers::echo_interface.operations[number])},
               {.text = fmt::format("{}", times)},
               {.text = duration_text(micros)},
               {.text = echoed.outcome ? "right" : failure_text(echoed.outcome.error()),
                .tone = echoed.outcome ? report::Tone::good : report::Tone::bad}});
  }
  return table.text(colours);
}

std::string failure_text(const peers::CallFailure& failure) {
  std::string text = fmt::format(
      "{}: {}",
      stage_text(failure.stage),
      failure.machine ? failure.machine.message() : std::string(trouble_text(failure.trouble)));
  if (failure.fault != 0) text += fmt::format(", fault {}", status_text(failure.fault));
  return text + fmt::format("; error {}", status_text(failure.error));
}

std::string status_text(std::uint32_t status) {
  const std::string_view name = dcerpc::status_name(status);
  const std::string number =
      status < 0x10000 ? fmt::format("{}", status) : fmt::format("{:#010x}", status);
  return name.empty() ? number : fmt::format("{} ({})", name, number);
}

}  // namespace ripcord::cli
