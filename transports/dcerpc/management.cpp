#include "transports/dcerpc/management.hpp"

#include "transports/dcerpc/ndr.hpp"

namespace ripcord::dcerpc::mgmt {
namespace {

/// rpc_if_id_vector_t as a full pointer: conformance, count, one pointer an interface, and behind
/// them what they point to (MS-RPCE §2.2.1.3.1).
void read(NdrReader& ndr, InqIfIdsOut& message) {
  if (ndr.referent() != 0) {
    const std::uint32_t max_count = ndr.max_count(interface_count_max);
    const std::size_t at = ndr.offset();
    if (ndr.u32() != max_count) ndr.fail(errc::array_bounds, at);
    std::uint32_t present = 0;
    for (std::uint32_t i = 0; i < max_count && !ndr.failed(); ++i)
      present += ndr.referent() != 0 ? 1U : 0U;
    for (std::uint32_t i = 0; i < present && !ndr.failed(); ++i)
      message.if_ids.push_back(ndr.interface_id());
  }
  message.status = ndr.u32();
}

void write(NdrWriter& ndr, const InqIfIdsOut& message) {
  const auto count = static_cast<std::uint32_t>(message.if_ids.size());
  Referents referents;
  ndr.referent(referents.next());
  ndr.max_count(count);
  ndr.u32(count);
  for (std::uint32_t i = 0; i < count; ++i) ndr.referent(referents.next());
  for (const SyntaxId& id : message.if_ids) ndr.interface_id(id);
  ndr.u32(message.status);
}

void read(NdrReader& ndr, InqStatsIn& message) {
  message.count = ndr.max_count(statistics_count_max);
}

void write(NdrWriter& ndr, const InqStatsIn& message) { ndr.u32(message.count); }

void read(NdrReader& ndr, InqStatsOut& message) {
  const std::uint32_t max_count = ndr.max_count(statistics_count_max);
  const std::size_t at = ndr.offset();
  if (ndr.u32() != max_count) ndr.fail(errc::array_bounds, at);
  for (std::uint32_t i = 0; i < max_count && !ndr.failed(); ++i)
    message.statistics.push_back(ndr.u32());
  message.status = ndr.u32();
}

void write(NdrWriter& ndr, const InqStatsOut& message) {
  const auto count = static_cast<std::uint32_t>(message.statistics.size());
  ndr.max_count(count);
  ndr.u32(count);
  for (const std::uint32_t value : message.statistics) ndr.u32(value);
  ndr.u32(message.status);
}

void read(NdrReader& ndr, IsServerListeningOut& message) {
  message.status = ndr.u32();
  message.listening = ndr.u32();
}

void write(NdrWriter& ndr, const IsServerListeningOut& message) {
  ndr.u32(message.status);
  ndr.u32(message.listening);
}

void read(NdrReader& ndr, StopServerListeningOut& message) { message.status = ndr.u32(); }

void write(NdrWriter& ndr, const StopServerListeningOut& message) { ndr.u32(message.status); }

void read(NdrReader& ndr, InqPrincNameIn& message) {
  message.authn_proto = ndr.u32();
  message.princ_name_size = ndr.max_count(princ_name_size_max);
}

void write(NdrWriter& ndr, const InqPrincNameIn& message) {
  ndr.u32(message.authn_proto);
  ndr.u32(message.princ_name_size);
}

void read(NdrReader& ndr, InqPrincNameOut& message) {
  message.princ_name = ndr.conformant_varying_string(princ_name_size_max);
  message.status = ndr.u32();
}

void write(NdrWriter& ndr, const InqPrincNameOut& message) {
  ndr.conformant_varying_string(message.princ_name);
  ndr.u32(message.status);
}

}  // namespace

template <typename Message>
Decoded<Message> decode_stub(ByteView stub, ByteOrder order) {
  NdrReader ndr(stub, order);
  Message message;
  read(ndr, message);
  return ndr.finish(std::move(message));
}

template <typename Message>
void encode_stub(const Message& message, ByteOrder order, Bytes& out) {
  NdrWriter ndr(out, order);
  write(ndr, message);
}

#define RIPCORD_INSTANTIATE(Message)                                   \
  template Decoded<Message> decode_stub<Message>(ByteView, ByteOrder); \
  template void encode_stub<Message>(const Message&, ByteOrder, Bytes&)
RIPCORD_INSTANTIATE(InqIfIdsOut);
RIPCORD_INSTANTIATE(InqStatsIn);
RIPCORD_INSTANTIATE(InqStatsOut);
RIPCORD_INSTANTIATE(IsServerListeningOut);
RIPCORD_INSTANTIATE(StopServerListeningOut);
RIPCORD_INSTANTIATE(InqPrincNameIn);
RIPCORD_INSTANTIATE(InqPrincNameOut);
#undef RIPCORD_INSTANTIATE

}  // namespace ripcord::dcerpc::mgmt
