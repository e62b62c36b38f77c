#include "harness/peers/interfaces/endpoint_mapper.hpp"

#include "harness/peers/server/random_uuid.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace ripcord::peers {
namespace {

namespace ept = dcerpc::ept;
using scenario::LookupEnd;
using scenario::RemoteInsert;

constexpr std::array<std::string_view, 7> operations{"ept_insert",
                                                     "ept_delete",
                                                     "ept_lookup",
                                                     "ept_map",
                                                     "ept_lookup_handle_free",
                                                     "ept_inq_object",
                                                     "ept_mgmt_delete"};

/// What Windows calls EPT_S_CANT_PERFORM_OP, as a status and as a fault.
constexpr std::uint32_t cant_perform_op = dcerpc::win32::ept_s_cant_perform_op;

template <typename Message>
Decoded<Message> decode(const Call& call) {
  return ept::decode_stub<Message>(call.stub, call.order);
}

template <typename Message>
void reply(Call& call, const Message& message) {
  ept::encode_stub(message, ByteOrder::little_endian, *call.reply);
}

/// The binding that `octets` name; none if they are no tower of an interface.
std::optional<dcerpc::TowerBinding> parse(ByteView octets) {
  const Decoded<dcerpc::Tower> tower = dcerpc::Tower::decode(octets);
  if (!tower) return std::nullopt;
  return dcerpc::binding_of(*tower);
}

using Ipv4 = std::array<Byte, 4>;

/// The tower of `entry` for a client that found the mapper at `host`: where it names no address it
/// gets that one, as from the mappers of Windows and Samba. Clients ignore it (MS-RPCE
/// §3.1.3.5.3), but people read it. Floors have no place for any but IPv4.
Bytes tower_from(const MapperEntry& entry, const Ipv4& host) {
  Bytes tower = entry.tower;
  if (host == Ipv4{} || entry.binding.address != Ipv4{}) return tower;
  const std::optional<std::size_t> offset = dcerpc::address_offset(tower);
  if (offset) std::ranges::copy(host, tower.begin() + static_cast<std::ptrdiff_t>(*offset));
  return tower;
}

}  // namespace

constexpr InterfaceDescription epmapper_interface{
    .name = "epmapper", .id = dcerpc::epmapper_interface, .operations = operations};

EndpointMapper::EndpointMapper(Publisher& publisher, Prng random, const scenario::MapperSpec& spec)
    : publisher_(publisher),
      random_(random),
      habits_(habits_of(spec)),
      entries_per_answer_max_(spec.max_entries),
      searches_max_(spec.max_searches),
      object_(random_uuid(random_)) {}

Answer EndpointMapper::serve(Call& call) {
  switch (static_cast<ept::Opnum>(call.opnum)) {
    case ept::Opnum::ept_insert:
      insert(call);
      break;
    case ept::Opnum::ept_delete:
      erase(call);
      break;
    case ept::Opnum::ept_lookup:
      lookup(call);
      break;
    case ept::Opnum::ept_map:
      map(call);
      break;
    case ept::Opnum::ept_lookup_handle_free:
      free_handle(call);
      break;
    case ept::Opnum::ept_inq_object:
      inq_object(call);
      break;
    case ept::Opnum::ept_mgmt_delete:
      mgmt_delete(call);
      break;
  }
  return Answer::now;
}

std::uint32_t EndpointMapper::enlist(MapperEntry entry, Replace replace) {
  const MapperEntry told = entry;
  const std::uint32_t status = database_.insert(std::move(entry), replace);
  if (status == ept::status::ok) publish(Event::registered, told);
  return status;
}

std::size_t EndpointMapper::delist(const dcerpc::SyntaxId& interface, std::uint16_t port) {
  std::vector<MapperEntry> gone;
  for (const MapperEntry& entry : database_.entries()) {
    if (entry.binding.interface == interface && entry.binding.port == port) gone.push_back(entry);
  }
  for (const MapperEntry& entry : gone) {
    static_cast<void>(database_.remove(entry.object, entry.tower));  // it was found just now
    publish(Event::unregistered, entry);
  }
  return gone.size();
}

void EndpointMapper::restart() {
  database_.clear();
  forget_handles();
}

void EndpointMapper::forget_handles() {
  while (!searches_.empty()) destroy(searches_.size() - 1);
}

