#pragma once

#include "transports/trace/log.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::diagram {

/// How fast a run was, over its time, and when rules were at work.
struct Plot {
  /// As many columns as a picture has room for, whatever the number of calls.
  static constexpr std::size_t columns = 120;

  struct Column {
    /// Of the calls that began then, in nanoseconds; 0 where none did.
    std::int64_t longest = 0;
    std::int64_t median = 0;
    std::uint64_t calls = 0;
    /// How many of them were never answered in full.
    std::uint64_t unanswered = 0;
    /// Bytes that reached their receivers.
    std::uint64_t bytes = 0;
  };
  /// A time in which what a rule did lasted.
  struct Window {
    std::int64_t from = 0;
    std::int64_t until = 0;
    /// `store-moves: move_endpoint`.
    std::string rule;
  };

  /// When the run ended, in nanoseconds; each column is an equal part of that.
  std::int64_t end = 0;
  std::array<Column, columns> at{};
  std::vector<Window> windows;

  [[nodiscard]] std::uint64_t calls() const;
};

/// The plot of `log`. A call is a request and the last fragment of its answer, both as the shim saw
/// them; without an answer it lasts to the end of the run. What an action changed stays changed, so
/// its window lasts to the end, too.
[[nodiscard]] Plot plot(const trace::Log& log);

/// Colours for `svg`, for a page that holds several.
[[nodiscard]] std::string_view plot_style();

/// `plot` as an `<svg>` element: above how long calls took (the longest and the median of each
/// column, on a logarithmic scale), below how many bytes arrived, and the windows in both. The page
/// has `plot_style`.
[[nodiscard]] std::string svg(const Plot& plot);

}  // namespace ripcord::diagram
