#pragma once

#include "transports/base/assert.hpp"
#include "transports/base/octets.hpp"
#include "transports/dcerpc/pdu_layout.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <type_traits>

namespace ripcord::dcerpc {

/// The walker that adds up how many octets a PDU takes.
class PduMeasurer {
 public:
  void set_order(ByteOrder /*order*/) {}

  template <typename Integer>
  void integer(std::string_view /*name*/, const Integer& /*value*/) {
    size_ += sizeof(Integer);
  }
  template <typename Integer>
  void flags(std::string_view /*name*/, const Integer& /*value*/) {
    size_ += sizeof(Integer);
  }
  void uuid(std::string_view /*name*/, const Uuid& /*value*/) { size_ += 16; }
  void syntax(std::string_view /*name*/, const SyntaxId& /*value*/) { size_ += 20; }
  template <std::size_t size>
  void octets(std::string_view /*name*/, const std::array<Byte, size>& /*value*/) {
    size_ += size;
  }
  template <typename Element>
  void count(std::string_view /*name*/, const std::vector<Element>& /*list*/) {
    ++size_;
  }
  template <typename Element, typename Each>
  void elements(std::string_view /*name*/, const std::vector<Element>& list, Each each) {
    for (const Element& element : list) each(*this, element);
  }
  void counted_text(std::string_view /*length_name*/,
                    std::string_view /*name*/,
                    const std::string& value) {
    size_ += 2 + value.size();
  }
  void pad_to_4(std::string_view /*name*/, const std::array<Byte, 3>& /*value*/) {
    size_ += (4 - size_ % 4) % 4;
  }
  void stub(std::string_view name, ByteView value, const std::optional<SecTrailer>& auth) {
    rest(name, value);
    if (auth) size_ += auth->auth_pad.size();
  }
  void rest(std::string_view /*name*/, ByteView value) { size_ += value.size(); }
  void auth(const std::optional<SecTrailer>& value) {
    if (value) walk_sec_trailer(*this, *value);
  }

  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::size_t size_ = 0;
};

/// The walker that writes a PDU into room that was measured before.
class PduEncoder {
 public:
  /// Writes from `start` on, where as many octets as PduMeasurer counted must be.
  explicit PduEncoder(Byte* start) : start_(start), at_(start) {}

  void set_order(ByteOrder order) { order_ = order; }

  template <typename Integer>
  void integer(std::string_view /*name*/, const Integer& value) {
    if constexpr (std::is_enum_v<Integer>) {
      put(static_cast<std::underlying_type_t<Integer>>(value));
    } else {
      put(value);
    }
  }
  template <typename Integer>
  void flags(std::string_view name, const Integer& value) {
    integer(name, value);
  }
  void uuid(std::string_view /*name*/, const Uuid& value) {
    put(value.time_low);
    put(value.time_mid);
    put(value.time_hi_and_version);
    at_ = std::copy(value.clock_seq_and_node.begin(), value.clock_seq_and_node.end(), at_);
  }
  void syntax(std::string_view name, const SyntaxId& value) {
    uuid(name, value.uuid);
    put(if_version(value));
  }
  template <std::size_t size>
  void octets(std::string_view /*name*/, const std::array<Byte, size>& value) {
    at_ = std::copy(value.begin(), value.end(), at_);
  }
  template <typename Element>
  void count(std::string_view /*name*/, const std::vector<Element>& list) {
    RIPCORD_ASSERT(list.size() <= std::numeric_limits<std::uint8_t>::max());
    put(static_cast<std::uint8_t>(list.size()));
  }
  template <typename Element, typename Each>
  void elements(std::string_view /*name*/, const std::vector<Element>& list, Each each) {
    for (const Element& element : list) each(*this, element);
  }
  void counted_text(std::string_view /*length_name*/,
                    std::string_view /*name*/,
                    const std::string& value) {
    RIPCORD_ASSERT(value.size() <= std::numeric_limits<std::uint16_t>::max());
    put(static_cast<std::uint16_t>(value.size()));
    at_ = std::copy(value.begin(), value.end(), at_);
  }
  void pad_to_4(std::string_view /*name*/, const std::array<Byte, 3>& value) {
    const std::size_t size = (4 - static_cast<std::size_t>(at_ - start_) % 4) % 4;
    at_ = std::copy_n(value.begin(), size, at_);
  }
  void stub(std::string_view name, ByteView value, const std::optional<SecTrailer>& auth) {
    rest(name, value);
    if (auth) rest(name, auth->auth_pad);
  }
  void rest(std::string_view /*name*/, ByteView value) {
    at_ = std::copy(value.begin(), value.end(), at_);
  }
  void auth(const std::optional<SecTrailer>& value) {
    if (value) walk_sec_trailer(*this, *value);
  }

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(at_ - start_); }

 private:
  template <typename Integer>
  void put(Integer value) {
    store_integer(at_, value, order_);
    at_ += sizeof(Integer);
  }

  Byte* start_;
  Byte* at_;
  ByteOrder order_ = ByteOrder::little_endian;
};

}  // namespace ripcord::dcerpc
