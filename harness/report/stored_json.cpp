#include "harness/report/stored_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <limits>

namespace ripcord::report {

bool StoredJson::has(std::string_view key) const {
  return value_ != nullptr && value_->is_object() && value_->contains(std::string(key));
}

StoredJson StoredJson::at(std::string_view key) const {
  std::string place = place_.empty() ? std::string(key) : fmt::format("{}.{}", place_, key);
  StoredJson member(nullptr, std::move(place), *problem_);
  if (value_ == nullptr) return member;
  if (!value_->is_object()) {
    refuse("is no object");
  } else if (const auto found = value_->find(std::string(key)); found != value_->end()) {
    member.value_ = &*found;
  } else {
    member.refuse("is missing");
  }
  return member;
}

std::uint32_t StoredJson::small_number(std::string_view key) const {
  const StoredJson member = at(key);
  const std::uint64_t number = member.as_number();
  if (number <= std::numeric_limits<std::uint32_t>::max())
    return static_cast<std::uint32_t>(number);
  member.refuse("is too large");
  return 0;
}

bool StoredJson::boolean(std::string_view key) const {
  const StoredJson member = at(key);
  if (member.value_ == nullptr) return false;
  if (!member.value_->is_boolean()) member.refuse("is neither true nor false");
  return member.value_->is_boolean() && member.value_->get<bool>();
}

std::uint64_t StoredJson::hash(std::string_view key) const {
  constexpr std::size_t digits = 16;
  const StoredJson member = at(key);
  if (member.value_ == nullptr) return 0;
  const std::string text = member.as_text();
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size() || text.size() != digits)
    member.refuse("is no hash of 16 hexadecimal digits");
  return value;
}

std::string StoredJson::text_if_any(std::string_view key) const {
  return has(key) ? text(key) : std::string();
}

std::uint64_t StoredJson::number_or(std::string_view key, std::uint64_t otherwise) const {
  return has(key) ? number(key) : otherwise;
}

std::vector<StoredJson> StoredJson::items(std::string_view key) const {
  const StoredJson list = at(key);
  std::vector<StoredJson> all;
  if (list.value_ == nullptr) return all;
  if (!list.value_->is_array()) {
    list.refuse("is no list");
    return all;
  }
  all.reserve(list.value_->size());
  for (const nlohmann::ordered_json& item : *list.value_)
    all.push_back(StoredJson(&item, fmt::format("{}[{}]", list.place_, all.size()), *problem_));
  return all;
}

std::vector<std::string> StoredJson::texts(std::string_view key) const {
  std::vector<std::string> all;
  for (const StoredJson& item : items(key)) all.push_back(item.as_text());
  return all;
}

std::vector<std::string> StoredJson::keys() const {
  std::vector<std::string> names;
  if (value_ == nullptr) return names;
  if (!value_->is_object()) refuse("is no object");
  if (value_->is_object()) {
    for (const auto& member : value_->items()) names.push_back(member.key());
  }
  return names;
}

std::string StoredJson::as_text() const {
  if (value_ == nullptr) return {};
  if (value_->is_string()) return value_->get<std::string>();
  refuse("is no text");
  return {};
}

std::uint64_t StoredJson::as_number() const {
  if (value_ == nullptr) return 0;
  if (value_->is_number_unsigned()) return value_->get<std::uint64_t>();
  refuse("is no number that counts");
  return 0;
}

std::string StoredJson::as_json() const { return value_ == nullptr ? "null" : value_->dump(); }

void StoredJson::refuse(std::string_view why) const {
  if (problem_->empty())
    *problem_ = fmt::format("{} {}", place_.empty() ? "the document" : place_, why);
}

}  // namespace ripcord::report
