#pragma once

#include "harness/explore/menu.hpp"
#include "harness/explore/point.hpp"
#include "harness/explore/survey.hpp"

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace ripcord::explore {

/// A choice by numbers: one dish at one point.
struct Move {
  /// Index in the atlas.
  std::uint32_t point = 0;
  std::uint32_t nth = 1;
  /// Index on the menu.
  std::uint16_t dish = 0;

  friend bool operator==(const Move&, const Move&) = default;
};

/// Every point that any run came to, each with a number and what may strike there: names are made
/// once, however many runs come by.
class Atlas {
 public:
  /// `menu` outlives the atlas.
  explicit Atlas(const Menu& menu) : menu_(menu) {}

  /// The number of `reached`, which joins if it is new.
  std::uint32_t add(const Reached& reached, const trace::Log& log);

  [[nodiscard]] std::span<const Point> points() const { return points_; }
  /// What may strike at the point: indices on the menu.
  [[nodiscard]] std::span<const std::uint16_t> dishes(std::uint32_t point) const {
    return dishes_[point];
  }
  /// `Reached::kind` of the point.
  [[nodiscard]] std::uint64_t kind(std::uint32_t point) const { return kinds_[point]; }
  /// `dish` at the point as it was first come by.
  [[nodiscard]] Move move(std::uint32_t point, std::uint16_t dish) const {
    return {.point = point, .nth = nths_[point], .dish = dish};
  }
  [[nodiscard]] const Menu& menu() const { return menu_; }
  [[nodiscard]] Choice choice(const Move& move) const;
  [[nodiscard]] Schedule schedule(std::span<const Move> moves) const;

 private:
  const Menu& menu_;
  std::vector<Point> points_;
  std::vector<std::vector<std::uint16_t>> dishes_;
  std::vector<std::uint64_t> kinds_;
  std::vector<std::uint32_t> nths_;
  /// By id; never walked, so that its order is never seen.
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
};

}  // namespace ripcord::explore
