#pragma once

#include "transports/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ripcord::process {

/// What a program wrote, in bounded memory: how it began and how it ended. What lies between is
/// counted and forgotten.
class Capture {
 public:
  // A client's whole talk mostly fits; of an endless one the beginning tells what was tried, and
  // the end what went wrong.
  static constexpr std::size_t head_bytes_max = std::size_t{256} << 10U;
  static constexpr std::size_t tail_bytes_max = std::size_t{256} << 10U;

  void append(ByteView bytes);

  /// How many bytes were written in all.
  [[nodiscard]] std::uint64_t total() const { return total_; }
  /// How many of them are not kept.
  [[nodiscard]] std::uint64_t left_out() const;

  /// The first bytes; it only ever grows, until it is full.
  [[nodiscard]] std::string_view head() const { return head_; }
  /// The last of the bytes behind the head.
  [[nodiscard]] std::string_view tail() const;

  /// Head and tail, with a line between them that says how much is missing if anything is.
  [[nodiscard]] std::string text() const;

 private:
  std::string head_;
  /// Ends in the last bytes; shortened now and then only.
  std::string tail_;
  std::uint64_t total_ = 0;
};

}  // namespace ripcord::process
