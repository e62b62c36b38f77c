#include "transports/capture/pcapng_file.hpp"

#include "transports/base/writer.hpp"

#include <algorithm>
#include <limits>

namespace ripcord::capture {
namespace {

constexpr std::uint32_t section_header = 0x0a0d0d0a;
constexpr std::uint32_t interface_description = 1;
constexpr std::uint32_t name_resolution = 4;
constexpr std::uint32_t enhanced_packet = 6;
constexpr std::uint32_t byte_order_magic = 0x1a2b3c4d;
constexpr std::uint16_t raw_ip = 101;
constexpr std::uint16_t ipv4_record = 1;

constexpr std::uint16_t opt_comment = 1;
constexpr std::uint16_t if_name = 2;
constexpr std::uint16_t shb_userappl = 4;
constexpr std::uint16_t if_tsresol = 9;

ByteView bytes_of(std::string_view text) {
  return {reinterpret_cast<const Byte*>(text.data()), text.size()};
}

/// §3.5 Options. What is longer than a length can say is cut.
void option(Writer& writer, std::uint16_t code, ByteView value) {
  constexpr std::size_t size_max = std::numeric_limits<std::uint16_t>::max();
  const ByteView kept = value.first(std::min(value.size(), size_max));
  writer.u16(code);
  writer.u16(static_cast<std::uint16_t>(kept.size()));
  writer.bytes(kept);
  writer.align(4);
}

void end_of_options(Writer& writer) { writer.u32(0); }

}  // namespace

void PcapngFile::section(std::string_view comment) {
  Bytes body;
  Writer writer(body);
  writer.u32(byte_order_magic);
  writer.u16(1);
  writer.u16(0);
  // The section's length: not known.
  writer.u64(std::numeric_limits<std::uint64_t>::max());
  option(writer, opt_comment, bytes_of(comment));
  option(writer, shb_userappl, bytes_of("ripcord"));
  end_of_options(writer);
  block(section_header, body);
}

void PcapngFile::interface(std::string_view name) {
  constexpr Byte nanoseconds[]{9};
  Bytes body;
  Writer writer(body);
  writer.u16(raw_ip);
  writer.u16(0);
  writer.u32(0);
  option(writer, if_name, bytes_of(name));
  option(writer, if_tsresol, nanoseconds);
  end_of_options(writer);
  block(interface_description, body);
}

void PcapngFile::names(std::span<const HostName> names) {
  Bytes body;
  Writer writer(body);
  for (const HostName& host : names) {
    writer.u16(ipv4_record);
    writer.u16(static_cast<std::uint16_t>(4 + host.name.size() + 1));
    for (unsigned shift = 32; shift > 0; shift -= 8)
      writer.u8(static_cast<std::uint8_t>(host.address >> (shift - 8)));
    writer.bytes(bytes_of(host.name));
    writer.u8(0);
    writer.align(4);
  }
  // §4.4: nrb_record_end.
  writer.u32(0);
  block(name_resolution, body);
}

void PcapngFile::packet(const Packet& packet) {
  const Bytes bytes = packet_bytes(packet.segment);
  const auto time = static_cast<std::uint64_t>(packet.time);
  Bytes body;
  body.reserve(bytes.size() + 64);
  Writer writer(body);
  writer.u32(static_cast<std::uint32_t>(packet.side));
  writer.u32(static_cast<std::uint32_t>(time >> 32U));
  writer.u32(static_cast<std::uint32_t>(time));
  writer.u32(static_cast<std::uint32_t>(bytes.size()));
  writer.u32(static_cast<std::uint32_t>(bytes.size() + packet.segment.missing));
  writer.bytes(bytes);
  writer.align(4);
  for (const std::string& comment : packet.comments) option(writer, opt_comment, bytes_of(comment));
  if (!packet.comments.empty()) end_of_options(writer);
  block(enhanced_packet, body);
}

// §3.1 General Block Structure: the length stands at both ends.
void PcapngFile::block(std::uint32_t type, const Bytes& body) {
  constexpr std::size_t around = 12;
  const auto size = static_cast<std::uint32_t>(body.size() + around);
  Writer writer(bytes_);
  writer.u32(type);
  writer.u32(size);
  writer.bytes(body);
  writer.u32(size);
}

}  // namespace ripcord::capture
