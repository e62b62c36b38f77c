#include "fuzz/kit/pcapng_blocks.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/reader.hpp"

namespace ripcord::fuzz {
namespace {

constexpr std::uint32_t section_header = 0x0a0d0d0a;
constexpr std::uint32_t interface_description = 1;
constexpr std::uint32_t enhanced_packet = 6;
/// Type and two total lengths.
constexpr std::size_t frame_size = 12;

/// §4.3 Enhanced Packet Block; the last 16 bits of an IPv4 packet's first word are its length.
Bytes read_packet(ByteView body, std::size_t interfaces) {
  Reader reader(body);
  RIPCORD_ASSERT(reader.u32() < interfaces);
  reader.skip(8);
  const std::uint32_t captured_size = reader.u32();
  RIPCORD_ASSERT(captured_size <= reader.u32());
  const ByteView packet = reader.bytes(captured_size);
  RIPCORD_ASSERT(!reader.failed());
  RIPCORD_ASSERT(packet.size() >= 40);
  RIPCORD_ASSERT(packet[0] == 0x45);
  return {packet.begin(), packet.end()};
}

}  // namespace

PcapngFile read_pcapng(ByteView file) {
  PcapngFile content;
  Reader reader(file);
  for (std::size_t number = 0; reader.remaining() > 0; ++number) {
    const std::uint32_t type = reader.u32();
    const std::uint32_t size = reader.u32();
    RIPCORD_ASSERT(!reader.failed());
    RIPCORD_ASSERT(size >= frame_size);
    RIPCORD_ASSERT(size % 4 == 0);
    const ByteView body = reader.bytes(size - frame_size);
    RIPCORD_ASSERT(reader.u32() == size);
    RIPCORD_ASSERT(!reader.failed());
    RIPCORD_ASSERT((number == 0) == (type == section_header));
    if (type == interface_description) ++content.interfaces;
    if (type == enhanced_packet) content.packets.push_back(read_packet(body, content.interfaces));
  }
  return content;
}

}  // namespace ripcord::fuzz
