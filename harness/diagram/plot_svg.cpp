#include "harness/diagram/plot.hpp"
#include "harness/diagram/quantities.hpp"
#include "harness/diagram/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace ripcord::diagram {
namespace {

constexpr double left = 90;
constexpr double width = 720;
constexpr double latency_top = 24;
constexpr double latency_height = 110;
constexpr double bytes_top = 156;
constexpr double bytes_height = 60;
constexpr double bottom = bytes_top + bytes_height;
constexpr double column_width = width / static_cast<double>(Plot::columns);
// A strike is a moment; this much of it is seen.
constexpr double window_width_min = 3;
// What is shorter is at the foot of the scale.
constexpr std::int64_t latency_min = 10'000;

constexpr std::string_view style_text = R"(
.plot{font:12px system-ui,sans-serif;--ink:#1b1f24;--soft:#6e7781;--line:#d0d7de;--bad:#cf222e;--odd:#9a6700;--bar:#54aeff;--band:#fff1e5}
@media (prefers-color-scheme:dark){.plot{--ink:#e6edf3;--soft:#8b949e;--line:#30363d;--bad:#ff7b72;--odd:#d29922;--bar:#388bfd;--band:#3d2a14}}
.plot text{fill:var(--soft)}
.plot .name{fill:var(--ink);font-weight:600}
.plot .axis{stroke:var(--line)}
.plot .bar{fill:var(--bar)}
.plot .bar.unanswered{fill:var(--bad)}
.plot .median{stroke:var(--ink);stroke-width:1.5}
.plot .window{fill:var(--band);stroke:var(--odd);stroke-opacity:.5}
.plot .rule{fill:var(--odd);font-weight:600}
)";

/// Draws one plot into text.
class Picture {
 public:
  explicit Picture(const Plot& plot) : plot_(plot) {
    for (const Plot::Column& column : plot.at) {
      longest_ = std::max(longest_, column.longest);
      most_ = std::max(most_, column.bytes);
    }
  }

  std::string text() {
    out("<svg class=\"plot\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
        "viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"latency and throughput\">\n",
        left + width + 20,
        bottom + 26);
    for (const Plot::Window& window : plot_.windows) shade(window);
    scales();
    for (std::size_t i = 0; i < Plot::columns; ++i) column(i);
    return std::move(text_) + "</svg>\n";
  }

 private:
  template <typename... Values>
  void out(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Values>(values)...);
  }

  void shade(const Plot::Window& window);
  void scales();
  void column(std::size_t index);
  [[nodiscard]] double x(std::int64_t time) const {
    return left +
           width * (plot_.end > 0 ? static_cast<double>(time) / static_cast<double>(plot_.end) : 0);
  }
  /// How high on the scale of latencies, from 0 to 1.
  [[nodiscard]] double height(std::int64_t duration) const;

  const Plot& plot_;
  std::int64_t longest_ = latency_min * 10;
  std::uint64_t most_ = 1;
  std::string text_;
};

double Picture::height(std::int64_t duration) const {
  const auto decades = [](std::int64_t value) {
    return std::log10(static_cast<double>(std::max(value, latency_min)) /
                      static_cast<double>(latency_min));
  };
  return decades(duration) / decades(longest_);
}

void Picture::shade(const Plot::Window& window) {
  const double from = x(window.from);
  const double wide = std::max(window_width_min, x(window.until) - from);
  out("<g><title>{}, {} to {}</title><rect class=\"window\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" "
      "height=\"{}\"/></g>\n",
      escaped(window.rule),
      time_text(window.from),
      time_text(window.until),
      from,
      latency_top,
      wide,
      bottom - latency_top);
}

void Picture::scales() {
  out("<text class=\"name\" x=\"{}\" y=\"14\">time of a call (bar: longest, line: median)</text>\n",
      left);
  out("<text class=\"name\" x=\"{}\" y=\"{}\">bytes that arrived</text>\n", left, bytes_top - 6);
  std::string rules;
  for (const Plot::Window& window : plot_.windows)
    rules += (rules.empty() ? "" : ", ") + window.rule;
  if (!rules.empty())
    out("<text class=\"rule\" x=\"{}\" y=\"14\" text-anchor=\"end\">shaded: {}</text>\n",
        left + width,
        escaped(rules));
  for (std::int64_t decade = latency_min; decade <= longest_; decade *= 10) {
    const double y = latency_top + latency_height * (1 - height(decade));
    out("<line class=\"axis\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>"
        "<text x=\"{3}\" y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>\n",
        left,
        left + width,
        y,
        left - 6,
        y + 4,
        time_text(decade));
  }
  out("<line class=\"axis\" x1=\"{0}\" x2=\"{1}\" y1=\"{2}\" y2=\"{2}\"/><text x=\"{3}\" y=\"{4}\" "
      "text-anchor=\"end\">{5}</text>\n",
      left,
      left + width,
      bottom,
      left - 6,
      bytes_top + 10,
      size_text(most_));
  constexpr int ticks = 4;
  for (int i = 0; i <= ticks; ++i) {
    const std::int64_t time = plot_.end / ticks * i;
    out("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n",
        x(time),
        bottom + 16,
        time_text(time));
  }
}

void Picture::column(std::size_t index) {
  const Plot::Column& column = plot_.at[index];
  const double from = left + column_width * static_cast<double>(index);
  if (column.calls > 0) {
    // A bar that ends at the foot is seen, too.
    const double high = std::max(2.0, latency_height * height(column.longest));
    const double median = latency_top + latency_height * (1 - height(column.median));
    out("<g><title>{} calls, longest {}, median {}{}</title><rect class=\"bar{}\" x=\"{:.1f}\" "
        "y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\"/><path class=\"median\" d=\"M{:.1f} "
        "{:.1f}h{:.1f}\"/></g>\n",
        column.calls,
        time_text(column.longest),
        time_text(column.median),
        column.unanswered > 0 ? fmt::format(", {} never answered", column.unanswered) : "",
        column.unanswered > 0 ? " unanswered" : "",
        from,
        latency_top + latency_height - high,
        column_width - 1,
        high,
        from,
        median,
        column_width - 1);
  }
  if (column.bytes == 0) return;
  const double high =
      std::max(1.0, bytes_height * static_cast<double>(column.bytes) / static_cast<double>(most_));
  out("<g><title>{}</title><rect class=\"bar\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" "
      "height=\"{:.1f}\"/></g>\n",
      size_text(column.bytes),
      from,
      bottom - high,
      column_width - 1,
      high);
}

}  // namespace

std::string_view plot_style() { return style_text; }

std::string svg(const Plot& plot) { return Picture(plot).text(); }

}  // namespace ripcord::diagram
