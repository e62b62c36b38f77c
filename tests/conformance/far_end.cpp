#include "tests/conformance/far_end.hpp"

#include "harness/peers/interfaces/backup_messages.hpp"
#include "harness/stage/stage.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/tower_binding.hpp"
#include "transports/io/deadline.hpp"
#include "transports/io/errors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ripcord::conformance {
namespace {

namespace backup = peers::backup;
namespace ept = dcerpc::ept;

constexpr std::uint16_t mapper_port = 135;
/// Within which a connect on one machine is answered, if ever.
constexpr Duration patience = std::chrono::seconds(2);
constexpr std::uint16_t fragment_size = 5840;

std::string text_of(ErrorCode error) {
  if (error == io::errc::eof) return "finish";
  if (error == io::errc::connection_reset) return "reset";
  if (error == io::errc::connection_refused) return "refused";
  return error == io::errc::timed_out ? "unanswered" : error.message();
}

std::string text_of(const dcerpc::BindAck& ack) {
  const bool accepted =
      !ack.p_results.empty() && ack.p_results.front().result == dcerpc::ContextResult::acceptance;
  return accepted ? "bind_ack" : "bind_ack without the interface";
}

std::string text_of_unit(const Bytes& unit) {
  if (const auto ack = dcerpc::decode_as<dcerpc::BindAck>(unit)) return text_of(*ack);
  if (const auto nak = dcerpc::decode_as<dcerpc::BindNak>(unit)) {
    return fmt::format("bind_nak {}", static_cast<int>(nak->provider_reject_reason));
  }
  if (const auto fault = dcerpc::decode_as<dcerpc::Fault>(unit)) {
    return fmt::format("fault {:#x}", fault->status);
  }
  return dcerpc::decode_as<dcerpc::Response>(unit) ? "response" : "no PDU";
}

/// Whether `bytes` hold a whole PDU, or what can never become one.
bool is_whole(const Bytes& bytes) {
  constexpr Byte rpc_vers = 5;
  if (!bytes.empty() && bytes[0] != rpc_vers) return true;
  if (bytes.size() < dcerpc::frame_peek_size) return false;
  return bytes.size() >= bytes[8] + bytes[9] * std::size_t{256};
}

template <typename Message>
Bytes stub_of(const Message& message) {
  Bytes stub;
  backup::encode_stub(message, ByteOrder::little_endian, stub);
  return stub;
}

template <typename Message>
Bytes ept_stub(const Message& message) {
  Bytes stub;
  ept::encode_stub(message, ByteOrder::little_endian, stub);
  return stub;
}

std::uint16_t port_of(const ept::TowerPointer& pointer) {
  const auto tower = dcerpc::Tower::decode(pointer.octets);
  const auto binding = tower ? dcerpc::binding_of(*tower) : std::nullopt;
  return binding ? binding->port : std::uint16_t{0};
}

}  // namespace

FarEnd::FarEnd(world::SmallWorld& small, std::uint16_t port) : small_(small) {
  heard_ = "unanswered";
  static_cast<void>(small_.play(dial(port)));
}

io::Task<void> FarEnd::dial(std::uint16_t port) {
  stage::Stage& stage = small_.stage();
  const Time deadline = after(stage.runtime().now(), patience);
  Result<std::unique_ptr<io::Stream>> stream =
      co_await stage.host("client").connect(stage.address("server", port), deadline);
  if (stream) {
    stream_ = std::move(*stream);
  } else {
    heard_ = text_of(stream.error());
  }
}

std::string FarEnd::bind(const dcerpc::SyntaxId& interface, std::uint32_t assoc_group_id) {
  const dcerpc::Bind bind{
      .header = {.ptype = dcerpc::PduType::bind, .call_id = ++call_id_},
      .max_xmit_frag = fragment_size,
      .max_recv_frag = fragment_size,
      .assoc_group_id = assoc_group_id,
      .p_context_elem = {{.abstract_syntax = interface, .transfer_syntaxes = {dcerpc::ndr20}}}};
  Bytes unit;
  dcerpc::encode(bind, unit);
  return say(unit);
}

std::string FarEnd::call(std::uint16_t opnum, const Bytes& stub) {
  Bytes unit;
  dcerpc::encode(
      dcerpc::Request{.header = {.ptype = dcerpc::PduType::request, .call_id = ++call_id_},
                      .opnum = opnum,
                      .stub = stub},
      unit);
  return say(unit);
}

