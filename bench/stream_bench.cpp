// What a stream of PDUs costs before anybody looks for faults in it, a call of 1 MiB in fragments
// of 5840: cutting it into PDUs, following the conversation, cutting a stub into fragments and
// putting it together again. Beside memcpy of the same bytes, or the least state machine that could
// do it.

#include "bench/beside.hpp"
#include "bench/copying.hpp"
#include "bench/row_exchange.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/fragmentation.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/protocol/interface_table.hpp"
#include "transports/shim/framing.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace ripcord::bench {
namespace {

using protocol::Direction;

constexpr std::size_t stub_size = std::size_t{1} << 20U;
// What Windows peers agree on over TCP.
constexpr std::uint16_t fragment_size = 5840;
// What Ethernet leaves of a packet for TCP: pieces that end where no PDU ends.
constexpr std::size_t segment_size = 1448;

constexpr std::size_t frag_length_at = 8;
constexpr std::size_t call_id_at = 12;

template <typename Integer>
Integer integer_at(ByteView unit, std::size_t offset) {
  Integer value = 0;
  std::memcpy(&value, unit.data() + offset, sizeof value);
  return value;
}

Bytes fragments_of_a_call() { return request_units(Row::up); }

void memcpy_of_stream(benchmark::State& state) { measure_memcpy(state, fragments_of_a_call()); }
BENCHMARK(memcpy_of_stream);

// -- Framing --------------------------------------------------------------------------------------

/// The least that finds the units of a stream: it believes every length.
void walk_of_lengths(benchmark::State& state) {
  const Bytes stream = fragments_of_a_call();
  for ([[maybe_unused]] auto iteration : state) {
    ByteView left = stream;
    while (!left.empty()) {
      left = left.subspan(integer_at<std::uint16_t>(left, frag_length_at));
      benchmark::DoNotOptimize(left);
    }
  }
}
BENCHMARK(walk_of_lengths);

void cut_stream(benchmark::State& state, std::size_t piece_size) {
  const Bytes stream = fragments_of_a_call();
  shim::Framing framing(dcerpc::protocol());
  for ([[maybe_unused]] auto iteration : state) {
    for (ByteView left = stream; !left.empty();) {
      const ByteView piece = left.first(std::min(piece_size, left.size()));
      left = left.subspan(piece.size());
      framing.feed(piece);
      for (ByteView unit = framing.next(); !unit.empty(); unit = framing.next())
        benchmark::DoNotOptimize(unit);
    }
  }
  RIPCORD_ASSERT(!framing.lost());
}

void frame_whole_units(benchmark::State& state) {
  beside(state, "walk_of_lengths");
  cut_stream(state, SIZE_MAX);
}
BENCHMARK(frame_whole_units);

void frame_units_in_pieces(benchmark::State& state) {
  beside(state, "memcpy_of_stream");
  cut_stream(state, segment_size);
}
BENCHMARK(frame_units_in_pieces);

// -- Fragments ------------------------------------------------------------------------------------

void fragment_stub(benchmark::State& state) {
  beside(state, "memcpy_of_stream");
  const Bytes stub(stub_size);
  Bytes stream;
  for ([[maybe_unused]] auto iteration : state) {
    stream.clear();
    dcerpc::Fragments fragments(stub, {.frag_size_max = fragment_size});
    while (const auto fragment = fragments.next()) {
      dcerpc::Request request{.alloc_hint = fragment->alloc_hint, .stub = fragment->stub};
      request.header.pfc_flags = fragment->pfc_flags;
      dcerpc::encode(request, stream);
    }
    benchmark::DoNotOptimize(stream.data());
  }
}
BENCHMARK(fragment_stub);

void reassemble_stub(benchmark::State& state) {
  beside(state, "memcpy_of_stream");
  const Bytes stream = fragments_of_a_call();
  dcerpc::Reassembly reassembly(dcerpc::request_stub_size_max);
  for ([[maybe_unused]] auto iteration : state) {
    for (ByteView left = stream; !left.empty();) {
      const ByteView unit = left.first(dcerpc::frame(left).size);
      left = left.subspan(unit.size());
      const auto request = dcerpc::decode_as<dcerpc::Request>(unit);
      const auto stub = reassembly.add(request->header, request->alloc_hint, request->stub);
      RIPCORD_ASSERT(stub->has_value() == left.empty());
    }
  }
}
BENCHMARK(reassemble_stub);

// -- The conversation -----------------------------------------------------------------------------

/// The least that knows an answer's question: one call may be open.
class Pairing {
 public:
  bool observe(ByteView unit) {
    const auto call_id = integer_at<std::uint32_t>(unit, call_id_at);
    if (unit[2] == static_cast<Byte>(dcerpc::PduType::request)) {
      open_ = call_id;
      return false;
    }
    return open_ == call_id;
  }

 private:
  std::uint32_t open_ = 0;
};

void pair_call(benchmark::State& state) {
  const Exchange call = exchange_of(Row::ping);
  Pairing pairing;
  for ([[maybe_unused]] auto iteration : state) {
    benchmark::DoNotOptimize(pairing.observe(call.request));
    benchmark::DoNotOptimize(pairing.observe(call.response));
  }
}
BENCHMARK(pair_call);

void follow_call(benchmark::State& state) {
  beside(state, "pair_call");
  const Exchange call = exchange_of(Row::ping);
  const protocol::InterfaceTable interfaces;
  const auto conversation = dcerpc::protocol().converse(interfaces);
  for ([[maybe_unused]] auto iteration : state) {
    benchmark::DoNotOptimize(conversation->observe(Direction::to_server, call.request));
    benchmark::DoNotOptimize(conversation->observe(Direction::to_client, call.response));
  }
}
BENCHMARK(follow_call);

}  // namespace
}  // namespace ripcord::bench
