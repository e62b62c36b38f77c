#include "harness/peers/interfaces/echo_service.hpp"

#include "transports/base/assert.hpp"
#include "transports/dcerpc/ndr.hpp"
#include "transports/dcerpc/status.hpp"
#include "transports/io/timer.hpp"

#include <algorithm>
#include <array>

namespace ripcord::peers {
namespace {

using dcerpc::NdrReader;
using dcerpc::NdrWriter;
using echo::Opnum;

constexpr std::array<std::string_view, 10> operations{"AddOne",
                                                      "EchoData",
                                                      "SinkData",
                                                      "SourceData",
                                                      "TestCall",
                                                      "TestCall2",
                                                      "TestSleep",
                                                      "TestEnum",
                                                      "TestSurrounding",
                                                      "TestDoublePointer"};

// A union's discriminant that has no arm (C706 appendix E, nca_s_fault_invalid_tag).
constexpr std::uint32_t invalid_tag = 0x1c000006;

void add_one(Call& call, NdrReader& in, NdrWriter& out) {
  const std::uint32_t number = in.u32();
  if (in.failed()) return call.refuse_stub();
  out.u32(number + 1);
}

/// [in] u32 len, then a conformant array that says its size again.
ByteView read_data(Call& call, NdrReader& in) {
  const std::uint32_t len = in.u32();
  const std::uint32_t count = in.max_count(echo::data_size_max);
  const ByteView data = in.octets(count);
  if (in.failed() || len != count) call.refuse_stub();
  return data;
}

void echo_data(Call& call, NdrReader& in, NdrWriter& out) {
  const ByteView data = read_data(call, in);
  if (call.fault != 0) return;
  out.max_count(static_cast<std::uint32_t>(data.size()));
  out.octets(data);
}

void source_data(Call& call, NdrReader& in, NdrWriter& out) {
  const std::uint32_t len = in.u32();
  if (in.failed()) return call.refuse_stub();
  if (len > echo::data_size_max) return call.raise(dcerpc::nca::fault_remote_no_memory);
  out.max_count(len);
  for (std::uint32_t i = 0; i < len; ++i) out.u8(static_cast<std::uint8_t>(i));
}

void test_call(Call& call, NdrReader& in, NdrWriter& out) {
  const std::uint32_t max_count = in.max_count(echo::data_size_max / 2);
  const std::uint32_t actual_count = in.actual_count(max_count);
  if (in.failed()) return call.refuse_stub();
  out.referent(1);
  out.max_count(actual_count);
  out.actual_count(actual_count);
  for (std::uint32_t i = 0; i < actual_count; ++i) out.u16(in.u16());
  if (in.failed()) call.refuse_stub();
}

/// The arms: 1 to 4 hold u8, u16, u32, u64; 5 a u8 and a u64; 6 a u8 and arm 1; 7 a u8 and arm 4.
void test_call2(Call& call, NdrReader& in, NdrWriter& out) {
  const std::uint16_t level = in.u16();
  if (in.failed()) return call.refuse_stub();
  out.u16(level);
  switch (level) {
    case 1:
      out.u8(10);
      break;
    case 2:
      out.u16(20);
      break;
    case 3:
      out.u32(30);
      break;
    case 4:
      out.u64(40);
      break;
    case 5:
      // A structure is aligned as its widest member.
      out.align(8);
      out.u8(50);
      out.u64(60);
      break;
    case 6:
      out.u8(70);
      out.u8(80);
      break;
    case 7:
      out.align(8);
      out.u8(80);
      out.u64(90);
      break;
    default:
      return call.raise(invalid_tag);
  }
  out.u32(0);
}

void test_enum(Call& call, NdrReader& in, NdrWriter& out) {
  const std::uint16_t foo1 = in.u16();
  const auto copy_pair = [&in, &out] {
    in.align(4);
    out.align(4);
    out.u16(in.u16());
    out.u32(in.u32());
  };
  out.u16(foo1);
  copy_pair();
  const std::uint16_t discriminant = in.u16();
  out.u16(discriminant);
  if (discriminant == 1) {
    out.u16(in.u16());
  } else {
    copy_pair();
  }
  if (in.failed()) return call.refuse_stub();
  if (discriminant != foo1 || discriminant < 1 || discriminant > 2) call.raise(invalid_tag);
}

void test_surrounding(Call& call, NdrReader& in, NdrWriter& out) {
  const std::uint32_t max_count = in.max_count(echo::data_size_max / 4);
  const std::uint32_t x = in.u32();
  static_cast<void>(in.octets(std::size_t{2} * max_count));
  if (in.failed() || x != max_count) return call.refuse_stub();
  out.max_count(2 * x);
  out.u32(2 * x);
  for (std::uint32_t i = 0; i < 2 * x; ++i) out.u16(0);
}

void test_double_pointer(Call& call, NdrReader& in, NdrWriter& out) {
  std::uint16_t value = 0;
  if (in.referent() != 0 && in.referent() != 0) value = in.u16();
  if (in.failed()) return call.refuse_stub();
  out.u16(value);
}

}  // namespace

constexpr InterfaceDescription echo_interface{
    .name = "echo", .id = dcerpc::rpcecho_interface, .operations = operations};

Opnum echo::operation_named(std::string_view name) {
  const auto found = std::ranges::find(operations, name);
  RIPCORD_ASSERT(found != operations.end());
  return static_cast<Opnum>(found - operations.begin());
}

Answer EchoService::serve(Call& call) {
  NdrReader in(call.stub, call.order);
  NdrWriter out(*call.reply);
  switch (static_cast<Opnum>(call.opnum)) {
    case Opnum::add_one:
      add_one(call, in, out);
      break;
    case Opnum::echo_data:
      echo_data(call, in, out);
      break;
    case Opnum::sink_data:
      static_cast<void>(read_data(call, in));
      break;
    case Opnum::source_data:
      source_data(call, in, out);
      break;
    case Opnum::test_call:
      test_call(call, in, out);
      break;
    case Opnum::test_call2:
      test_call2(call, in, out);
      break;
    case Opnum::test_sleep:
      if (call.stub.size() >= sizeof(std::uint32_t)) return Answer::later;
      call.refuse_stub();
      break;
    case Opnum::test_enum:
      test_enum(call, in, out);
      break;
    case Opnum::test_surrounding:
      test_surrounding(call, in, out);
      break;
    case Opnum::test_double_pointer:
      test_double_pointer(call, in, out);
      break;
  }
  return Answer::now;
}

io::Task<void> EchoService::finish(Call& call) {
  const std::uint32_t seconds = NdrReader(call.stub, call.order).u32();
  co_await io::sleep_for(runtime_, std::chrono::seconds(seconds));
  NdrWriter(*call.reply).u32(seconds);
}

}  // namespace ripcord::peers
