// What one PDU costs: encoding, decoding, following it in a conversation; a request with a small
// stub and with a full fragment's, and the exchanges of a client that asks the mapper first.

#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/tower_binding.hpp"

#include <benchmark/benchmark.h>

#include <cstring>

namespace ripcord::dcerpc {
namespace {

using protocol::Direction;

// A small call, and what fills a fragment on TCP.
void stub_sizes(benchmark::internal::Benchmark* subject) { subject->Arg(64)->Arg(5816); }

template <typename Type>
Bytes unit_of(const Type& pdu) {
  Bytes unit;
  encode(pdu, unit);
  return unit;
}

void memcpy_of_request(benchmark::State& state) {
  const Bytes unit(static_cast<std::size_t>(state.range(0)) + 24);
  Bytes copy(unit.size());
  for ([[maybe_unused]] auto iteration : state) {
    std::memcpy(copy.data(), unit.data(), unit.size());
    benchmark::DoNotOptimize(copy.data());
    benchmark::ClobberMemory();
  }
}
BENCHMARK(memcpy_of_request)->Apply(stub_sizes);

void encode_request(benchmark::State& state) {
  const Bytes stub(static_cast<std::size_t>(state.range(0)));
  const Request request{.opnum = 3, .stub = stub};
  Bytes out;
  for ([[maybe_unused]] auto iteration : state) {
    out.clear();
    encode(request, out);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(encode_request)->Apply(stub_sizes);

void decode_request(benchmark::State& state) {
  const Bytes stub(static_cast<std::size_t>(state.range(0)));
  const Bytes unit = unit_of(Request{.opnum = 3, .stub = stub});
  for ([[maybe_unused]] auto iteration : state) {
    const Decoded<Request> request = decode_as<Request>(unit);
    benchmark::DoNotOptimize(request->stub.data());
  }
}
BENCHMARK(decode_request)->Apply(stub_sizes);

void follow_call(benchmark::State& state) {
  const Bytes stub(static_cast<std::size_t>(state.range(0)));
  const Bytes request = unit_of(Request{.opnum = 3, .stub = stub});
  const Bytes response = unit_of(Response{.stub = stub});
  const protocol::InterfaceTable interfaces;
  const auto conversation = protocol().converse(interfaces);
  for ([[maybe_unused]] auto iteration : state) {
    benchmark::DoNotOptimize(conversation->observe(Direction::to_server, request));
    benchmark::DoNotOptimize(conversation->observe(Direction::to_client, response));
  }
}
BENCHMARK(follow_call)->Apply(stub_sizes);

Bind epmapper_bind() {
  Bind bind;
  bind.p_context_elem.push_back(
      {.abstract_syntax = epmapper_interface, .transfer_syntaxes = {ndr20}});
  return bind;
}

void encode_and_decode_bind(benchmark::State& state) {
  const Bind bind = epmapper_bind();
  Bytes out;
  for ([[maybe_unused]] auto iteration : state) {
    out.clear();
    encode(bind, out);
    const Decoded<Bind> decoded = decode_as<Bind>(out);
    benchmark::DoNotOptimize(decoded->p_context_elem.data());
  }
}
BENCHMARK(encode_and_decode_bind);

void encode_and_decode_map_answer(benchmark::State& state) {
  const ept::MapOut answer{
      .num_towers = 1,
      .max_count = 1,
      .towers = {{1, tower_octets({.interface = epmapper_interface, .port = 49664})}}};
  Bytes stub;
  for ([[maybe_unused]] auto iteration : state) {
    stub.clear();
    ept::encode_stub(answer, ByteOrder::little_endian, stub);
    const auto decoded = ept::decode_stub<ept::MapOut>(stub, ByteOrder::little_endian);
    const auto tower = Tower::decode(decoded->towers[0].octets);
    benchmark::DoNotOptimize(binding_of(*tower));
  }
}
BENCHMARK(encode_and_decode_map_answer);

}  // namespace
}  // namespace ripcord::dcerpc
