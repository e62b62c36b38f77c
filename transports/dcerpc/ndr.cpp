#include "transports/dcerpc/ndr.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>

namespace ripcord::dcerpc {

std::uint16_t NdrReader::u16() {
  align(2);
  return reader_.u16();
}

std::uint32_t NdrReader::u32() {
  align(4);
  return reader_.u32();
}

std::uint64_t NdrReader::u64() {
  align(8);
  return reader_.u64();
}

Uuid NdrReader::uuid() {
  Uuid value;
  value.time_low = u32();
  value.time_mid = reader_.u16();
  value.time_hi_and_version = reader_.u16();
  const ByteView tail = reader_.bytes(value.clock_seq_and_node.size());
  std::copy(tail.begin(), tail.end(), value.clock_seq_and_node.begin());
  return value;
}

SyntaxId NdrReader::interface_id() {
  SyntaxId value;
  value.uuid = uuid();
  value.major_version = reader_.u16();
  value.minor_version = reader_.u16();
  return value;
}

ContextHandle NdrReader::context_handle() {
  ContextHandle value;
  value.attributes = u32();
  value.uuid = uuid();
  return value;
}

std::uint32_t NdrReader::max_count(std::uint32_t limit) {
  align(4);
  const std::size_t at = offset();
  const std::uint32_t count = reader_.u32();
  if (count <= limit) return count;
  fail(errc::array_bounds, at);
  return 0;
}

std::uint32_t NdrReader::actual_count(std::uint32_t limit) {
  align(4);
  const std::size_t at = offset();
  const std::uint32_t first = reader_.u32();
  const std::uint32_t count = reader_.u32();
  if (first == 0 && count <= limit) return count;
  fail(errc::array_bounds, first == 0 ? at + 4 : at);
  return 0;
}

std::string NdrReader::varying_string(std::uint32_t limit) {
  const std::uint32_t count = actual_count(limit);
  // Not even a NUL: wrong by C706 §14.3.4, but clear enough to be taken.
  if (count == 0) return {};
  const std::size_t at = offset();
  const ByteView text = octets(count);
  const auto end = std::find(text.begin(), text.end(), Byte{0});
  if (end == text.end()) fail(errc::unterminated_string, at);
  return failed() ? std::string() : std::string(text.begin(), end);
}

std::string NdrReader::conformant_varying_string(std::uint32_t limit) {
  const std::uint32_t max = max_count(limit);
  return varying_string(max);
}

void NdrReader::fail(errc why, std::size_t at) {
  if (failed()) return;
  why_ = why;
  reader_.fail(at);
}

DecodeError NdrReader::error() const {
  RIPCORD_ASSERT(failed());
  return {why_, reader_.failed_at()};
}

void NdrWriter::u16(std::uint16_t value) {
  align(2);
  writer_.u16(value);
}

void NdrWriter::u32(std::uint32_t value) {
  align(4);
  writer_.u32(value);
}

void NdrWriter::u64(std::uint64_t value) {
  align(8);
  writer_.u64(value);
}

void NdrWriter::uuid(const Uuid& value) {
  u32(value.time_low);
  writer_.u16(value.time_mid);
  writer_.u16(value.time_hi_and_version);
  writer_.bytes(value.clock_seq_and_node);
}

void NdrWriter::interface_id(const SyntaxId& value) {
  uuid(value.uuid);
  writer_.u16(value.major_version);
  writer_.u16(value.minor_version);
}

void NdrWriter::context_handle(const ContextHandle& value) {
  u32(value.attributes);
  uuid(value.uuid);
}

void NdrWriter::actual_count(std::uint32_t count) {
  u32(0);
  u32(count);
}

void NdrWriter::varying_string(std::string_view text) {
  actual_count(static_cast<std::uint32_t>(text.size() + 1));
  writer_.bytes({reinterpret_cast<const Byte*>(text.data()), text.size()});
  writer_.u8(0);
}

void NdrWriter::conformant_varying_string(std::string_view text) {
  max_count(static_cast<std::uint32_t>(text.size() + 1));
  varying_string(text);
}

}  // namespace ripcord::dcerpc
