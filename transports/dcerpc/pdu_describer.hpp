#pragma once

#include "transports/dcerpc/pdu_decoder.hpp"
#include "transports/protocol/field.hpp"

#include <string>
#include <string_view>

namespace ripcord::dcerpc {

/// The walker that decodes and shows each field as it goes.
class PduDescriber {
 public:
  /// Goes on where `decoder` stands. `visitor` must outlive the describer.
  PduDescriber(PduDecoder decoder, protocol::FieldVisitor& visitor)
      : decoder_(decoder), visitor_(visitor) {}

  void set_order(ByteOrder order) { decoder_.set_order(order); }

  template <typename Integer>
  void integer(std::string_view name, Integer& value) {
    number(name, protocol::FieldKind::integer, value);
  }
  template <typename Integer>
  void flags(std::string_view name, Integer& value) {
    number(name, protocol::FieldKind::flags, value);
  }
  void uuid(std::string_view name, Uuid& value) {
    const std::size_t at = decoder_.offset();
    decoder_.uuid(name, value);
    show(name, protocol::FieldKind::uuid, at, 0);
  }
  void syntax(std::string_view name, SyntaxId& value) {
    const Prefix prefix(*this, name);
    std::uint32_t version = 0;
    uuid("if_uuid", value.uuid);
    integer("if_version", version);
  }
  template <std::size_t size>
  void octets(std::string_view name, std::array<Byte, size>& value) {
    const std::size_t at = decoder_.offset();
    decoder_.octets(name, value);
    show(name, protocol::FieldKind::bytes, at, 0);
  }
  template <typename Element>
  void count(std::string_view name, std::vector<Element>& list) {
    const std::size_t at = decoder_.offset();
    decoder_.count(name, list);
    show(name, protocol::FieldKind::integer, at, list.size());
  }
  template <typename Element, typename Each>
  void elements(std::string_view name, std::vector<Element>& list, Each each) {
    for (std::size_t i = 0; i < list.size() && !decoder_.failed(); ++i) {
      const Prefix prefix(*this, name, i);
      each(*this, list[i]);
    }
  }
  void counted_text(std::string_view length_name, std::string_view name, std::string& value) {
    const std::size_t at = decoder_.offset();
    decoder_.counted_text(length_name, name, value);
    if (decoder_.failed()) return;
    show_range(length_name, protocol::FieldKind::integer, at, 2, value.size());
    show_range(name, protocol::FieldKind::bytes, at + 2, value.size(), 0);
  }
  void pad_to_4(std::string_view name, std::array<Byte, 3>& value) {
    const std::size_t at = decoder_.offset();
    decoder_.pad_to_4(name, value);
    show(name, protocol::FieldKind::bytes, at, 0);
  }
  void stub(std::string_view name, ByteView& value, std::optional<SecTrailer>& auth) {
    const std::size_t at = decoder_.offset();
    decoder_.stub(name, value, auth);
    if (decoder_.failed()) return;
    show_range(name, protocol::FieldKind::bytes, at, value.size(), 0);
    if (auth)
      show_range(
          "auth_pad", protocol::FieldKind::bytes, at + value.size(), auth->auth_pad.size(), 0);
  }
  void rest(std::string_view name, ByteView& value) {
    const std::size_t at = decoder_.offset();
    decoder_.rest(name, value);
    show(name, protocol::FieldKind::bytes, at, 0);
  }
  void auth(std::optional<SecTrailer>& value) {
    if (!decoder_.enter_auth()) return;
    if (!value) value.emplace();
    walk_sec_trailer(*this, *value);
  }

 private:
  /// Puts `name.` or `name[i].` in front of the names shown during its life.
  class Prefix {
   public:
    Prefix(PduDescriber& describer, std::string_view name)
        : names_(describer.names_), size_(names_.size()) {
      names_ += name;
      if (!name.empty()) names_ += '.';
    }
    Prefix(PduDescriber& describer, std::string_view name, std::size_t index)
        : names_(describer.names_), size_(names_.size()) {
      names_ += name;
      names_ += '[';
      names_ += std::to_string(index);
      names_ += "].";
    }
    Prefix(const Prefix&) = delete;
    Prefix& operator=(const Prefix&) = delete;
    ~Prefix() { names_.resize(size_); }

   private:
    std::string& names_;
    std::size_t size_;
  };

  template <typename Integer>
  void number(std::string_view name, protocol::FieldKind kind, Integer& value) {
    const std::size_t at = decoder_.offset();
    decoder_.integer(name, value);
    show(name, kind, at, static_cast<std::uint64_t>(value));
  }

  /// Shows what the decoder took from `at` on.
  void show(std::string_view name, protocol::FieldKind kind, std::size_t at, std::uint64_t value) {
    if (!decoder_.failed()) show_range(name, kind, at, decoder_.offset() - at, value);
  }

  void show_range(std::string_view name,
                  protocol::FieldKind kind,
                  std::size_t at,
                  std::size_t width,
                  std::uint64_t value) {
    if (width == 0) return;
    const std::size_t prefix_size = names_.size();
    names_ += name;
    visitor_.visit({.name = names_,
                    .offset = at,
                    .width = width,
                    .kind = kind,
                    .order = decoder_.order(),
                    .value = value});
    names_.resize(prefix_size);
  }

  PduDecoder decoder_;
  protocol::FieldVisitor& visitor_;
  /// The prefixes in force.
  std::string names_;
};

}  // namespace ripcord::dcerpc
