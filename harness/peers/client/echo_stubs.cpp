#include "harness/peers/client/echo_stubs.hpp"

#include "transports/base/octets.hpp"
#include "transports/dcerpc/ndr.hpp"

#include <algorithm>

namespace ripcord::peers::echo {
namespace {

using dcerpc::NdrReader;
using dcerpc::NdrWriter;

constexpr std::uint16_t level_max = 7;

void write_octets(Bytes& stub, std::uint32_t size, Prng& random, ByteOrder order) {
  // len, then the array's max_count, which is the same again. Nothing is cleared: all is written.
  stub.resize(2 * sizeof(size) + size);
  store_integer(stub.data(), size, order);
  store_integer(stub.data() + sizeof(size), size, order);
  MutableByteView data = MutableByteView(stub).subspan(2 * sizeof(size));
  // Eight octets a draw: a call's data is most of what a client draws.
  for (; data.size() >= sizeof(std::uint64_t); data = data.subspan(sizeof(std::uint64_t))) {
    store_integer(data.data(), random.next(), ByteOrder::little_endian);
  }
  for (Byte& octet : data) octet = static_cast<Byte>(random.next());
}

void write_text(NdrWriter& ndr, std::uint32_t size, Prng& random) {
  const std::uint32_t letters = size / 2;
  ndr.max_count(letters + 1);
  ndr.actual_count(letters + 1);
  for (std::uint32_t i = 0; i < letters; ++i) {
    ndr.u16(static_cast<std::uint16_t>('a' + random.below(26)));
  }
  ndr.u16(0);
}

void write_enums(NdrWriter& ndr, std::uint16_t foo1) {
  ndr.u16(foo1);
  ndr.align(4);
  ndr.u16(1);
  ndr.u32(2);
  ndr.u16(foo1);
  if (foo1 == 2) ndr.align(4);
  ndr.u16(1);
  if (foo1 == 2) ndr.u32(2);
}

void write_surrounding(NdrWriter& ndr, std::uint32_t size, Prng& random) {
  const std::uint32_t x = size / 2;
  ndr.max_count(x);
  ndr.u32(x);
  for (std::uint32_t i = 0; i < x; ++i) ndr.u16(static_cast<std::uint16_t>(random.next()));
}

bool same_octets(NdrReader& in, NdrReader& out) {
  static_cast<void>(in.u32());
  const ByteView asked = in.octets(in.max_count(data_size_max));
  const ByteView answered = out.octets(out.max_count(data_size_max));
  return std::ranges::equal(asked, answered);
}

bool is_source(NdrReader& in, NdrReader& out) {
  const std::uint32_t len = in.u32();
  const ByteView data = out.octets(out.max_count(data_size_max));
  for (std::size_t i = 0; i < data.size(); ++i) {
    if (data[i] != static_cast<Byte>(i)) return false;
  }
  return data.size() == len;
}

bool same_text(NdrReader& in, NdrReader& out) {
  static_cast<void>(in.max_count(data_size_max));
  const std::uint32_t count = in.actual_count(data_size_max);
  const bool pointed = out.referent() != 0;
  static_cast<void>(out.max_count(data_size_max));
  if (!pointed || out.actual_count(data_size_max) != count) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (in.u16() != out.u16()) return false;
  }
  return true;
}

bool is_surrounded(NdrReader& in, NdrReader& out) {
  const std::uint32_t max_count = in.max_count(data_size_max);
  const std::uint32_t answered = out.max_count(data_size_max);
  if (answered != 2 * max_count || out.u32() != answered) return false;
  return std::ranges::all_of(out.octets(std::size_t{2} * answered),
                             [](Byte octet) { return octet == 0; });
}

}  // namespace

void write_request(Opnum opnum, std::uint32_t size, Prng& random, ByteOrder order, Bytes& stub) {
  if (opnum == Opnum::echo_data || opnum == Opnum::sink_data)
    return write_octets(stub, size, random, order);
  stub.clear();
  NdrWriter ndr(stub, order);
  switch (opnum) {
    case Opnum::add_one:
      ndr.u32(static_cast<std::uint32_t>(random.next()));
      break;
    case Opnum::echo_data:
    case Opnum::sink_data:
      break;
    case Opnum::source_data:
    case Opnum::test_sleep:
      ndr.u32(size);
      break;
    case Opnum::test_call:
      write_text(ndr, size, random);
      break;
    case Opnum::test_call2:
      ndr.u16(static_cast<std::uint16_t>(1 + random.below(level_max)));
      break;
    case Opnum::test_enum:
      write_enums(ndr, static_cast<std::uint16_t>(1 + random.below(2)));
      break;
    case Opnum::test_surrounding:
      write_surrounding(ndr, size, random);
      break;
    case Opnum::test_double_pointer:
      ndr.referent(1);
      ndr.referent(2);
      ndr.u16(static_cast<std::uint16_t>(random.next()));
      break;
  }
}

bool is_right_answer(Opnum opnum, StubView request, StubView answer) {
  NdrReader in(request.stub, request.order);
  NdrReader out(answer.stub, answer.order);
  bool right = true;
  switch (opnum) {
    case Opnum::add_one:
      right = out.u32() == in.u32() + 1;
      break;
    case Opnum::echo_data:
      right = same_octets(in, out);
      break;
    case Opnum::sink_data:
      right = answer.stub.empty();
      break;
    case Opnum::source_data:
      right = is_source(in, out);
      break;
    case Opnum::test_call:
      right = same_text(in, out);
      break;
    case Opnum::test_call2:
      right = out.u16() == in.u16();
      break;
    case Opnum::test_sleep:
      right = out.u32() == in.u32();
      break;
    case Opnum::test_enum:
      right = out.u16() == in.u16();
      break;
    case Opnum::test_surrounding:
      right = is_surrounded(in, out);
      break;
    case Opnum::test_double_pointer:
      in.referent();
      in.referent();
      right = out.u16() == in.u16();
      break;
  }
  return right && !in.failed() && !out.failed();
}

}  // namespace ripcord::peers::echo
