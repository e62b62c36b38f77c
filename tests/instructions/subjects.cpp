// instruction_subjects NAME TIMES: does one thing TIMES times over, for count.py, which has
// valgrind count what that executes. Without arguments it lists what it can do.

#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/fragmentation.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/tower_binding.hpp"
#include "transports/shim/rules.hpp"
#include "transports/shim/wire.hpp"
#include "transports/trace/log.hpp"

#include <fmt/core.h>

#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord {
namespace {

using protocol::Direction;

// A small call, and what fills a fragment on TCP.
constexpr std::size_t small_stub = 64;
constexpr std::size_t full_stub = 5816;
// What Windows peers agree on over TCP.
constexpr std::uint16_t tcp_fragment = 5840;

/// Keeps what has no other effect from being optimised away.
void keep(const void* what) { asm volatile("" : : "r"(what) : "memory"); }

template <typename Pdu>
Bytes unit_of(const Pdu& pdu) {
  Bytes unit;
  dcerpc::encode(pdu, unit);
  return unit;
}

// -- The codec ------------------------------------------------------------------------------------

template <std::size_t stub_size>
void encode_request(std::uint64_t times) {
  const Bytes stub(stub_size);
  const dcerpc::Request request{.opnum = 3, .stub = stub};
  Bytes out;
  for (std::uint64_t i = 0; i < times; ++i) {
    out.clear();
    dcerpc::encode(request, out);
    keep(out.data());
  }
}

void decode_request(std::uint64_t times) {
  const Bytes stub(small_stub);
  const Bytes unit = unit_of(dcerpc::Request{.opnum = 3, .stub = stub});
  for (std::uint64_t i = 0; i < times; ++i) {
    const auto request = dcerpc::decode_as<dcerpc::Request>(unit);
    keep(request->stub.data());
  }
}

void bind_there_and_back(std::uint64_t times) {
  dcerpc::Bind bind;
  bind.p_context_elem.push_back(
      {.abstract_syntax = dcerpc::epmapper_interface, .transfer_syntaxes = {dcerpc::ndr20}});
  Bytes out;
  for (std::uint64_t i = 0; i < times; ++i) {
    out.clear();
    dcerpc::encode(bind, out);
    const auto decoded = dcerpc::decode_as<dcerpc::Bind>(out);
    keep(decoded->p_context_elem.data());
  }
}

void map_answer_there_and_back(std::uint64_t times) {
  using namespace dcerpc;
  const ept::MapOut answer{
      .num_towers = 1,
      .max_count = 1,
      .towers = {{1, tower_octets({.interface = epmapper_interface, .port = 49664})}}};
  Bytes stub;
  for (std::uint64_t i = 0; i < times; ++i) {
    stub.clear();
    ept::encode_stub(answer, ByteOrder::little_endian, stub);
    const auto decoded = ept::decode_stub<ept::MapOut>(stub, ByteOrder::little_endian);
    const auto binding = binding_of(*Tower::decode(decoded->towers[0].octets));
    keep(&binding);
  }
}

void fragment_and_reassemble(std::uint64_t times) {
  const Bytes stub(16 * full_stub);
  for (std::uint64_t i = 0; i < times; ++i) {
    dcerpc::Reassembly reassembly(dcerpc::request_stub_size_max);
    dcerpc::Fragments fragments(stub, {.frag_size_max = tcp_fragment});
    Bytes unit;
    while (const auto fragment = fragments.next()) {
      unit.clear();
      dcerpc::Request request{.alloc_hint = fragment->alloc_hint, .stub = fragment->stub};
      request.header.pfc_flags = fragment->pfc_flags;
      dcerpc::encode(request, unit);
      const auto decoded = dcerpc::decode_as<dcerpc::Request>(unit);
      const auto whole = reassembly.add(decoded->header, decoded->alloc_hint, decoded->stub);
      keep(&whole);
    }
  }
}

void follow_call(std::uint64_t times) {
  const Bytes stub(small_stub);
  const Bytes request = unit_of(dcerpc::Request{.opnum = 3, .stub = stub});
  const Bytes response = unit_of(dcerpc::Response{.stub = stub});
  const protocol::InterfaceTable interfaces;
  const auto conversation = dcerpc::protocol().converse(interfaces);
  for (std::uint64_t i = 0; i < times; ++i) {
    const auto asked = conversation->observe(Direction::to_server, request);
    const auto answered = conversation->observe(Direction::to_client, response);
    keep(&asked);
    keep(&answered);
  }
}

// -- The link -------------------------------------------------------------------------------------

/// Rules of one PDU type each that look for a client whom nobody is.
std::vector<shim::RuleSpec> rules_that_never_match(int count) {
  std::vector<shim::RuleSpec> rules;
  for (int i = 0; i < count; ++i) {
    shim::RuleSpec rule{.id = "rule-" + std::to_string(i), .line = 1, .kind = "drop"};
    rule.when.conditions = {
        {.key = "pdu", .value = shim::Names{{i % 2 == 0 ? "request" : "response"}}},
        {.key = "client", .value = shim::Names{{"nobody"}}}};
    rules.push_back(rule);
  }
  return rules;
}

/// Ten calls over a connection of their own, as in a run of ten calls.
template <int rule_count>
void ten_calls_through_a_wire(std::uint64_t times) {
  const protocol::InterfaceTable interfaces;
  const shim::RuleSet set = *shim::RuleSet::compile(
      rules_that_never_match(rule_count),
      {.protocol = dcerpc::protocol(), .interfaces = interfaces, .actions = {}});
  const Bytes stub(small_stub);
  const Bytes request = unit_of(dcerpc::Request{.opnum = 3, .stub = stub});
  const Bytes response = unit_of(dcerpc::Response{.stub = stub});
  ByteView taken;
  for (std::uint64_t i = 0; i < times; ++i) {
    trace::Log log(set.legend());
    shim::Rules rules(set, 1, log);
    shim::Wire wire(rules, {.client = "client", .service = "server"}, Time{}, nullptr);
    wire.take(Direction::to_server, Time{}, taken);
    wire.established(Time{});
    wire.take(Direction::to_client, Time{}, taken);
    for (int call = 0; call < 10; ++call) {
      wire.offer(Direction::to_server, Time{}, request);
      wire.take(Direction::to_server, Time{}, taken);
      wire.offer(Direction::to_client, Time{}, response);
      wire.take(Direction::to_client, Time{}, taken);
    }
  }
}

struct Subject {
  std::string_view name;
  void (*run)(std::uint64_t times);
};
constexpr std::array subjects{
    Subject{"encode_small_request", encode_request<small_stub>},
    Subject{"encode_full_request", encode_request<full_stub>},
    Subject{"decode_request", decode_request},
    Subject{"bind_there_and_back", bind_there_and_back},
    Subject{"map_answer_there_and_back", map_answer_there_and_back},
    Subject{"fragment_and_reassemble", fragment_and_reassemble},
    Subject{"follow_call", follow_call},
    Subject{"ten_calls_through_a_wire", ten_calls_through_a_wire<0>},
    Subject{"ten_calls_past_100_rules", ten_calls_through_a_wire<100>},
};

}  // namespace
}  // namespace ripcord

int main(int argc, char** argv) {
  for (const ripcord::Subject& subject : ripcord::subjects) {
    if (argc == 1) fmt::print("{}\n", subject.name);
    if (argc == 3 && subject.name == argv[1])
      subject.run(static_cast<std::uint64_t>(std::atoll(argv[2])));
  }
  return 0;
}
