#pragma once

#include "transports/base/octets.hpp"
#include "transports/dcerpc/pdu_layout.hpp"

#include <algorithm>
#include <string_view>
#include <type_traits>

namespace ripcord::dcerpc {

/// The walker that fills a PDU from a unit. Like Reader it fails once and for good, naming where;
/// unlike Reader it knows where body, padding and sec_trailer end.
class PduDecoder {
 public:
  /// Reads `unit` from its header on; the body has no sec_trailer. `unit` must outlive the decoder
  /// and the decoded PDU.
  explicit PduDecoder(ByteView unit) : unit_(unit), end_(unit.size()) {}

  /// Reads the body of `unit`, whose `header` was decoded and claims no more than there is.
  PduDecoder(ByteView unit, const Header& header) : PduDecoder(unit) {
    offset_ = header_size;
    order_ = header.byte_order();
    if (header.auth_length > 0) end_ -= sec_trailer_size + header.auth_length;
  }

  void set_order(ByteOrder order) { order_ = order; }

  template <typename Integer>
  void integer(std::string_view /*name*/, Integer& value) {
    if (!take(sizeof(Integer))) return;
    if constexpr (std::is_enum_v<Integer>) {
      value = static_cast<Integer>(last<std::underlying_type_t<Integer>>());
    } else {
      value = last<Integer>();
    }
  }

  template <typename Integer>
  void flags(std::string_view name, Integer& value) {
    integer(name, value);
  }

  void uuid(std::string_view /*name*/, Uuid& value) {
    if (!take(16)) return;
    const Byte* at = &unit_[offset_ - 16];
    value.time_low = load_integer<std::uint32_t>(at, order_);
    value.time_mid = load_integer<std::uint16_t>(at + 4, order_);
    value.time_hi_and_version = load_integer<std::uint16_t>(at + 6, order_);
    std::copy_n(at + 8, 8, value.clock_seq_and_node.begin());
  }

  void syntax(std::string_view name, SyntaxId& value) {
    std::uint32_t version = 0;
    uuid(name, value.uuid);
    integer(name, version);
    value.major_version = static_cast<std::uint16_t>(version);
    value.minor_version = static_cast<std::uint16_t>(version >> 16U);
  }

  template <std::size_t size>
  void octets(std::string_view /*name*/, std::array<Byte, size>& value) {
    if (take(size)) std::copy_n(&unit_[offset_ - size], size, value.begin());
  }

  /// A list's length is one octet, so a hostile one makes at most 255 elements.
  template <typename Element>
  void count(std::string_view name, std::vector<Element>& list) {
    std::uint8_t size = 0;
    integer(name, size);
    list.resize(size);
  }

  template <typename Element, typename Each>
  void elements(std::string_view /*name*/, std::vector<Element>& list, Each each) {
    for (Element& element : list) {
      if (failed_) return;
      each(*this, element);
    }
  }

  void counted_text(std::string_view length_name, std::string_view /*name*/, std::string& value) {
    std::uint16_t length = 0;
    integer(length_name, length);
    if (!take(length)) return;
    const ByteView text = unit_.subspan(offset_ - length, length);
    value.assign(text.begin(), text.end());
  }

  void pad_to_4(std::string_view /*name*/, std::array<Byte, 3>& value) {
    const std::size_t size = (4 - offset_ % 4) % 4;
    if (take(size))
      std::copy_n(unit_.begin() + static_cast<std::ptrdiff_t>(offset_ - size), size, value.begin());
  }

  /// The stub ends where auth_pad_length octets of padding begin.
  void stub(std::string_view name, ByteView& value, std::optional<SecTrailer>& auth) {
    const std::size_t pad = has_auth() ? unit_[end_ + 2] : 0;
    if (failed_) return;
    if (end_ - offset_ < pad) return fail(errc::auth_pad_length, end_ + 2);
    end_ -= pad;
    rest(name, value);
    if (!has_auth()) return;
    auth.emplace().auth_pad = unit_.subspan(end_, pad);
    end_ += pad;
    offset_ = end_;
  }

  void rest(std::string_view /*name*/, ByteView& value) {
    if (failed_) return;
    value = unit_.subspan(offset_, end_ - offset_);
    offset_ = end_;
  }

  void auth(std::optional<SecTrailer>& value) {
    if (!enter_auth()) return;
    if (!value) value.emplace();
    walk_sec_trailer(*this, *value);
  }
  /// Goes on with the sec_trailer; false if there is none.
  bool enter_auth() {
    if (failed_ || !has_auth()) return false;
    end_ = unit_.size();
    return true;
  }

  [[nodiscard]] std::size_t offset() const { return offset_; }
  [[nodiscard]] ByteOrder order() const { return order_; }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] DecodeError error() const { return {why_, failed_at_}; }

  void fail(errc why, std::size_t at) {
    if (failed_) return;
    failed_ = true;
    why_ = why;
    failed_at_ = at;
  }

 private:
  [[nodiscard]] bool has_auth() const { return end_ != unit_.size(); }

  bool take(std::size_t size) {
    if (end_ - offset_ < size) fail(errc::truncated, offset_);
    if (failed_) return false;
    offset_ += size;
    return true;
  }

  template <typename Integer>
  [[nodiscard]] Integer last() const {
    return load_integer<Integer>(&unit_[offset_ - sizeof(Integer)], order_);
  }

  ByteView unit_;
  std::size_t offset_ = 0;
  /// Where the part that is being read ends.
  std::size_t end_;
  std::size_t failed_at_ = 0;
  errc why_ = errc::truncated;
  ByteOrder order_ = ByteOrder::little_endian;
  bool failed_ = false;
};

}  // namespace ripcord::dcerpc