/// Whether remote callers may not change the map; then the call has its answer.
bool EndpointMapper::deny_remote(Call& call) {
  switch (habits_.remote_insert) {
    case RemoteInsert::denied_status:
      reply(call, ept::StatusOut{.status = cant_perform_op});
      return true;
    case RemoteInsert::denied_fault:
      call.raise(cant_perform_op);
      return true;
    case RemoteInsert::op_rng:
      // From within the interface, so without did_not_execute (facts of a measured server).
      call.raise(dcerpc::nca::op_rng_error);
      return true;
    default:
      return false;
  }
}

void EndpointMapper::insert(Call& call) {
  if (deny_remote(call)) return;
  const Decoded<ept::InsertIn> in = decode<ept::InsertIn>(call);
  if (!in || in->entries.size() > ept::entry_count_max) return call.refuse_stub();
  std::uint32_t status = ept::status::ok;
  for (const ept::Entry& given : in->entries) {
    const std::optional<dcerpc::TowerBinding> binding = parse(given.tower.octets);
    if (!binding) {
      status = ept::status::invalid_entry;
      break;
    }
    status = enlist({.object = given.object,
                     .tower = given.tower.octets,
                     .binding = *binding,
                     .annotation = given.annotation},
                    in->replace != 0 ? Replace::yes : Replace::no);
    if (status != ept::status::ok) break;
  }
  reply(call, ept::StatusOut{.status = status});
}

void EndpointMapper::erase(Call& call) {
  if (deny_remote(call)) return;
  const Decoded<ept::DeleteIn> in = decode<ept::DeleteIn>(call);
  if (!in || in->entries.size() > ept::entry_count_max) return call.refuse_stub();
  std::uint32_t status = ept::status::ok;
  for (const ept::Entry& given : in->entries) {
    const std::uint32_t removed = database_.remove(given.object, given.tower.octets);
    if (removed != ept::status::ok) status = removed;
  }
  reply(call, ept::StatusOut{.status = status});
}

void EndpointMapper::mgmt_delete(Call& call) {
  if (deny_remote(call)) return;
  const Decoded<ept::MgmtDeleteIn> in = decode<ept::MgmtDeleteIn>(call);
  if (!in) return call.refuse_stub();
  const std::uint32_t status = in->object_speced != 0
                                   ? database_.remove(in->object.uuid, in->tower.octets)
                                   : database_.remove_all(in->tower.octets);
  reply(call, ept::StatusOut{.status = status});
}

void EndpointMapper::inq_object(Call& call) {
  if (habits_.remote_insert == RemoteInsert::denied_status) {
    reply(call, ept::InqObjectOut{.ept_object = {}, .status = cant_perform_op});
    return;
  }
  if (deny_remote(call)) return;
  reply(call, ept::InqObjectOut{.ept_object = object_, .status = ept::status::ok});
}

void EndpointMapper::lookup(Call& call) {
  const Decoded<ept::LookupIn> in = decode<ept::LookupIn>(call);
  if (!in || in->max_ents > ept::entry_count_max) return call.refuse_stub();
  ept::LookupOut out{.max_count = in->max_ents};
  Search search{.operation = ept::Opnum::ept_lookup};
  if (habits_.lookup == MapperHabits::Lookup::denied || in->max_ents == 0) {
    out.status = ept::status::cant_perform_op;
    return reply(call, out);
  }
  const bool resumed = !in->entry_handle.is_null();
  if (resumed) {
    out.status = resume(in->entry_handle, search);
    if (out.status != ept::status::ok) return reply(call, out);
  } else {
    search.left = database_.lookup({.inquiry_type = in->inquiry_type,
                                    .object = in->object.uuid,
                                    .interface = in->interface.id,
                                    .vers_option = in->vers_option});
  }
  const Ipv4 host = dcerpc::ipv4_octets(call.server_host);
  for (const MapperEntry* entry : take(search, in->max_ents)) {
    out.entries.push_back({.object = entry->object,
                           .tower = {.octets = tower_from(*entry, host)},
                           .annotation = entry->annotation});
  }
  ept::number_referents(out.entries, ept::free_referent(*in));
  out.num_ents = static_cast<std::uint32_t>(out.entries.size());
  if (out.entries.empty()) {
    out.status = ept::status::not_registered;
    discard(search);
  } else if (!search.left.empty() || habits_.lookup_end == LookupEnd::not_registered) {
    out.status = keep(std::move(search), out.entry_handle);
  } else {
    discard(search);
  }
  reply(call, out);
}

