#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ripcord::report {

/// Appends compact JSON to a string and places the commas; nesting is the caller's. Made for the
/// one line that every run of a long sweep writes, which a document tree would make the larger part
/// of the run.
class JsonWriter {
 public:
  /// `out` must outlive the writer.
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);

  /// Bytes that are not UTF-8 become U+FFFD.
  JsonWriter& text(std::string_view value);
  JsonWriter& number(std::uint64_t value);
  JsonWriter& boolean(bool value);
  /// As text of 16 hexadecimal digits: JSON readers keep 53 bits of a number.
  JsonWriter& hash(std::uint64_t value);

  JsonWriter& text(std::string_view name, std::string_view value) { return key(name).text(value); }
  JsonWriter& number(std::string_view name, std::uint64_t value) { return key(name).number(value); }
  JsonWriter& boolean(std::string_view name, bool value) { return key(name).boolean(value); }
  JsonWriter& hash(std::string_view name, std::uint64_t value) { return key(name).hash(value); }

  /// A member whose name and text are words of ours (letters, digits, underscores) and need no look
  /// at each letter.
  JsonWriter& word(std::string_view name, std::string_view value);

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  /// The comma that the next element needs if it is not the first.
  void separate();
  void quote(std::string_view value);

  std::string& out_;
  bool comma_ = false;
};

}  // namespace ripcord::report
