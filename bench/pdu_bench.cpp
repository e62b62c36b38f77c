// What encoding and decoding cost, PDU type by PDU type, beside memcpy of the same PDU. Decoding
// copies no stub, so that of a large one costs less than its memcpy.

#include "bench/beside.hpp"
#include "bench/copying.hpp"
#include "transports/dcerpc/pdu.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>

namespace ripcord::bench {
namespace {

// A small call, and what fills a fragment on TCP.
constexpr std::size_t small_stub = 64;
constexpr std::size_t full_stub = 5816;
constexpr std::array<Byte, full_stub> octets{};

template <typename Pdu, std::size_t stub_size>
struct WithStub {
  static Pdu pdu() { return {.alloc_hint = stub_size, .stub = ByteView(octets).first(stub_size)}; }
};
using SmallRequest = WithStub<dcerpc::Request, small_stub>;
using FullRequest = WithStub<dcerpc::Request, full_stub>;
using SmallResponse = WithStub<dcerpc::Response, small_stub>;
using FullResponse = WithStub<dcerpc::Response, full_stub>;
using Fault = WithStub<dcerpc::Fault, 0>;

/// One presentation context, as a client of one interface offers it.
template <dcerpc::PduType ptype>
struct Offer {
  static dcerpc::Bind pdu() {
    dcerpc::Bind bind{.header = {.ptype = ptype}, .max_xmit_frag = 5840, .max_recv_frag = 5840};
    bind.p_context_elem.push_back(
        {.abstract_syntax = dcerpc::epmapper_interface, .transfer_syntaxes = {dcerpc::ndr20}});
    return bind;
  }
};
using Bind = Offer<dcerpc::PduType::bind>;
using AlterContext = Offer<dcerpc::PduType::alter_context>;

template <dcerpc::PduType ptype>
struct Acceptance {
  static dcerpc::BindAck pdu() {
    dcerpc::BindAck ack{.header = {.ptype = ptype}, .max_xmit_frag = 5840, .max_recv_frag = 5840};
    if (ptype == dcerpc::PduType::bind_ack) ack.sec_addr = dcerpc::port_spec("49664");
    ack.p_results.push_back({.transfer_syntax = dcerpc::ndr20});
    return ack;
  }
};
using BindAck = Acceptance<dcerpc::PduType::bind_ack>;
using AlterContextResp = Acceptance<dcerpc::PduType::alter_context_resp>;

struct BindNak {
  static dcerpc::BindNak pdu() { return {.versions = {{.major = 5, .minor = 0}}}; }
};
struct Auth3 {
  static dcerpc::Auth3 pdu() {
    return {.auth = dcerpc::SecTrailer{.auth_value = ByteView(octets).first(small_stub)}};
  }
};

template <typename Pdu>
struct Bare {
  static Pdu pdu() { return {}; }
};
using Shutdown = Bare<dcerpc::Shutdown>;
using CoCancel = Bare<dcerpc::CoCancel>;
using Orphaned = Bare<dcerpc::Orphaned>;
using Rts = Bare<dcerpc::Rts>;

template <typename Sample>
Bytes unit_of() {
  Bytes unit;
  dcerpc::encode(Sample::pdu(), unit);
  return unit;
}

template <typename Sample>
void copy(benchmark::State& state) {
  measure_memcpy(state, unit_of<Sample>());
}

template <typename Sample>
void encode(benchmark::State& state) {
  beside(state, "copy");
  const auto pdu = Sample::pdu();
  Bytes out;
  for ([[maybe_unused]] auto iteration : state) {
    out.clear();
    dcerpc::encode(pdu, out);
    benchmark::DoNotOptimize(out.data());
  }
}

template <typename Sample>
void decode(benchmark::State& state) {
  beside(state, "copy");
  const Bytes unit = unit_of<Sample>();
  for ([[maybe_unused]] auto iteration : state) {
    auto decoded = dcerpc::decode_as<decltype(Sample::pdu())>(unit);
    benchmark::DoNotOptimize(decoded);
  }
}

// A macro since Google Benchmark registers by macros that take their subject's name from its text.
#define RIPCORD_PDU(Sample)  \
  BENCHMARK(copy<Sample>);   \
  BENCHMARK(encode<Sample>); \
  BENCHMARK(decode<Sample>)

RIPCORD_PDU(SmallRequest);
RIPCORD_PDU(FullRequest);
RIPCORD_PDU(SmallResponse);
RIPCORD_PDU(FullResponse);
RIPCORD_PDU(Fault);
RIPCORD_PDU(Bind);
RIPCORD_PDU(BindAck);
RIPCORD_PDU(BindNak);
RIPCORD_PDU(AlterContext);
RIPCORD_PDU(AlterContextResp);
RIPCORD_PDU(Auth3);
RIPCORD_PDU(Shutdown);
RIPCORD_PDU(CoCancel);
RIPCORD_PDU(Orphaned);
RIPCORD_PDU(Rts);
#undef RIPCORD_PDU

}  // namespace
}  // namespace ripcord::bench
