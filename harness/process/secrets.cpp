#include "harness/process/secrets.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::process {

void Secrets::add(std::string value) {
  if (value.size() < size_min) return;
  const auto longer = [&](const std::string& other) { return other.size() >= value.size(); };
  const auto place = std::ranges::find_if_not(values_, longer);
  values_.insert(place, std::move(value));
}

void Secrets::add(const Secrets& others) {
  for (const std::string& value : others.values_) add(value);
}

std::string Secrets::masked(std::string_view text) const {
  std::string result(text);
  for (const std::string& value : values_) {
    for (std::size_t at = result.find(value); at != std::string::npos;
         at = result.find(value, at + mask.size())) {
      result.replace(at, value.size(), mask);
    }
  }
  return result;
}

}  // namespace ripcord::process
