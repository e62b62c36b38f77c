#include "fuzz/words/dictionary.hpp"

#include <fmt/format.h>

namespace ripcord::fuzz {
namespace {

/// Words of libFuzzer's dictionaries have at most so many bytes; longer ones are ignored there.
constexpr std::size_t word_size_max = 64;

/// What stands for itself between the quotes.
bool is_plain(Byte byte) { return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\'; }

}  // namespace

void Dictionary::part(std::string_view title) { text_ += fmt::format("# {}\n", title); }

void Dictionary::add(ByteView word) {
  if (word.empty() || word.size() > word_size_max) return;
  if (!known_.emplace(word.begin(), word.end()).second) return;
  text_ += '"';
  for (const Byte byte : word) {
    if (is_plain(byte)) {
      text_ += static_cast<char>(byte);
    } else {
      text_ += fmt::format("\\x{:02x}", byte);
    }
  }
  text_ += "\"\n";
}

void Dictionary::add(std::string_view word) { add(ByteView(Bytes(word.begin(), word.end()))); }

void Dictionary::add_number(std::uint64_t value, std::size_t size) {
  Bytes little;
  for (std::size_t i = 0; i < size; ++i) little.push_back(static_cast<Byte>(value >> 8 * i));
  add(ByteView(little));
  add(ByteView(Bytes(little.rbegin(), little.rend())));
}

}  // namespace ripcord::fuzz
