#include "tests/shim_support/toy_protocol.hpp"

#include "transports/base/reader.hpp"
#include "transports/base/writer.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ripcord::toy {
namespace {

using protocol::Direction;
using protocol::Field;
using protocol::FieldKind;
using protocol::UnitInfo;

constexpr Byte magic = 'T';
constexpr protocol::InterfaceIndex directory_interface = 1;
constexpr std::array<std::string_view, 5> names{
    "hello", "welcome", "question", "answer", "failure"};
constexpr std::array<std::string_view, 5> fields_of_header{
    "call_id", "flags", "length", "operation", "p_cont_id"};

std::uint16_t u16_at(ByteView unit, std::size_t offset) {
  return static_cast<std::uint16_t>(unit[offset] | unit[offset + 1] << 8);
}

Bytes unit_of(Type type, const Part& part) {
  Bytes unit;
  Writer writer(unit);
  writer.u8(magic);
  writer.u8(static_cast<Byte>(type));
  writer.u8(part.operation);
  writer.u8(part.flags);
  writer.u16(static_cast<std::uint16_t>(header_size + part.stub.size()));
  writer.u16(part.call_id);
  writer.bytes(part.stub);
  return unit;
}

/// One open call: answers are paired with their question by call_id.
struct Call {
  std::uint16_t call_id = 0;
  std::uint16_t operation = 0;
  std::uint32_t number = 0;
  std::uint32_t fragments[2] = {};
  std::uint64_t bytes[2] = {};
};

class ToyConversation final : public protocol::Conversation {
 public:
  UnitInfo observe(Direction direction, ByteView unit) override {
    const auto type = static_cast<Type>(unit[1]);
    UnitInfo info{.pdu = unit[1]};
    if (type == Type::hello) interface_ = unit[2];
    if (type == Type::welcome) association_ = u16_at(unit, 6);
    info.association = association_;
    if (type == Type::hello || type == Type::welcome) return info;
    Call& call = call_of(type, unit);
    const auto side = static_cast<std::size_t>(direction);
    info.first_fragment = (unit[3] & first_flag) != 0;
    info.last_fragment = (unit[3] & last_flag) != 0;
    info.call_id = call.call_id;
    info.interface = interface_;
    info.operation = call.operation;
    info.call = call.number;
    info.fragment = ++call.fragments[side];
    info.stub_offset = header_size;
    info.stub_size = static_cast<std::uint32_t>(unit.size() - header_size);
    info.call_offset = call.bytes[side];
    info.directory = interface_ == directory_interface;
    call.bytes[side] += info.stub_size;
    return info;
  }

 private:
  Call& call_of(Type type, ByteView unit) {
    const std::uint16_t call_id = u16_at(unit, 6);
    const bool begins = type == Type::question && (unit[3] & first_flag) != 0;
    for (Call& call : calls_) {
      if (call.call_id == call_id && !begins) return call;
    }
    std::erase_if(calls_, [&](const Call& call) { return call.call_id == call_id; });
    calls_.push_back({.call_id = call_id, .operation = unit[2], .number = ++numbers_[unit[2]]});
    return calls_.back();
  }

  protocol::InterfaceIndex interface_ = protocol::unknown_interface;
  std::uint32_t association_ = 0;
  std::vector<Call> calls_;
  std::array<std::uint32_t, 256> numbers_{};
};

/// An entry's port is little endian here and big endian where it is edited: only ports of two equal
/// bytes come back.
class ToyAnswerReader final : public protocol::AnswerReader {
 public:
  void read(ByteView stub, std::vector<protocol::EndpointPlace>& places) override {
    stub_.insert(stub_.end(), stub.begin(), stub.end());
    for (; begin_ + 3 <= stub_.size(); begin_ += 3) {
      protocol::EndpointPlace place{.port_offset = begin_ + 1};
      place.entry.interface.uuid.time_low = stub_[begin_];
      place.entry.port = u16_at(stub_, begin_ + 1);
      places.push_back(place);
    }
  }
  [[nodiscard]] std::size_t settled() const override { return std::min(begin_, stub_.size()); }

 private:
  Bytes stub_;
  /// Behind the status.
  std::size_t begin_ = 1;
};

class ToyDirectory final : public protocol::Directory {
 public:
  protocol::InterfaceId interface() const override { return {.uuid = {.time_low = 1}}; }

  std::optional<std::vector<protocol::DirectoryEntry>> learn(const UnitInfo& info,
                                                             ByteView unit) const override {
    if (!is_answer(info)) return std::nullopt;
    Reader reader(unit.subspan(header_size));
    reader.skip(1);
    std::vector<protocol::DirectoryEntry> entries;
    while (reader.remaining() >= 3) {
      protocol::DirectoryEntry entry;
      entry.interface.uuid.time_low = reader.u8();
      entry.port = reader.u16();
      entries.push_back(entry);
    }
    return entries;
  }

  Decoded<Bytes> answer(const UnitInfo& info,
                        ByteView unit,
                        const protocol::AnswerEdit& edit) const override {
    if (!is_answer(info)) return DecodeError(make_error_code(boost::system::errc::bad_message), 0);
    Part part{.operation = unit[2], .call_id = u16_at(unit, 6)};
    if (edit.kind == protocol::AnswerEdit::Kind::truncated) {
      const ByteView front = unit.subspan(header_size, unit.size() - header_size - 1);
      part.stub.assign(front.begin(), front.end());
      return toy::answer(part);
    }
    const bool denies = edit.kind == protocol::AnswerEdit::Kind::not_registered;
    part.stub.push_back(denies ? Byte{1} : static_cast<Byte>(edit.status));
    Writer writer(part.stub);
    for (const protocol::DirectoryEntry& entry : edit.entries) {
      writer.u8(static_cast<Byte>(entry.interface.uuid.time_low));
      writer.u16(entry.port);
    }
    return toy::answer(part);
  }

