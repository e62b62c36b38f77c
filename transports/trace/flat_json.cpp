#include "transports/trace/flat_json.hpp"

#include <algorithm>
#include <charconv>

namespace ripcord::trace {

/// Reads from the front of a line. Once something is wrong, everything is.
class FlatJson::Parser {
 public:
  explicit Parser(std::string_view line) : rest_(line) {}

  std::optional<FlatJson> object() {
    FlatJson object;
    expect('{');
    do {
      Field field;
      field.key = quoted();
      expect(':');
      value(field);
      object.fields_.push_back(std::move(field));
    } while (ok_ && accept(','));
    expect('}');
    if (!ok_ || !rest_.empty()) return std::nullopt;
    return object;
  }

 private:
  void value(Field& field) {
    if (!rest_.empty() && rest_.front() == '"') {
      field.is_text = true;
      field.text = quoted();
    } else if (rest_.starts_with("true")) {
      rest_.remove_prefix(4);
      field.number = 1;
    } else {
      field.number = integer();
    }
  }

  std::uint64_t integer() {
    const bool negative = accept('-');
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    ok_ = ok_ && error == std::errc{};
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return negative ? 0 - number : number;
  }

  // RFC 8259 §7, with the escapes that traces have.
  std::string quoted() {
    std::string text;
    expect('"');
    while (ok_ && !rest_.empty() && rest_.front() != '"') {
      const std::size_t plain = std::min(rest_.find_first_of("\"\\"), rest_.size());
      text += rest_.substr(0, plain);
      rest_.remove_prefix(plain);
      if (accept('\\')) text += escaped();
    }
    expect('"');
    return text;
  }

  char escaped() {
    if (rest_.starts_with("u00") && rest_.size() >= 5) {
      unsigned code = 0;
      const auto [end, error] = std::from_chars(rest_.data() + 3, rest_.data() + 5, code, 16);
      ok_ = ok_ && error == std::errc{} && end == rest_.data() + 5;
      rest_.remove_prefix(5);
      return static_cast<char>(code);
    }
    const char c = rest_.empty() ? '\0' : rest_.front();
    ok_ = ok_ && (c == '"' || c == '\\');
    if (ok_) rest_.remove_prefix(1);
    return c;
  }

  bool accept(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok_ = accept(c) && ok_; }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<FlatJson> FlatJson::parse(std::string_view line) { return Parser(line).object(); }

std::string_view FlatJson::text(std::string_view key) const {
  const Field* const field = find(key);
  return field == nullptr ? std::string_view() : std::string_view(field->text);
}

std::uint64_t FlatJson::number(std::string_view key) const {
  const Field* const field = find(key);
  return field == nullptr ? 0 : field->number;
}

std::uint64_t FlatJson::hash(std::string_view key) const {
  const std::string_view digits = text(key);
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
  return value;
}

bool FlatJson::is_text(std::string_view key) const {
  const Field* const field = find(key);
  return field != nullptr && field->is_text;
}

const FlatJson::Field* FlatJson::find(std::string_view key) const {
  const auto found = std::ranges::find(fields_, key, &Field::key);
  return found == fields_.end() ? nullptr : &*found;
}

}  // namespace ripcord::trace
