#include "transports/trace/coordinate.hpp"

#include "transports/base/hash.hpp"
#include "transports/trace/log.hpp"

namespace ripcord::trace {
namespace {

std::string_view pdu_name(const Legend& legend, std::uint8_t pdu) {
  if (pdu == connect_pdu) return "connect";
  if (pdu == opaque_pdu) return "bytes";
  return pdu < legend.pdus.size() ? std::string_view(legend.pdus[pdu]) : "?";
}

/// `backup.BackupRead`, `backup.7` where the operation has no name, `bind` for what is no call.
std::string what_text(const Coordinate& coordinate, const Legend& legend) {
  if (coordinate.operation == no_operation) return std::string(pdu_name(legend, coordinate.pdu));
  std::string text = "?";
  std::string operation = std::to_string(coordinate.operation);
  if (coordinate.interface < legend.interfaces.size()) {
    const Legend::InterfaceNames& interface = legend.interfaces[coordinate.interface];
    text = interface.name;
    if (coordinate.operation < interface.operations.size() &&
        !interface.operations[coordinate.operation].empty()) {
      operation = interface.operations[coordinate.operation];
    }
  }
  return text + "." + operation;
}

std::string site_text(const Coordinate& coordinate) {
  switch (coordinate.site) {
    case Site::before:
      return "before";
    case Site::inside:
      return "inside:" + std::to_string(coordinate.offset);
    case Site::after:
      return "after";
  }
  return "before";
}

}  // namespace

std::string coordinate_text(const Coordinate& coordinate, const Log& log) {
  std::string text(log.text(coordinate.client));
  text += ">";
  text += log.text(coordinate.service);
  if (coordinate.event != no_name) {
    text += "/";
    text += log.text(coordinate.event);
    return text + "/" + std::to_string(coordinate.call);
  }
  text += "/" + std::to_string(coordinate.connection);
  text += coordinate.direction == 0 ? "/to_server/" : "/to_client/";
  text += what_text(coordinate, log.legend());
  text += "/" + std::to_string(coordinate.call) + "/" + std::to_string(coordinate.fragment);
  return text + "/" + site_text(coordinate);
}

std::uint64_t coordinate_hash(const Coordinate& coordinate, const Log& log) {
  const Legend& legend = log.legend();
  std::uint64_t hash = mix(log.digest_of(coordinate.client), log.digest_of(coordinate.service));
  hash = mix(hash, std::uint64_t{coordinate.connection} << 32U | coordinate.call);
  hash = mix(hash, std::uint64_t{coordinate.fragment} << 32U | coordinate.direction);
  if (coordinate.event != no_name) return mix(hash, log.digest_of(coordinate.event));
  if (coordinate.operation == no_operation) {
    return mix(hash, digest(pdu_name(legend, coordinate.pdu)));
  }
  // By the interface's name, not by its place in the table: another scenario may declare more.
  const bool known = coordinate.interface < legend.interfaces.size();
  hash = mix(hash, known ? digest(legend.interfaces[coordinate.interface].name) : 0);
  return mix(hash, coordinate.operation);
}

}  // namespace ripcord::trace
