#include "harness/peers/interfaces/stand_in.hpp"

#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {
namespace {

struct Answering {
  Call& call;

  void operator()(const scenario::ZerosAnswer& zeros) const {
    call.reply->insert(call.reply->end(), zeros.bytes, Byte{0});
  }
  void operator()(const Bytes& stub) const {
    call.reply->insert(call.reply->end(), stub.begin(), stub.end());
  }
  void operator()(const scenario::FaultAnswer& fault) const { call.raise(fault.status); }
};

}  // namespace

StandIn::StandIn(protocol::Interface interface, std::vector<scenario::OperationSpec> answers)
    : interface_(std::move(interface)), answers_(std::move(answers)) {
  std::size_t count = interface_.operations.size();
  for (const scenario::OperationSpec& answer : answers_) {
    count = std::max(count, std::size_t{answer.opnum} + 1);
  }
  interface_.operations.resize(count);
  operation_names_.assign(interface_.operations.begin(), interface_.operations.end());
  description_ = {.name = interface_.name, .id = interface_.id, .operations = operation_names_};
}

Answer StandIn::serve(Call& call) {
  const auto at = std::ranges::find(answers_, call.opnum, &scenario::OperationSpec::opnum);
  if (at == answers_.end()) {
    call.raise(dcerpc::nca::op_rng_error);
    call.entered = false;
  } else {
    std::visit(Answering{call}, at->answer);
  }
  return Answer::now;
}

}  // namespace ripcord::peers
