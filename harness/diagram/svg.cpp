#include "harness/diagram/svg.hpp"

#include "harness/diagram/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace ripcord::diagram {
namespace {

constexpr int margin_left = 90;
constexpr int lane_width = 300;
constexpr int shim_width = 220;
constexpr int head_height = 44;
constexpr int row_height = 30;
constexpr int margin = 16;
// What fits between two lanes, about.
constexpr std::size_t label_chars_max = 75;

constexpr std::string_view style_text = R"(
.ripcord{font:13px system-ui,sans-serif;--ink:#1b1f24;--soft:#6e7781;--paper:#fff;--bad:#cf222e;--odd:#9a6700;--band:#fff1e5}
@media (prefers-color-scheme:dark){.ripcord{--ink:#e6edf3;--soft:#8b949e;--paper:#0d1117;--bad:#ff7b72;--odd:#d29922;--band:#3d2a14}}
.ripcord .paper{fill:var(--paper)}
.ripcord text{fill:var(--ink)}
.ripcord .gap text,.ripcord .note text{fill:var(--soft)}
.ripcord .lane{stroke:var(--soft);stroke-dasharray:2 4}
.ripcord .shim.lane{stroke-dasharray:none;stroke-width:3;opacity:.35}
.ripcord .head{font-weight:600;text-anchor:middle}
.ripcord .row line,.ripcord .row path{stroke:var(--ink);fill:none;stroke-width:1.4}
.ripcord .row .tip{fill:var(--ink);stroke:none}
.ripcord .halo{stroke:var(--paper);stroke-width:4;paint-order:stroke;stroke-linejoin:round}
.ripcord .dropped line,.ripcord .refused line,.ripcord .ended line,.ripcord .row .cross{stroke:var(--bad)}
.ripcord .dropped line{stroke-dasharray:6 4}
.ripcord .refused .tip,.ripcord .ended .tip{fill:var(--bad)}
.ripcord .refused text,.ripcord .dropped text,.ripcord .ended text,.ripcord .failed text{fill:var(--bad)}
.ripcord .failed text{font-weight:600}
.ripcord .delayed line,.ripcord .injected line,.ripcord .altered line{stroke:var(--odd)}
.ripcord .delayed .tip,.ripcord .injected .tip,.ripcord .altered .tip{fill:var(--odd)}
.ripcord .delayed line{stroke-dasharray:2 3}
.ripcord .injected line{stroke-width:3.5}
.ripcord .altered line{stroke-dasharray:10 3 2 3}
.ripcord .world rect{fill:var(--band)}
.ripcord .world text{fill:var(--odd);font-weight:600;text-anchor:middle}
.ripcord .gap text{font-style:italic;text-anchor:middle}
.ripcord .gap line{stroke:var(--soft);stroke-dasharray:1 5}
.ripcord .rule{fill:var(--odd)}
.ripcord .row .time{fill:var(--soft);font-weight:400;text-anchor:start}
)";

/// How many bytes the character at the front has; 0 where it is no UTF-8 (RFC 3629 §4).
std::size_t character_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80U) return 1;
  const std::size_t length = first >= 0xf0U ? 4 : first >= 0xe0U ? 3 : 2;
  if (first < 0xc2U || first > 0xf4U || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U) return 0;
  }
  return length;
}

std::string_view class_of(const Row& row) {
  constexpr std::array<std::string_view, 4> kinds{"arrow", "note", "world", "gap"};
  return kinds[static_cast<std::size_t>(row.kind)];
}

std::string_view class_of(Look look) {
  constexpr std::array<std::string_view, 8> looks{
      "plain", "dropped", "delayed", "injected", "altered", "refused", "ended", "failed"};
  return looks[static_cast<std::size_t>(look)];
}

/// What is said of a look beside its colour.
std::string_view word_of(Look look) {
  constexpr std::array<std::string_view, 8> words{
      "", " (dropped)", " (held back)", " (injected)", " (altered)", " (refused)", "", ""};
  return words[static_cast<std::size_t>(look)];
}

/// `text` cut to what fits, at the end of a character.
std::string fitting(const std::string& text, std::size_t chars_max) {
  std::size_t chars = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0U) == 0x80U) continue;
    if (++chars > chars_max) return text.substr(0, i) + "…";
  }
  return text;
}

