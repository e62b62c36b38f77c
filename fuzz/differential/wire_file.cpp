#include "fuzz/differential/wire_file.hpp"

#include "transports/base/assert.hpp"
#include "transports/capture/pcapng_file.hpp"

#include <utility>

namespace ripcord::fuzz {
namespace {

constexpr std::uint16_t mapper_port = 135;
constexpr std::uint16_t client_port = 49'152;
constexpr std::uint32_t server_address = 0x0a04'0001;
/// 10.1.0.0: each connection is of another client.
constexpr std::uint32_t first_client = 0x0a01'0000;

}  // namespace

void WireFile::connect() {
  ++connections_;
  sequences_[0] = sequences_[1] = 1;
}

std::size_t WireFile::send(capture::End from, Bytes unit) {
  RIPCORD_ASSERT(connections_ > 0 && unit.size() <= capture::Segment::payload_max);
  const Bytes& kept = units_.emplace_back(std::move(unit));
  const capture::Endpoint client{first_client + connections_, client_port};
  const capture::Endpoint server{server_address, mapper_port};
  const bool asks = from == capture::End::client;
  std::uint32_t& sequence = sequences_[asks ? 0 : 1];
  capture::Packet packet;
  packet.time = static_cast<std::int64_t>(packets_.size());
  packet.segment = {.from = asks ? client : server,
                    .to = asks ? server : client,
                    .sequence = sequence,
                    .acknowledgement = sequences_[asks ? 1 : 0],
                    .flags = capture::tcp_flag::psh | capture::tcp_flag::ack,
                    .payload = kept};
  sequence += static_cast<std::uint32_t>(kept.size());
  packets_.push_back(std::move(packet));
  return packets_.size();
}

Bytes WireFile::pcapng() const {
  capture::PcapngFile file;
  file.section("committed inputs of fuzz targets");
  file.interface("units");
  for (const capture::Packet& packet : packets_) file.packet(packet);
  return file.take();
}

}  // namespace ripcord::fuzz
