#include "transports/dcerpc/verification_trailer.hpp"

#include "transports/base/assert.hpp"
#include "transports/base/reader.hpp"
#include "transports/dcerpc/ndr.hpp"

#include <algorithm>
#include <array>

namespace ripcord::dcerpc {
namespace {

constexpr std::array<Byte, 8> magic{0x8a, 0xe3, 0x13, 0x71, 0x02, 0xf4, 0x36, 0x71};

/// Bits of a command's first integer.
constexpr std::uint16_t command_mask = 0x3fff;
constexpr std::uint16_t command_end = 0x4000;
constexpr std::uint16_t must_process_command = 0x8000;

constexpr std::uint16_t bitmask_command = 1;
constexpr std::uint16_t pcontext_command = 2;
constexpr std::uint16_t header2_command = 3;

/// The value of one command; false if the command is unknown or its length is not the one it has.
bool read_value(std::uint16_t command, ByteView value, VerificationTrailer& trailer) {
  NdrReader reader(value);
  if (command == bitmask_command) {
    trailer.bitmask = reader.u32();
  } else if (command == pcontext_command) {
    VerificationTrailer::PresentationContext& context = trailer.pcontext.emplace();
    context.interface_id = reader.interface_id();
    context.transfer_syntax = reader.interface_id();
  } else if (command == header2_command) {
    // Not emplace(): clang asks whether Header2 is default constructible before its enclosing class
    // is complete.
    trailer.header2 = VerificationTrailer::Header2{};
    VerificationTrailer::Header2& header = *trailer.header2;
    header.ptype = static_cast<PduType>(reader.u8());
    reader.octets(3);
    const ByteView drep = reader.octets(header.drep.octets.size());
    std::copy(drep.begin(), drep.end(), header.drep.octets.begin());
    header.call_id = reader.u32();
    header.context_id = reader.u16();
    header.opnum = reader.u16();
  } else {
    return false;
  }
  return !reader.failed() && reader.remaining() == 0;
}

}  // namespace

std::optional<std::size_t> find_verification_trailer(ByteView stub) {
  const std::size_t window = std::min(stub.size(), verification_trailer_window);
  const ByteView searched = stub.last(window);
  const auto found = std::search(searched.begin(), searched.end(), magic.begin(), magic.end());
  if (found == searched.end()) return std::nullopt;
  return stub.size() - window + static_cast<std::size_t>(found - searched.begin());
}

Decoded<VerificationTrailer> decode_verification_trailer(ByteView bytes) {
  Reader reader(bytes);
  const ByteView front = reader.bytes(magic.size());
  if (!reader.failed() && !std::equal(front.begin(), front.end(), magic.begin()))
    return DecodeError{errc::verification_trailer, 0};
  VerificationTrailer trailer;
  for (bool more = true; more && !reader.failed();) {
    const std::size_t at = reader.offset();
    const std::uint16_t command = reader.u16();
    const ByteView value = reader.bytes(reader.u16());
    more = (command & command_end) == 0;
    const bool known = reader.failed() || read_value(command & command_mask, value, trailer);
    if (!known && (command & must_process_command) != 0)
      return DecodeError{errc::verification_trailer, at};
  }
  if (reader.failed()) return DecodeError{errc::truncated, reader.failed_at()};
  return trailer;
}

void encode_verification_trailer(const VerificationTrailer& trailer,
                                 std::size_t stub_start,
                                 Bytes& out) {
  while ((out.size() - stub_start) % 4 != 0) out.push_back(0);
  NdrWriter writer(out);
  writer.octets(magic);
  std::size_t last_command = 0;
  const auto begin = [&](std::uint16_t command, std::uint16_t size) {
    last_command = out.size();
    writer.u16(command);
    writer.u16(size);
  };
  if (trailer.bitmask) {
    begin(bitmask_command, 4);
    writer.u32(*trailer.bitmask);
  }
  if (trailer.pcontext) {
    begin(pcontext_command, 40);
    writer.interface_id(trailer.pcontext->interface_id);
    writer.interface_id(trailer.pcontext->transfer_syntax);
  }
  if (trailer.header2) {
    begin(header2_command, 16);
    writer.u8(static_cast<std::uint8_t>(trailer.header2->ptype));
    writer.octets(std::array<Byte, 3>{});
    writer.octets(trailer.header2->drep.octets);
    writer.u32(trailer.header2->call_id);
    writer.u16(trailer.header2->context_id);
    writer.u16(trailer.header2->opnum);
  }
  RIPCORD_ASSERT(last_command != 0);
  out[last_command + 1] |= command_end >> 8U;
}

}  // namespace ripcord::dcerpc