Bytes FarEnd::stub() const {
  const auto response = dcerpc::decode_as<dcerpc::Response>(unit_);
  return response ? Bytes(response->stub.begin(), response->stub.end()) : Bytes{};
}

std::string FarEnd::say(const Bytes& unit) {
  if (!stream_) return heard_;
  heard_ = "nothing";
  static_cast<void>(small_.play(exchange(unit)));
  return heard_;
}

io::Task<void> FarEnd::exchange(Bytes unit) {
  unit_.clear();
  const Result<void> sent = co_await io::write_all(*stream_, unit);
  if (!sent && sent.error() == io::errc::connection_reset) {
    heard_ = text_of(sent.error());
    co_return;
  }
  // Whoever closed may have said something before.
  co_await receive();
}

io::Task<void> FarEnd::receive() {
  Bytes buffer(fragment_size);
  while (!is_whole(unit_)) {
    const Result<std::size_t> count = co_await stream_->read_some(buffer);
    if (!count) {
      heard_ = text_of(count.error());
      co_return;
    }
    unit_.insert(unit_.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*count));
  }
  heard_ = text_of_unit(unit_);
}

Onlooker::Onlooker(world::SmallWorld& small)
    : small_(small),
      old_port_(small.store().port()),
      standing_(small, old_port_),
      searcher_(small, mapper_port) {
  standing_.bind(peers::backup_interface.id);
  if (const auto ack = dcerpc::decode_as<dcerpc::BindAck>(standing_.unit())) {
    assoc_group_id_ = ack->assoc_group_id;
  }
  standing_.call(static_cast<std::uint16_t>(backup::Opnum::prepare), stub_of(backup::PrepareIn{}));
  if (const auto out =
          backup::decode_stub<backup::HandleOut>(standing_.stub(), ByteOrder::little_endian)) {
    handle_ = out->handle;
  }
  searcher_.bind(dcerpc::epmapper_interface);
  static_cast<void>(search());
}

Sight Onlooker::look() {
  constexpr auto any_call = static_cast<std::uint16_t>(backup::Opnum::get_database_names);
  Sight sight;
  sight.standing = standing_.call(any_call, stub_of(backup::HandleIn{.handle = handle_}));
  sight.bind = FarEnd(small_, old_port_).bind(peers::backup_interface.id);
  sight.join = FarEnd(small_, old_port_).bind(peers::backup_interface.id, assoc_group_id_);
  sight.map = ask_mapper();
  sight.search = search();
  return sight;
}

/// Asks for one more entry.
std::string Onlooker::search() {
  const ept::LookupIn in{.entry_handle = search_, .max_ents = 1};
  const std::string heard =
      searcher_.call(static_cast<std::uint16_t>(ept::Opnum::ept_lookup), ept_stub(in));
  const auto out = ept::decode_stub<ept::LookupOut>(searcher_.stub(), ByteOrder::little_endian);
  if (!out) return heard;
  search_ = out->entry_handle;
  return fmt::format("{} {:#x}", heard, out->status);
}

std::string Onlooker::ask_mapper() {
  FarEnd mapper(small_, mapper_port);
  const std::string bound = mapper.bind(dcerpc::epmapper_interface);
  if (bound != "bind_ack") return bound;
  const bool is_local = small_.stage().carrier() == stage::Carrier::local;
  const dcerpc::TowerBinding wanted{
      .interface = peers::backup_interface.id,
      .protocol_sequence =
          is_local ? dcerpc::ProtocolSequence::ncalrpc : dcerpc::ProtocolSequence::ncacn_ip_tcp};
  const std::string heard = mapper.call(
      static_cast<std::uint16_t>(ept::Opnum::ept_map),
      ept_stub(ept::MapIn{.map_tower = {.referent = 2, .octets = dcerpc::tower_octets(wanted)},
                          .max_towers = 4}));
  const auto out = ept::decode_stub<ept::MapOut>(mapper.stub(), ByteOrder::little_endian);
  if (!out) return heard;
  if (out->towers.empty()) return fmt::format("{:#x}", out->status);
  std::string ports;
  for (const ept::TowerPointer& tower : out->towers) {
    ports += ports.empty() ? "" : ", ";
    ports += port_of(tower) == old_port_ ? "old" : "new";
  }
  return ports;
}

}  // namespace ripcord::conformance
