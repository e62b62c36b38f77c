#include "harness/cli/comparison_annex.hpp"

#include "harness/cli/comparison_tables.hpp"
#include "harness/diagram/svg.hpp"
#include "harness/report/plain_text.hpp"

#include <fmt/format.h>

#include <string_view>

namespace ripcord::cli {
namespace {

using compare::Comparison;
using compare::Heading;
using compare::Match;
using compare::Verdict;

std::string safe(std::string_view text) { return diagram::escaped(report::plain_text(text)); }

std::string_view class_of(Verdict verdict) {
  switch (tone_of(verdict)) {
    case report::Tone::good:
      return "good";
    case report::Tone::bad:
      return "bad";
    case report::Tone::warning:
      return "warning";
    case report::Tone::plain:
    case report::Tone::heading:
      break;
  }
  return "plain";
}

/// What is said of A and B where the sides have names of their own, too.
std::string sides_text(const Heading& heading) {
  return fmt::format("Is {} (B) worse than {} (A)?", heading.b, heading.a);
}

std::string match_html(const Match& match, const Heading& heading) {
  std::string text =
      fmt::format("<h3>{}</h3>\n<p>{}", safe(title_of(match)), safe(standing_text(match, heading)));
  if (match.standing != Verdict::equivalent)
    text += fmt::format(" - <span class=\"{}\">{}</span>",
                        class_of(match.standing),
                        compare::verdict_word(match.standing));
  text += "</p>\n" + table_of(match, heading).html("comparison");
  if (const std::string equal = equal_text(match); !equal.empty())
    text += fmt::format("<p>{}</p>\n", safe(equal));
  return text;
}

std::string html_of(const Heading& heading, const Comparison& comparison) {
  std::string text = fmt::format("<h2>{}</h2>\n<p class=\"{}\">{}</p>\n",
                                 safe(sides_text(heading)),
                                 class_of(compare::overall(comparison)),
                                 safe(verdict_line(heading, comparison)));
  for (const Match& match : comparison.matches) text += match_html(match, heading);
  if (!heading.reproduce_command.empty())
    text += fmt::format("<pre>{}</pre>\n", safe(heading.reproduce_command));
  return text;
}

std::string markdown_of(const Heading& heading, const Comparison& comparison) {
  std::string text = fmt::format("{} {}\n",
                                 report::markdown_text(sides_text(heading)),
                                 report::markdown_text(verdict_line(heading, comparison)));
  for (const Match& match : comparison.matches)
    text += fmt::format("\n## {}\n\n{}\n\n{}",
                        report::markdown_text(title_of(match)),
                        report::markdown_text(standing_text(match, heading)),
                        table_of(match, heading).markdown());
  return text;
}

}  // namespace

report::Annex comparison_annex(const Heading& heading, const Comparison& comparison) {
  return {.key = "comparison",
          .json = compare::comparison_json(heading, comparison),
          .failed = compare::is_regression(heading, comparison),
          .html = html_of(heading, comparison),
          .markdown = markdown_of(heading, comparison)};
}

}  // namespace ripcord::cli
