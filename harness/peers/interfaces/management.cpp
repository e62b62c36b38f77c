#include "harness/peers/interfaces/management.hpp"

#include "transports/dcerpc/management.hpp"
#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <array>

namespace ripcord::peers {
namespace {

namespace mgmt = dcerpc::mgmt;

constexpr std::array<std::string_view, 5> operations{
    "inq_if_ids", "inq_stats", "is_server_listening", "stop_server_listening", "inq_princ_name"};

template <typename Message>
void reply(Call& call, const Message& message) {
  mgmt::encode_stub(message, ByteOrder::little_endian, *call.reply);
}

}  // namespace

constexpr InterfaceDescription management_interface{
    .name = "mgmt", .id = dcerpc::mgmt_interface, .operations = operations};

Answer Management::serve(Call& call) {
  switch (static_cast<mgmt::Opnum>(call.opnum)) {
    case mgmt::Opnum::inq_if_ids:
      inq_if_ids(call);
      break;
    case mgmt::Opnum::inq_stats:
      inq_stats(call);
      break;
    case mgmt::Opnum::is_server_listening:
      reply(call, mgmt::IsServerListeningOut{.status = 0, .listening = 1});
      break;
    case mgmt::Opnum::stop_server_listening:
      // Nobody may stop a server from afar; Windows and Samba refuse likewise.
      reply(call, mgmt::StopServerListeningOut{.status = dcerpc::win32::error_access_denied});
      break;
    case mgmt::Opnum::inq_princ_name:
      inq_princ_name(call);
      break;
  }
  return Answer::now;
}

void Management::inq_if_ids(Call& call) const {
  mgmt::InqIfIdsOut out;
  out.if_ids.assign(interfaces_.ids().begin(), interfaces_.ids().end());
  reply(call, out);
}

void Management::inq_stats(Call& call) const {
  const Decoded<mgmt::InqStatsIn> in = mgmt::decode_stub<mgmt::InqStatsIn>(call.stub, call.order);
  if (!in) return call.refuse_stub();
  const std::array values{
      statistics_.calls_in, statistics_.calls_out, statistics_.pkts_in, statistics_.pkts_out};
  mgmt::InqStatsOut out;
  out.statistics.assign(values.begin(),
                        values.begin() + std::min<std::ptrdiff_t>(in->count, values.size()));
  reply(call, out);
}

void Management::inq_princ_name(Call& call) {
  const Decoded<mgmt::InqPrincNameIn> in =
      mgmt::decode_stub<mgmt::InqPrincNameIn>(call.stub, call.order);
  if (!in || in->princ_name_size == 0) return call.refuse_stub();
  // No authentication is on offer, so no principal has a name for any of its services.
  reply(call,
        mgmt::InqPrincNameOut{.princ_name = {},
                              .status = dcerpc::win32::rpc_s_unknown_authn_service});
}

}  // namespace ripcord::peers
