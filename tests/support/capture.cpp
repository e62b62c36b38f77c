#include "tests/support/capture.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/reader.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>

namespace ripcord {
namespace {

constexpr std::uint32_t pcap_magic = 0xa1b2c3d4;
constexpr std::uint32_t linktype_ethernet = 1;
constexpr std::uint16_t ethertype_ipv4 = 0x0800;
constexpr std::uint8_t protocol_tcp = 6;
constexpr unsigned flag_syn = 0x02;
constexpr unsigned flag_ack = 0x10;

struct TcpAddress {
  std::uint32_t host = 0;
  std::uint16_t port = 0;
  friend auto operator<=>(const TcpAddress&, const TcpAddress&) = default;
};

struct Packet {
  TcpAddress source;
  TcpAddress target;
  std::uint32_t sequence = 0;
  unsigned flags = 0;
  ByteView payload;
};

/// The TCP segment in an Ethernet frame; none for everything else.
std::optional<Packet> parse_frame(ByteView frame) {
  Reader reader(frame, ByteOrder::big_endian);
  reader.skip(12);
  if (reader.u16() != ethertype_ipv4) return std::nullopt;
  const std::size_t ip_header_size = std::size_t{4} * (reader.u8() & 0x0fU);
  reader.skip(1);
  const std::size_t ip_size = reader.u16();
  reader.skip(5);
  if (reader.u8() != protocol_tcp) return std::nullopt;
  reader.skip(2);
  Packet packet;
  packet.source.host = reader.u32();
  packet.target.host = reader.u32();
  reader.skip(ip_header_size - 20);
  packet.source.port = reader.u16();
  packet.target.port = reader.u16();
  packet.sequence = reader.u32();
  reader.skip(4);
  const std::size_t tcp_header_size = std::size_t{4} * (reader.u8() >> 4U);
  packet.flags = reader.u8();
  reader.skip(tcp_header_size - 14);
  packet.payload = reader.bytes(ip_size - ip_header_size - tcp_header_size);
  RIPCORD_ASSERT(!reader.failed());
  return packet;
}

/// One direction of a connection.
struct Stream {
  std::size_t connection = 0;
  CapturedSegment::Sender sender = CapturedSegment::Sender::client;
  /// The sequence number that comes next.
  std::uint32_t expected = 0;
};

class Streams {
 public:
  /// What `packet` adds to its stream; none if nothing.
  std::optional<CapturedSegment> take(const Packet& packet) {
    if ((packet.flags & flag_syn) != 0) synchronise(packet);
    const auto found = streams_.find({packet.source, packet.target});
    if (found == streams_.end() || packet.payload.empty()) return std::nullopt;
    Stream& stream = found->second;
    const std::uint32_t seen = stream.expected - packet.sequence;
    RIPCORD_ASSERT(static_cast<std::int32_t>(seen) >= 0);
    if (seen >= packet.payload.size()) return std::nullopt;
    const ByteView fresh = packet.payload.subspan(seen);
    stream.expected += static_cast<std::uint32_t>(fresh.size());
    return CapturedSegment{stream.connection, stream.sender, Bytes(fresh.begin(), fresh.end())};
  }

 private:
  void synchronise(const Packet& packet) {
    using Sender = CapturedSegment::Sender;
    if ((packet.flags & flag_ack) == 0) {
      streams_[{packet.source, packet.target}] = {connections_, Sender::client, 0};
      streams_[{packet.target, packet.source}] = {connections_, Sender::server, 0};
      ++connections_;
    }
    const auto found = streams_.find({packet.source, packet.target});
    if (found != streams_.end()) found->second.expected = packet.sequence + 1;
  }

  std::map<std::tuple<TcpAddress, TcpAddress>, Stream> streams_;
  std::size_t connections_ = 0;
};

Bytes read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  RIPCORD_ASSERT(file.is_open());
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace

std::vector<CapturedSegment> read_capture(const std::string& path) {
  const Bytes file = read_file(path);
  Reader reader(file);
  RIPCORD_ASSERT(reader.u32() == pcap_magic);
  reader.skip(16);
  RIPCORD_ASSERT(reader.u32() == linktype_ethernet);
  std::vector<CapturedSegment> segments;
  Streams streams;
  while (reader.remaining() > 0) {
    reader.skip(8);
    const std::uint32_t captured_size = reader.u32();
    reader.skip(4);
    const std::optional<Packet> packet = parse_frame(reader.bytes(captured_size));
    RIPCORD_ASSERT(!reader.failed());
    if (!packet) continue;
    if (std::optional<CapturedSegment> segment = streams.take(*packet))
      segments.push_back(std::move(*segment));
  }
  return segments;
}

}  // namespace ripcord
