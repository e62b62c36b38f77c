#pragma once

#include "harness/explore/choice.hpp"
#include "harness/report/coverage.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace ripcord::explore {

/// The class of a point, as far as coverage tells points apart.
[[nodiscard]] report::PointClass class_of(const Point& point);

/// Which kinds struck at which class of points, and whether anybody noticed.
class Matrix {
 public:
  struct Cell {
    /// Choices that were played, and those of them that struck.
    std::uint64_t played = 0;
    std::uint64_t struck = 0;
    /// Runs whose workload did not complete, and runs that broke a promise.
    std::uint64_t noticed = 0;
    std::uint64_t violated = 0;
  };
  enum class Result : std::uint8_t { survived, noticed, violated };

  /// Takes one choice of a run.
  void add(const Choice& choice, std::uint64_t fired, Result result);

  /// By kind and class.
  using Cells = std::map<std::pair<std::string, report::PointClass>, Cell>;
  [[nodiscard]] const Cells& cells() const { return cells_; }

 private:
  Cells cells_;
};

}  // namespace ripcord::explore
