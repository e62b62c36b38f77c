#include "transports/dcerpc/ept_directory.hpp"

#include "transports/base/octets.hpp"
#include "transports/dcerpc/endpoint_map.hpp"
#include "transports/dcerpc/ept_answer_reader.hpp"
#include "transports/dcerpc/pdu.hpp"
#include "transports/dcerpc/tower_binding.hpp"
#include "transports/dcerpc/tower_entry.hpp"

#include <algorithm>
#include <variant>

namespace ripcord::dcerpc {
namespace {

using protocol::AnswerEdit;
using protocol::DirectoryEntry;
using protocol::UnitInfo;

/// A mapper's answer: the PDU that carried it and what it said.
struct Answer {
  Response response;
  std::variant<ept::MapOut, ept::LookupOut> message;
};

/// Signed or sealed from here on (MS-RPCE §2.2.1.1.8 Authentication levels).
constexpr std::uint8_t auth_level_packet = 4;
constexpr std::uint8_t auth_level_privacy = 6;

template <typename Message>
Decoded<Answer> with_message(const Response& response) {
  Decoded<Message> message = ept::decode_stub<Message>(response.stub, response.header.byte_order());
  if (!message) {
    const DecodeError& error = message.error();
    return DecodeError{error.code, error.offset + stub_offset(response.header)};
  }
  return Answer{response, std::move(*message)};
}

/// The answer in `unit`, if it is one and whole.
Decoded<Answer> read_answer(const UnitInfo& info, ByteView unit) {
  const DecodeError no_answer{errc::not_an_answer, 0};
  if (!info.directory || !info.first_fragment || !info.last_fragment) return no_answer;
  const Decoded<Response> response = decode_as<Response>(unit);
  if (!response) return response.error();
  if (response->auth && response->auth->auth_level >= auth_level_packet) return no_answer;
  if (info.operation == static_cast<std::uint16_t>(ept::Opnum::ept_map))
    return with_message<ept::MapOut>(*response);
  if (info.operation == static_cast<std::uint16_t>(ept::Opnum::ept_lookup))
    return with_message<ept::LookupOut>(*response);
  return no_answer;
}

ept::TowerPointer& tower_of(ept::TowerPointer& tower) { return tower; }
ept::TowerPointer& tower_of(ept::Entry& entry) { return entry.tower; }
std::vector<ept::TowerPointer>& list_of(ept::MapOut& message) { return message.towers; }
std::vector<ept::Entry>& list_of(ept::LookupOut& message) { return message.entries; }
std::uint32_t& number_of(ept::MapOut& message) { return message.num_towers; }
std::uint32_t& number_of(ept::LookupOut& message) { return message.num_ents; }

/// Calls `use` with every tower of the answer, in order.
template <typename Use>
void for_each_tower(Answer& answer, Use use) {
  std::visit(
      [&](auto& message) {
        for (auto& element : list_of(message)) use(tower_of(element));
      },
      answer.message);
}

std::optional<DirectoryEntry> directory_entry(const ept::TowerPointer& tower) {
  return tower_entry(tower.octets);
}

std::optional<DirectoryEntry> directory_entry(const ept::Entry& element) {
  std::optional<DirectoryEntry> entry = directory_entry(element.tower);
  if (!entry) return entry;
  entry->object = element.object;
  entry->annotation = element.annotation;
  return entry;
}

Decoded<Bytes> tower_octets(const DirectoryEntry& entry) {
  TowerBinding binding{.interface = entry.interface, .port = entry.port};
  if (!entry.protocol_sequence.empty())
    binding.protocol_sequence = protocol_sequence(entry.protocol_sequence);
  if (binding.protocol_sequence == ProtocolSequence::unknown)
    return DecodeError{errc::protocol_sequence, 0};
  binding.address = ipv4_octets(entry.host);
  binding.host = entry.host;
  if (binding.protocol_sequence == ProtocolSequence::ncalrpc) {
    binding.endpoint = entry.host;
    if (entry.port != 0) binding.endpoint += ':' + std::to_string(entry.port);
  }
  return tower_octets(binding);
}

void fill(ept::TowerPointer& element, const DirectoryEntry& /*entry*/, Bytes octets) {
  element.octets = std::move(octets);
}
void fill(ept::Entry& element, const DirectoryEntry& entry, Bytes octets) {
  element.object = entry.object;
  element.annotation = entry.annotation;
  element.tower.octets = std::move(octets);
}

/// Replaces the list of `message` by `entries`.
template <typename Message>
ErrorCode replace(Message& message, const std::vector<DirectoryEntry>& entries) {
  auto& list = list_of(message);
  list.clear();
  for (const DirectoryEntry& entry : entries) {
    Decoded<Bytes> octets = tower_octets(entry);
    if (!octets) return octets.error().code;
    fill(list.emplace_back(), entry, std::move(*octets));
  }
  ept::number_referents(list, ept::answer_referent);
  number_of(message) = static_cast<std::uint32_t>(list.size());
  message.max_count = std::max(message.max_count, number_of(message));
  message.entry_handle = {};
  message.status = ept::status::ok;
  return {};
}

/// Halves the last tower, so that a floor is cut within itself.
void truncate(Answer& answer) {
  ept::TowerPointer* last = nullptr;
  for_each_tower(answer, [&](ept::TowerPointer& tower) { last = &tower; });
  if (last != nullptr) last->octets.resize(last->octets.size() / 2);
}

template <typename Message>
ErrorCode apply(Message& message, const AnswerEdit& edit) {
  if (edit.kind == AnswerEdit::Kind::entries) return replace(message, edit.entries);
  const ErrorCode error = replace(message, {});
  if (edit.kind == AnswerEdit::Kind::not_registered) message.status = ept::status::not_registered;
  if (edit.kind == AnswerEdit::Kind::failed) message.status = edit.status;
  return error;
}

/// The PDU that carries what `answer` says now.
Decoded<Bytes> write_answer(const Answer& answer) {
  Bytes stub;
  Response response = answer.response;
  std::visit(
      [&](const auto& message) { ept::encode_stub(message, response.header.byte_order(), stub); },
      answer.message);
  response.stub = stub;
  response.alloc_hint = static_cast<std::uint32_t>(stub.size());
  if (encoded_size(response) > frag_length_max) return DecodeError{errc::answer_too_large, 0};
  Bytes unit;
  encode(response, unit);
  return unit;
}

}  // namespace

std::optional<std::vector<DirectoryEntry>> EptDirectory::learn(const UnitInfo& info,
                                                               ByteView unit) const {
  Decoded<Answer> answer = read_answer(info, unit);
  if (!answer) return std::nullopt;
  std::vector<DirectoryEntry> entries;
  std::visit(
      [&](auto& message) {
        for (const auto& element : list_of(message)) {
          if (std::optional<DirectoryEntry> entry = directory_entry(element))
            entries.push_back(std::move(*entry));
        }
      },
      answer->message);
  return entries;
}

Decoded<Bytes> EptDirectory::answer(const UnitInfo& info,
                                    ByteView unit,
                                    const AnswerEdit& edit) const {
  Decoded<Answer> answer = read_answer(info, unit);
  if (!answer) return answer.error();
  if (edit.kind == AnswerEdit::Kind::truncated) {
    truncate(*answer);
    return write_answer(*answer);
  }
  const ErrorCode error =
      std::visit([&](auto& message) { return apply(message, edit); }, answer->message);
  if (error) return DecodeError{error, 0};
  return write_answer(*answer);
}

std::optional<protocol::AnswerBegin> EptDirectory::open(const UnitInfo& info, ByteView unit) const {
  const bool maps = info.operation == static_cast<std::uint16_t>(ept::Opnum::ept_map);
  const bool looks_up = info.operation == static_cast<std::uint16_t>(ept::Opnum::ept_lookup);
  if (!info.directory || !info.first_fragment || (!maps && !looks_up)) return std::nullopt;
  const Decoded<Response> response = decode_as<Response>(unit);
  if (!response) return std::nullopt;
  const std::uint8_t auth_level = response->auth ? response->auth->auth_level : std::uint8_t{0};
  if (auth_level >= auth_level_privacy)
    return protocol::AnswerBegin{.protection = protocol::Protection::sealed};
  return protocol::AnswerBegin{
      .protection = auth_level >= auth_level_packet ? protocol::Protection::signed_only
                                                    : protocol::Protection::none,
      .reader = std::make_unique<EptAnswerReader>(
          maps ? EptAnswerReader::List::towers : EptAnswerReader::List::entries,
          response->header.byte_order())};
}

}  // namespace ripcord::dcerpc