std::string label_of(const Row& row) {
  std::string text = row.label + std::string(word_of(row.look));
  if (row.count > 1) text += fmt::format(" ×{}", row.count);
  // Small units say nothing by their size.
  constexpr std::uint64_t bytes_worth_telling = 1024;
  if (row.bytes >= bytes_worth_telling) text += ", " + size_text(row.bytes);
  if (row.count > 1 && row.kind == Row::Kind::arrow && row.until - row.time >= 1'000'000'000)
    text += ", for " + time_text(row.until - row.time);
  return text;
}

/// Draws one diagram into text.
class Picture {
 public:
  explicit Picture(const Diagram& diagram) : diagram_(diagram) {
    int x = margin_left;
    for (std::size_t i = 0; i < diagram.lanes.size(); ++i) {
      if (i > 0) x += width_before(i);
      x_.push_back(x + lane_width / 4);
    }
    if (x_.empty()) x_.push_back(margin_left);
  }

  std::string text(Style style) {
    const std::size_t rows = diagram_.rows.size() + (diagram_.left_out > 0 ? 1 : 0);
    const int height = head_height + static_cast<int>(rows) * row_height + margin;
    const int width = x_.back() + lane_width / 2;
    out("<svg class=\"ripcord\" xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" "
        "height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"sequence diagram\">\n",
        width,
        height);
    if (style == Style::inside) out("<style>{}</style>\n", style_text);
    out("<rect class=\"paper\" width=\"{}\" height=\"{}\"/>\n", width, height);
    for (std::size_t i = 0; i < diagram_.lanes.size(); ++i) lane(i, height);
    int y = head_height + row_height / 2;
    for (const Row& one : diagram_.rows) {
      row(one, y);
      y += row_height;
    }
    if (diagram_.left_out > 0)
      out("<text x=\"{}\" y=\"{}\">and {} rows more: see trace.jsonl</text>\n",
          x_.front(),
          y,
          diagram_.left_out);
    return std::move(text_) + "</svg>\n";
  }

 private:
  template <typename... Args>
  void out(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
  }

  /// Room between the lane and the one before.
  [[nodiscard]] int width_before(std::size_t lane) const {
    const bool at_shim = diagram_.lanes[lane].kind == Lane::Kind::shim ||
                         diagram_.lanes[lane - 1].kind == Lane::Kind::shim;
    return at_shim ? shim_width : lane_width;
  }
  [[nodiscard]] int x(std::size_t lane) const { return x_[std::min(lane, x_.size() - 1)]; }

  void lane(std::size_t index, int height) {
    const Lane& one = diagram_.lanes[index];
    const std::string_view name = one.kind == Lane::Kind::shim ? "shim " : "";
    out("<line class=\"{2}lane\" x1=\"{0}\" y1=\"{3}\" x2=\"{0}\" y2=\"{1}\"/>\n",
        x(index),
        height - margin / 2,
        name,
        head_height - 14);
    out("<text class=\"head\" x=\"{}\" y=\"20\">{}</text>\n",
        x(index),
        escaped(fitting(one.name, 34)));
  }

  void row(const Row& one, int y) {
    out("<g class=\"row {} {}{}\"><title>{} {}</title>",
        class_of(one),
        class_of(one.look),
        one.rule.empty() ? "" : " fault",
        time_text(one.time),
        escaped(label_of(one) + (one.rule.empty() ? "" : " — " + one.rule)));
    if (one.kind != Row::Kind::gap)
      out("<text class=\"time\" x=\"8\" y=\"{}\">{}</text>", y + 4, time_text(one.time));
    switch (one.kind) {
      case Row::Kind::arrow:
        arrow(one, y);
        break;
      case Row::Kind::note:
        note(one, y);
        break;
      case Row::Kind::world:
        world(one, y);
        break;
      case Row::Kind::gap:
        gap(one, y);
        break;
    }
    out("</g>\n");
  }

  void arrow(const Row& one, int y) {
    const int from = x(one.from);
    const int to = x(one.to);
    const int way = to < from ? -1 : 1;
    // What is late arrives lower.
    const int slope = one.look == Look::delayed ? 6 : 0;
    out("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>", from, y + 2, to, y + 2 + slope);
    if (one.look == Look::dropped) {
      out("<path class=\"cross\" d=\"M{} {}l10 10m0 -10l-10 10\"/>", to - 5, y - 3);
    } else {
      out("<path class=\"tip\" d=\"M{} {}l{} -4v8z\"/>", to, y + 2 + slope, -8 * way);
    }
    const std::string rule =
        one.rule.empty() ? ""
                         : fmt::format(" <tspan class=\"rule\">[{}]</tspan>", escaped(one.rule));
    out("<text class=\"halo\" x=\"{}\" y=\"{}\">{}{}</text>",
        std::min(from, to) + 12,
        y - 4,
        escaped(fitting(label_of(one), label_chars_max)),
        rule);
  }

  void note(const Row& one, int y) {
    const bool is_service =
        diagram_.lanes.empty() ||
        diagram_.lanes[std::min(one.from, diagram_.lanes.size() - 1)].kind == Lane::Kind::service;
    out("<text class=\"halo\" x=\"{}\" y=\"{}\"{}>{}</text>",
        x(one.from) + (is_service ? -10 : 10),
        y + 4,
        is_service ? " text-anchor=\"end\"" : "",
        escaped(fitting(label_of(one), 2 * label_chars_max)));
  }

  void world(const Row& one, int y) {
    out("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"22\" rx=\"3\"/>",
        x_.front(),
        y - 10,
        x_.back() - x_.front());
    out("<text x=\"{}\" y=\"{}\">{}</text>",
        (x_.front() + x_.back()) / 2,
        y + 5,
        escaped(fitting(label_of(one), 2 * label_chars_max)));
  }

  void gap(const Row& one, int y) {
    out("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>", x_.front(), y, x_.back(), y);
    out("<text class=\"halo\" x=\"{}\" y=\"{}\">{} in which nothing is sent</text>",
        (x_.front() + x_.back()) / 2,
        y + 4,
        time_text(one.until - one.time));
  }

  const Diagram& diagram_;
  std::vector<int> x_;
  std::string text_;
};

}  // namespace

std::string_view svg_style() { return style_text; }

std::string svg(const Diagram& diagram, Style style) { return Picture(diagram).text(style); }

std::string escaped(std::string_view text) {
  std::string safe;
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length != 1) {
      safe += length == 0 ? "?" : text.substr(0, length);
      text.remove_prefix(std::max<std::size_t>(length, 1));
      continue;
    }
    const char c = text.front();
    text.remove_prefix(1);
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += static_cast<unsigned char>(c) < 0x20 && c != '\n' ? '?' : c;
    }
  }
  return safe;
}

}  // namespace ripcord::diagram
