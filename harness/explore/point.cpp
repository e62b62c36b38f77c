#include "harness/explore/point.hpp"

#include "transports/base/quantity.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace ripcord::explore {
namespace {

std::string pdu_name(const trace::Record& record, const trace::Legend& legend) {
  if (record.pdu == trace::opaque_pdu) return "bytes";
  return record.pdu < legend.pdus.size() ? std::string(legend.pdus[record.pdu]) : "?";
}

void name_operation(const trace::Record& record, const trace::Legend& legend, Point& point) {
  point.operation = std::to_string(record.operation);
  point.interface = "?";
  if (record.interface >= legend.interfaces.size()) return;
  const trace::Legend::InterfaceNames& interface = legend.interfaces[record.interface];
  point.interface = interface.name;
  if (record.operation < interface.operations.size() &&
      !interface.operations[record.operation].empty())
    point.operation = interface.operations[record.operation];
}

/// A condition that a rule's `when` may hold.
void add(shim::RuleSpec& rule, std::string_view key, shim::Value value) {
  rule.when.conditions.push_back({.key = std::string(key), .value = std::move(value)});
}

shim::Value one_name(const std::string& word) { return shim::Names{.words = {word}}; }

shim::Value exactly(std::uint32_t number) { return shim::Range{.low = number, .high = number}; }

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string text(const Point& point) {
  std::string name = point.client + ">" + point.service + "/";
  if (point.kind == Point::Kind::happening)
    return name + point.event + "/" + std::to_string(point.call);
  name += std::to_string(point.connection);
  if (point.kind == Point::Kind::connect) return name + "/connect";
  name += point.direction == shim::Direction::to_server ? "/to_server/" : "/to_client/";
  name += point.pdu;
  if (!point.operation.empty()) name += "/" + point.interface + "." + point.operation;
  name += "/" + std::to_string(point.call);
  if (!point.operation.empty()) name += "/" + std::to_string(point.fragment);
  return name + (point.offset ? "/inside:" + std::to_string(*point.offset) : "/before");
}

Point point_of(const trace::Record& record, std::uint32_t ordinal, const trace::Log& log) {
  Point point{.call = ordinal};
  if (record.what == trace::What::happening) {
    point.kind = Point::Kind::happening;
    point.event = log.text(record.subject);
    if (record.object != trace::no_name) point.client = log.text(record.object);
    if (record.call_id != trace::no_name) point.service = log.text(record.call_id);
    return point;
  }
  const trace::Connection& connection = log.connection(record.connection);
  point.client = log.text(connection.client);
  point.service = log.text(connection.service);
  point.connection = connection.number;
  if (record.what == trace::What::connect_requested) {
    point.kind = Point::Kind::connect;
    return point;
  }
  point.direction = record.direction == 0 ? shim::Direction::to_server : shim::Direction::to_client;
  point.pdu = pdu_name(record, log.legend());
  if (record.operation == trace::no_operation) return point;
  name_operation(record, log.legend(), point);
  point.call = record.call;
  point.fragment = record.fragment;
  return point;
}

void select(const Point& point, shim::RuleSpec& rule) {
  if (point.kind == Point::Kind::happening) {
    add(rule, "event", one_name(point.event));
    if (!point.client.empty()) add(rule, "client", one_name(point.client));
    if (!point.service.empty()) add(rule, "service", one_name(point.service));
    rule.counting.nth = shim::Range{.low = point.call, .high = point.call};
    return;
  }
  add(rule, "client", one_name(point.client));
  add(rule, "service", one_name(point.service));
  add(rule, "connection", exactly(point.connection));
  if (point.kind == Point::Kind::connect) return add(rule, "pdu", one_name("connect"));
  add(rule,
      "direction",
      std::string(point.direction == shim::Direction::to_server ? "to_server" : "to_client"));
  add(rule, "pdu", one_name(point.pdu));
  if (point.operation.empty()) {
    rule.counting.nth = shim::Range{.low = point.call, .high = point.call};
  } else {
    if (point.interface != "?") add(rule, "interface", point.interface);
    if (is_number(point.operation)) {
      add(rule, "opnum", parse_integer(point.operation).value_or(0));
    } else {
      add(rule, "operation", point.operation);
    }
    add(rule, "call", exactly(point.call));
    add(rule, "fragment", std::to_string(point.fragment));
  }
  if (point.offset) add(rule, "offset", shim::Size{.bytes = *point.offset});
}

}  // namespace ripcord::explore
