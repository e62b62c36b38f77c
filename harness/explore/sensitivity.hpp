#pragma once

#include <cstdint>
#include <unordered_map>

namespace ripcord::explore {

/// Which dishes make a difference at which kinds of points, as the first level shows: what changes
/// nothing at any point of a kind, alone, is not worth trying there with others.
class Sensitivity {
 public:
  enum class Effect : std::uint8_t { none, some };

  /// `dish` struck alone at a point of `kind` (`Reached::kind`).
  void note(std::uint64_t kind, std::uint16_t dish, Effect effect);

  /// Whether `dish` struck alone at points of `kind`, and never had an effect.
  [[nodiscard]] bool is_known_to_lack(std::uint64_t kind, std::uint16_t dish) const;

 private:
  /// By kind and dish; never walked.
  std::unordered_map<std::uint64_t, Effect> effects_;
};

}  // namespace ripcord::explore
