#include "harness/report/json_writer.hpp"

#include "harness/report/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace ripcord::report {
namespace {

/// How many characters at the front of `text` a JSON string shows as they are: most are.
std::size_t plain_length(std::string_view text) {
  constexpr auto is_plain = [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; };
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
}

}  // namespace

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  // Keys are this program's own words: nothing in them is escaped.
  out_ += '"';
  out_ += name;
  out_ += "\":";
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::word(std::string_view name, std::string_view value) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += "\":\"";
  out_ += value;
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
  separate();
  quote(value);
  return *this;
}

JsonWriter& JsonWriter::number(std::uint64_t value) {
  separate();
  out_ += fmt::format_int(value).c_str();
  return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::hash(std::uint64_t value) {
  separate();
  fmt::format_to(std::back_inserter(out_), "\"{:016x}\"", value);
  return *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  comma_ = true;
  return *this;
}

void JsonWriter::separate() {
  if (comma_) out_ += ',';
  comma_ = true;
}

void JsonWriter::quote(std::string_view value) {
  out_ += '"';
  while (!value.empty()) {
    const std::size_t plain = plain_length(value);
    out_ += value.substr(0, plain);
    value.remove_prefix(plain);
    if (value.empty()) break;
    const std::size_t length = utf8_length(value);
    const char first = value.front();
    if (length == 0) {
      out_ += "\xef\xbf\xbd";
      value.remove_prefix(1);
      continue;
    }
    if (first == '"' || first == '\\') {
      out_ += '\\';
      out_ += first;
    } else if (first == '\n') {
      out_ += "\\n";
    } else if (length == 1 && static_cast<unsigned char>(first) < 0x20U) {
      fmt::format_to(std::back_inserter(out_), "\\u{:04x}", static_cast<unsigned>(first));
    } else {
      out_ += value.substr(0, length);
    }
    value.remove_prefix(length);
  }
  out_ += '"';
}

}  // namespace ripcord::report
