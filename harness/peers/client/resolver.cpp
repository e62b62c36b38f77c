#include "harness/peers/client/resolver.hpp"

#include "harness/peers/client/mapper_connection.hpp"
#include "transports/dcerpc/status.hpp"

#include <optional>
#include <utility>

namespace ripcord::peers {
namespace {

namespace ept = dcerpc::ept;
using dcerpc::SyntaxId;
using dcerpc::TowerBinding;
using scenario::ClientSpec;

/// More answers to one question than this and the mapper is leading the client round in circles.
constexpr unsigned answers_max = 64;

CallFailure not_registered() {
  return {
      Stage::resolve, Trouble::not_registered, Executed::no, dcerpc::win32::ept_s_not_registered};
}

ept::MapIn question_for(const SyntaxId& interface, const ClientContext& context) {
  const TowerBinding asked{.interface = interface, .protocol_sequence = context.protocol_sequence};
  // Referents 1 and 2: Windows 2003's mapper takes no others.
  return {.object = {.referent = 1},
          .map_tower = {.referent = 2, .octets = dcerpc::tower_octets(asked)},
          .max_towers = context.spec.max_towers};
}

/// What is wrong with an answer; nothing if it can be used.
std::optional<CallFailure> examine(const ept::MapOut& answer, const ClientSpec& spec) {
  if (spec.map_status == scenario::MapStatus::ignored) {
    // M3: takes towers[0] of an array for max_towers. Where there is none, or where there are more,
    // memory that is not the array's would be read or written.
    const bool overrun = answer.towers.empty() || answer.towers.size() > spec.max_towers;
    if (!overrun) return std::nullopt;
    return CallFailure(
        Stage::resolve, Trouble::crashed, Executed::no, dcerpc::win32::rpc_s_server_unavailable);
  }
  if (answer.status != ept::status::ok) {
    const bool unknown = answer.status == ept::status::not_registered;
    return CallFailure(Stage::resolve,
                       unknown ? Trouble::not_registered : Trouble::application,
                       Executed::no,
                       dcerpc::win32_from_ept(answer.status));
  }
  if (answer.num_towers != answer.towers.size()) {
    return illegal_answer(Stage::resolve, Executed::no);
  }
  return std::nullopt;
}

bool fits(const TowerBinding& tower, const SyntaxId& interface, const ClientSpec& spec) {
  const bool same_version = dcerpc::is_compatible(
      tower.interface, {tower.interface.uuid, interface.major_version, interface.minor_version});
  if (spec.version_rule == scenario::VersionRule::strict && !same_version) return false;
  if (spec.tower_check == scenario::TowerCheck::none) return true;
  return tower.interface.uuid == interface.uuid && tower.transfer_syntax == dcerpc::ndr20;
}

}  // namespace

std::vector<TowerBinding> fitting_towers(const std::vector<ept::TowerPointer>& towers,
                                         const SyntaxId& interface,
                                         const ClientSpec& spec,
                                         dcerpc::ProtocolSequence sequence) {
  std::vector<TowerBinding> fitting;
  for (const ept::TowerPointer& pointer : towers) {
    const Decoded<dcerpc::Tower> tower = dcerpc::Tower::decode(pointer.octets);
    const std::optional<TowerBinding> binding = tower ? dcerpc::binding_of(*tower) : std::nullopt;
    // Whatever else is believed, a client can only dial what it has the sockets for.
    const bool is_local = sequence == dcerpc::ProtocolSequence::ncalrpc;
    const bool dialable =
        binding && binding->protocol_sequence == sequence && (!is_local || binding->port != 0);
    if (dialable && fits(*binding, interface, spec)) fitting.push_back(*binding);
  }
  return fitting;
}

io::Task<Called<std::vector<TowerBinding>>> resolve(ClientContext& context,
                                                    SyntaxId interface,
                                                    std::string host) {
  const ClientSpec& spec = context.spec;
  const bool all = spec.towers == scenario::Towers::all;
  MapperConnection mapper(context);
  const Called<void> opened =
      co_await mapper.open(std::move(host), context.deadline(spec.mapper_timeout));
  if (!opened) co_return opened.error();

  std::vector<TowerBinding> found;
  ept::MapIn question = question_for(interface, context);
  for (unsigned answers = 0; answers < answers_max; ++answers) {
    const Called<ept::MapOut> answer = co_await mapper.map(question);
    if (!answer) co_return answer.error();
    const std::optional<CallFailure> wrong = examine(*answer, spec);
    // A search that has found something before it failed has found something.
    if (wrong && (found.empty() || wrong->trouble == Trouble::crashed)) co_return *wrong;
    if (wrong) break;
    for (TowerBinding& tower :
         fitting_towers(answer->towers, interface, spec, context.protocol_sequence)) {
      found.push_back(std::move(tower));
    }
    question.entry_handle = answer->entry_handle;
    const bool enough = !all && !found.empty();
    if (question.entry_handle.is_null() || enough) break;
  }
  const bool unfinished = !question.entry_handle.is_null();
  if (unfinished && spec.lookup_handles == scenario::LookupHandles::freed) {
    co_await mapper.free(question.entry_handle);
  }
  if (found.empty()) co_return not_registered();
  if (!all) found.resize(1);
  context.publisher.publish({.event = Event::endpoint_resolved,
                             .interface = &found.front().interface,
                             .port = found.front().port});
  co_return found;
}

}  // namespace ripcord::peers