void EndpointMapper::map(Call& call) {
  const Decoded<ept::MapIn> in = decode<ept::MapIn>(call);
  if (!in || in->max_towers > ept::entry_count_max) return call.refuse_stub();
  ept::MapOut out{.max_count = in->max_towers};
  Search search{.operation = ept::Opnum::ept_map};
  const std::optional<dcerpc::TowerBinding> question = parse(in->map_tower.octets);
  if (in->max_towers == 0 || !question) {
    out.status = question ? ept::status::cant_perform_op : ept::status::invalid_entry;
    return reply(call, out);
  }
  if (in->entry_handle.is_null()) {
    search.left = database_.map(in->object.uuid, *question);
  } else {
    out.status = resume(in->entry_handle, search);
    if (out.status != ept::status::ok) return reply(call, out);
  }
  const Ipv4 host = dcerpc::ipv4_octets(call.server_host);
  for (const MapperEntry* entry : take(search, in->max_towers)) {
    out.towers.push_back({.octets = tower_from(*entry, host)});
  }
  ept::number_referents(out.towers, ept::free_referent(*in));
  out.num_towers = static_cast<std::uint32_t>(out.towers.size());
  if (search.left.empty()) {
    const bool honest = habits_.no_match == MapperHabits::NoMatch::not_registered;
    if (out.towers.empty() && honest) out.status = ept::status::not_registered;
    discard(search);
  } else {
    out.status = keep(std::move(search), out.entry_handle);
  }
  reply(call, out);
}

void EndpointMapper::free_handle(Call& call) {
  const Decoded<ept::LookupHandleFreeIn> in = decode<ept::LookupHandleFreeIn>(call);
  if (!in) return call.refuse_stub();
  ept::LookupHandleFreeOut out;
  const auto at = std::ranges::find(searches_, in->entry_handle, &Search::handle);
  if (at == searches_.end()) {
    out.status = ept::status::invalid_context;
  } else {
    destroy(static_cast<std::size_t>(at - searches_.begin()));
  }
  if (habits_.freed_handle == MapperHabits::FreedHandle::unchanged) {
    out.entry_handle = in->entry_handle;
  }
  reply(call, out);
}

/// Takes the search under `handle` out of the list; the mapper's status if there is none.
std::uint32_t EndpointMapper::resume(const dcerpc::ContextHandle& handle, Search& search) {
  const auto at = std::ranges::find(searches_, handle, &Search::handle);
  if (at == searches_.end() || at->operation != search.operation) {
    return ept::status::invalid_context;
  }
  search = std::move(*at);
  searches_.erase(at);
  return ept::status::ok;
}

/// The next elements of a search, without those that have gone meanwhile.
std::vector<const MapperEntry*> EndpointMapper::take(Search& search,
                                                     std::uint32_t count_max) const {
  const std::size_t limit = std::min(count_max, entries_per_answer_max_);
  std::vector<const MapperEntry*> taken;
  auto next = search.left.begin();
  for (; next != search.left.end() && taken.size() < limit; ++next) {
    if (const MapperEntry* entry = database_.find(*next)) taken.push_back(entry);
  }
  search.left.erase(search.left.begin(), next);
  return taken;
}

/// Puts a search that is to go on under its handle, a new one if it has none yet.
std::uint32_t EndpointMapper::keep(Search search, dcerpc::ContextHandle& handle) {
  if (search.handle.is_null()) {
    if (searches_.size() == searches_max_) return ept::status::no_memory;
    search.handle.uuid = random_uuid(random_);
    search.number = ++last_handle_;
    publisher_.publish({.event = Event::handle_created,
                        .interface = &epmapper_interface.id,
                        .handle = search.number});
  }
  handle = search.handle;
  searches_.push_back(std::move(search));
  return ept::status::ok;
}

void EndpointMapper::discard(const Search& search) {
  if (search.handle.is_null()) return;
  publisher_.publish({.event = Event::handle_destroyed,
                      .interface = &epmapper_interface.id,
                      .handle = search.number});
}

void EndpointMapper::destroy(std::size_t index) {
  const Search search = std::move(searches_[index]);
  searches_.erase(searches_.begin() + static_cast<std::ptrdiff_t>(index));
  discard(search);
}

void EndpointMapper::publish(Event event, const MapperEntry& entry) {
  publisher_.publish({.event = event,
                      .interface = &entry.binding.interface,
                      .port = entry.binding.port,
                      .subject = entry.annotation});
}

}  // namespace ripcord::peers
