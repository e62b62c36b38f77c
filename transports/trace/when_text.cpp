#include "transports/trace/when_text.hpp"

namespace ripcord::trace {
namespace {

std::string pdu_text(const Record& record, const Legend& legend) {
  if (record.pdu == opaque_pdu) return "bytes";
  return record.pdu < legend.pdus.size() ? legend.pdus[record.pdu] : "?";
}

/// The interface's entry in the legend; null where it has none.
const Legend::InterfaceNames* interface_of(const Record& record, const Legend& legend) {
  if (record.interface >= legend.interfaces.size()) return nullptr;
  return &legend.interfaces[record.interface];
}

/// Empty where the operation has no name.
std::string operation_name(const Record& record, const Legend& legend) {
  const Legend::InterfaceNames* const interface = interface_of(record, legend);
  if (interface == nullptr || record.operation >= interface->operations.size()) return {};
  return interface->operations[record.operation];
}

std::string_view direction_text(const Record& record) {
  return record.direction == 0 ? "to_server" : "to_client";
}

/// `interface.operation`, as far as they have names.
std::string call_text(const Record& record, const Legend& legend) {
  const Legend::InterfaceNames* const interface = interface_of(record, legend);
  const std::string name = operation_name(record, legend);
  return (interface == nullptr ? "?" : interface->name) + "." +
         (name.empty() ? std::to_string(record.operation) : name);
}

}  // namespace

std::string when_text(const Record& record, const Log& log) {
  const Legend& legend = log.legend();
  const Connection& connection = log.connection(record.connection);
  std::string text = "{ client: " + std::string(log.text(connection.client));
  text += ", service: " + std::string(log.text(connection.service));
  text += ", connection: " + std::to_string(connection.number);
  text += ", direction: ";
  text += direction_text(record);
  if (record.pdu == opaque_pdu)
    return text + ", stream_offset: " + std::to_string(record.value) + " }";
  text += ", pdu: " + pdu_text(record, legend);
  if (const Legend::InterfaceNames* const interface = interface_of(record, legend))
    text += ", interface: " + interface->name;
  if (record.operation == no_operation) return text + " }";
  const std::string name = operation_name(record, legend);
  text += name.empty() ? ", opnum: " + std::to_string(record.operation) : ", operation: " + name;
  return text + ", call: " + std::to_string(record.call) +
         ", fragment: " + std::to_string(record.fragment) + " }";
}

std::string unit_line(const Record& record, const Log& log) {
  const Connection& connection = log.connection(record.connection);
  std::string text(log.text(connection.client));
  text += ">";
  text += log.text(connection.service);
  text += "/" + std::to_string(connection.number) + " ";
  text += direction_text(record);
  text += " " + pdu_text(record, log.legend());
  if (record.operation != no_operation) text += " " + call_text(record, log.legend());
  return text + " " + std::to_string(record.length) + " bytes  when: " + when_text(record, log);
}

}  // namespace ripcord::trace
