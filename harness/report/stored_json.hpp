#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::report {

/// A value of a JSON document that somebody may have damaged, and where it stands.
///
/// Readers read every field, in a straight line, and look at the problem once at the end: what is
/// missing or of another kind is noted there with its place (`runs[3].seed`), and reads as empty.
class StoredJson {
 public:
  /// `document` and `problem` outlive it. Only the first problem is noted.
  StoredJson(const nlohmann::ordered_json& document, std::string& problem)
      : StoredJson(&document, {}, problem) {}

  [[nodiscard]] bool has(std::string_view key) const;
  /// The member called `key`, which must be there.
  [[nodiscard]] StoredJson at(std::string_view key) const;

  // Of members that must be there.
  [[nodiscard]] std::string text(std::string_view key) const { return at(key).as_text(); }
  [[nodiscard]] std::uint64_t number(std::string_view key) const { return at(key).as_number(); }
  [[nodiscard]] std::uint32_t small_number(std::string_view key) const;
  [[nodiscard]] bool boolean(std::string_view key) const;
  /// Of a text of 16 hexadecimal digits.
  [[nodiscard]] std::uint64_t hash(std::string_view key) const;

  // Of members that may be left out.
  [[nodiscard]] std::string text_if_any(std::string_view key) const;
  [[nodiscard]] std::uint64_t number_or(std::string_view key, std::uint64_t otherwise) const;

  /// The elements of a list.
  [[nodiscard]] std::vector<StoredJson> items(std::string_view key) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
  /// The names of an object's members, in order.
  [[nodiscard]] std::vector<std::string> keys() const;

  [[nodiscard]] std::string as_text() const;
  [[nodiscard]] std::uint64_t as_number() const;

  /// The value as JSON, without blanks.
  [[nodiscard]] std::string as_json() const;

  /// Notes what is wrong here.
  void refuse(std::string_view why) const;

 private:
  StoredJson(const nlohmann::ordered_json* value, std::string place, std::string& problem)
      : value_(value), place_(std::move(place)), problem_(&problem) {}

  /// Null where there is nothing, which has been noted then.
  const nlohmann::ordered_json* value_;
  std::string place_;
  std::string* problem_;
};

}  // namespace ripcord::report