  std::optional<protocol::AnswerBegin> open(const UnitInfo& info,
                                            ByteView /*unit*/) const override {
    const bool begins = info.directory && info.first_fragment &&
                        info.pdu == static_cast<std::uint8_t>(Type::answer);
    if (!begins) return std::nullopt;
    return protocol::AnswerBegin{.reader = std::make_unique<ToyAnswerReader>()};
  }

 private:
  static bool is_answer(const UnitInfo& info) {
    return info.directory && info.pdu == static_cast<std::uint8_t>(Type::answer) &&
           info.first_fragment && info.last_fragment;
  }
};

class ToyProtocol final : public protocol::Protocol {
 public:
  [[nodiscard]] std::string_view name() const override { return "toy"; }
  [[nodiscard]] std::span<const std::string_view> pdu_names() const override { return names; }

  [[nodiscard]] protocol::Frame frame(ByteView front) const override {
    using State = protocol::Frame::State;
    if (front[0] != magic) return {.state = State::lost};
    if (front.size() < header_size) return {.state = State::needs_more, .size = header_size};
    const std::uint16_t length = u16_at(front, 4);
    if (length < header_size || front[1] >= names.size()) return {.state = State::lost};
    return {.state = State::sized, .size = length};
  }

  [[nodiscard]] std::unique_ptr<protocol::Conversation> converse(
      const protocol::InterfaceTable& /*interfaces*/) const override {
    return std::make_unique<ToyConversation>();
  }

  [[nodiscard]] std::optional<protocol::Introduction> introduction(ByteView unit) const override {
    if (unit.size() < header_size || unit[1] != static_cast<Byte>(Type::hello)) return std::nullopt;
    return protocol::Introduction{.interface = {.uuid = {.time_low = unit[2]}},
                                  .directory = unit[2] == directory_interface,
                                  .digest = unit[2]};
  }

  void fields(ByteView unit, protocol::FieldVisitor& visitor) const override {
    if (unit.size() < header_size) return;
    const bool replies = unit[1] >= static_cast<Byte>(Type::answer);
    visitor.visit(
        {.name = replies ? "p_cont_id" : "operation", .offset = 2, .width = 1, .value = unit[2]});
    visitor.visit(
        {.name = "flags", .offset = 3, .width = 1, .kind = FieldKind::flags, .value = unit[3]});
    visitor.visit({.name = "length", .offset = 4, .width = 2, .value = u16_at(unit, 4)});
    visitor.visit({.name = "call_id", .offset = 6, .width = 2, .value = u16_at(unit, 6)});
  }

  [[nodiscard]] std::span<const std::string_view> field_names() const override {
    return fields_of_header;
  }
  [[nodiscard]] Decoded<Bytes> forge(ByteView unit,
                                     const protocol::Forgery& forgery) const override {
    const Part call{.call_id = u16_at(unit, 6), .stub = {static_cast<Byte>(forgery.code)}};
    switch (forgery.kind) {
      case protocol::Forgery::Kind::failure:
        return failure(call);
      case protocol::Forgery::Kind::refusal:
        return failure({.call_id = 0, .stub = call.stub});
      case protocol::Forgery::Kind::shutdown:
        return failure({.call_id = 0});
      case protocol::Forgery::Kind::abandonment:
        return question({.operation = 3, .call_id = call.call_id});
    }
    return DecodeError(make_error_code(boost::system::errc::bad_message), 0);
  }
  [[nodiscard]] const protocol::Directory& directory() const override { return directory_; }

 private:
  ToyDirectory directory_;
};

protocol::InterfaceTable make_interfaces() {
  protocol::InterfaceTable table;
  const auto id = [](std::uint32_t number) {
    return protocol::InterfaceId{.uuid = {.time_low = number}};
  };
  table.add({.name = "store", .id = id(0), .operations = {"open", "read", "close", ""}});
  table.add({.name = "map", .id = id(1), .operations = {"where"}});
  table.add({.name = "other", .id = id(2), .operations = {"", "read"}});
  return table;
}

}  // namespace

Bytes hello(std::uint8_t interface) {
  return unit_of(Type::hello, {.operation = interface, .call_id = 0});
}

Bytes welcome(std::uint16_t association) {
  return unit_of(Type::welcome, {.call_id = association});
}

Bytes question(const Part& part) { return unit_of(Type::question, part); }
Bytes answer(const Part& part) { return unit_of(Type::answer, part); }
Bytes failure(const Part& part) { return unit_of(Type::failure, part); }

Bytes place(std::uint8_t interface, std::uint16_t port) {
  return answer({.stub = {0, interface, static_cast<Byte>(port), static_cast<Byte>(port >> 8)}});
}

const protocol::InterfaceTable& interfaces() {
  static const protocol::InterfaceTable table = make_interfaces();
  return table;
}

const protocol::Protocol& toy_protocol() {
  static const ToyProtocol protocol;
  return protocol;
}

}  // namespace ripcord::toy
