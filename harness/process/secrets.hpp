#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::process {

/// Values that must be shown to nobody.
class Secrets {
 public:
  /// A shorter value is not looked for in texts: it would be found in half of all words.
  static constexpr std::size_t size_min = 4;

  void add(std::string value);
  void add(const Secrets& others);

  /// `text` with `***` in the place of each value.
  [[nodiscard]] std::string masked(std::string_view text) const;

 private:
  /// Longest first, since one may hold another.
  std::vector<std::string> values_;
};

/// What is shown instead of a secret.
inline constexpr std::string_view mask = "***";

}  // namespace ripcord::process
