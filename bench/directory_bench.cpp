// What asking an endpoint mapper costs in messages: towers, ept_map and ept_lookup, beside memcpy
// of the same octets.

#include "bench/beside.hpp"
#include "bench/copying.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/tower_binding.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>

namespace ripcord::bench {
namespace {

using namespace dcerpc;

TowerBinding binding() { return {.interface = epmapper_interface, .port = 49664}; }

void copy_tower(benchmark::State& state) { measure_memcpy(state, tower_octets(binding())); }
BENCHMARK(copy_tower);

void encode_tower_of_tcp(benchmark::State& state) {
  beside(state, "copy_tower");
  const TowerBinding tower = binding();
  for ([[maybe_unused]] auto iteration : state) benchmark::DoNotOptimize(tower_octets(tower));
}
BENCHMARK(encode_tower_of_tcp);

void decode_tower_of_tcp(benchmark::State& state) {
  beside(state, "copy_tower");
  const Bytes octets = tower_octets(binding());
  for ([[maybe_unused]] auto iteration : state)
    benchmark::DoNotOptimize(binding_of(*Tower::decode(octets)));
}
BENCHMARK(decode_tower_of_tcp);

struct MapQuestion {
  static ept::MapIn message() {
    return {.object = {.referent = 1},
            .map_tower = {.referent = 2, .octets = tower_octets(binding())},
            .max_towers = 4};
  }
};

struct MapAnswer {
  static ept::MapOut message() {
    return {.num_towers = 1,
            .max_count = 4,
            .towers = {{.referent = ept::answer_referent, .octets = tower_octets(binding())}}};
  }
};

/// What a Windows machine tells who asks for everything, in one answer.
struct LookupAnswer {
  static ept::LookupOut message() {
    constexpr std::uint32_t entries = 100;
    ept::LookupOut answer{.num_ents = entries, .max_count = ept::entry_count_max};
    answer.entries.assign(
        entries,
        {.tower = {.octets = tower_octets(binding())}, .annotation = "the name of a service"});
    ept::number_referents(answer.entries, ept::answer_referent);
    return answer;
  }
};

template <typename Sample>
Bytes stub_of() {
  Bytes stub;
  ept::encode_stub(Sample::message(), ByteOrder::little_endian, stub);
  return stub;
}

template <typename Sample>
void copy(benchmark::State& state) {
  measure_memcpy(state, stub_of<Sample>());
}

template <typename Sample>
void encode(benchmark::State& state) {
  beside(state, "copy");
  const auto message = Sample::message();
  Bytes stub;
  for ([[maybe_unused]] auto iteration : state) {
    stub.clear();
    ept::encode_stub(message, ByteOrder::little_endian, stub);
    benchmark::DoNotOptimize(stub.data());
  }
}

template <typename Sample>
void decode(benchmark::State& state) {
  beside(state, "copy");
  const Bytes stub = stub_of<Sample>();
  for ([[maybe_unused]] auto iteration : state) {
    benchmark::DoNotOptimize(
        ept::decode_stub<decltype(Sample::message())>(stub, ByteOrder::little_endian));
  }
}

BENCHMARK(copy<MapQuestion>);
BENCHMARK(encode<MapQuestion>);
BENCHMARK(decode<MapQuestion>);
BENCHMARK(copy<MapAnswer>);
BENCHMARK(encode<MapAnswer>);
BENCHMARK(decode<MapAnswer>);
BENCHMARK(copy<LookupAnswer>);
BENCHMARK(encode<LookupAnswer>);
BENCHMARK(decode<LookupAnswer>);

}  // namespace
}  // namespace ripcord::bench
