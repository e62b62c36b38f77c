#pragma once

#include "transports/base/bytes.hpp"

#include <set>
#include <string>
#include <string_view>

namespace ripcord::fuzz {

/// A dictionary of libFuzzer's: one word a line, each once, in the order in which they come.
class Dictionary {
 public:
  /// Begins a part that `title` names in a comment.
  void part(std::string_view title);
  void add(ByteView word);
  void add(std::string_view word);
  /// `value` as an integer of `size` octets, in both byte orders.
  void add_number(std::uint64_t value, std::size_t size);

  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::set<Bytes> known_;
};

}  // namespace ripcord::fuzz
