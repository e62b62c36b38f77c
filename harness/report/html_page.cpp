#include "harness/report/html_page.hpp"

#include "harness/diagram/plot.hpp"
#include "harness/diagram/svg.hpp"
#include "harness/diagram/tale.hpp"
#include "harness/report/exploration_text.hpp"
#include "harness/report/failure_text.hpp"
#include "harness/report/page_script.hpp"
#include "harness/report/plain_text.hpp"
#include "harness/report/result_table.hpp"

#include <fmt/format.h>

#include <string_view>

namespace ripcord::report {
namespace {

std::string safe(std::string_view text) { return diagram::escaped(plain_text(text)); }

std::string shell_words(const std::vector<std::string>& argv) {
  std::string text;
  for (const std::string& word : argv) text += (text.empty() ? "" : " ") + shell_quoted(word);
  return text;
}

std::string_view tone_of(run::Verdict verdict) {
  return verdict == run::Verdict::passed ? "good" : "bad";
}

std::string list_of_tale(const diagram::Diagram& drawn) {
  // As many lines as fit beside a picture.
  constexpr std::size_t lines_max = 12;
  std::string text = "<ol class=\"tale\">\n";
  for (const std::string& line : diagram::tale(drawn, lines_max))
    text += "<li>" + safe(line) + "</li>\n";
  return text + "</ol>\n";
}

/// What oracles found.
std::string findings(const run::RunResult& result) {
  std::string text;
  for (const run::OracleReport& oracle : result.oracles) {
    if (oracle.state != run::OracleState::violated) continue;
    text += fmt::format("<p>Violates <b>{}</b>: {}</p>\n", oracle.id, safe(oracle.reason));
  }
  if (!result.ending.message.empty())
    text += fmt::format("<p>The client logged: <q>{}</q></p>\n", safe(result.ending.message));
  return text;
}

std::string section(const Subject& subject, const run::RunResult& result, const trace::Log& log) {
  const std::string broke = what_broke(result.ending);
  const diagram::Diagram drawn =
      diagram::draw(log, {.text = broke, .operation = result.ending.operation});
  const bool wrong = result.verdict != run::Verdict::passed;
  std::string text = fmt::format(
      "<details class=\"run\"{}><summary><span class=\"{}\">{}</span> {} seed {}{}</summary>\n",
      wrong ? " open" : "",
      tone_of(result.verdict),
      wrong ? run::verdict_name(result.verdict) : std::string_view("as expected"),
      safe(title(subject)),
      result.seed,
      broke.empty() ? ": completed" : ": " + safe(broke));
  if (!subject.purpose.empty()) text += "<p>" + safe(subject.purpose) + "</p>\n";
  if (wrong) text += "<pre class=\"failure\">" + safe(failure_text(subject, result)) + "</pre>\n";
  text += list_of_tale(drawn) + findings(result);
  text += "<div class=\"picture\">\n" + diagram::svg(drawn, diagram::Style::elsewhere) + "</div>\n";
  if (const diagram::Plot plot = diagram::plot(log); plot.calls() > 0)
    text += "<div class=\"picture\">\n" + diagram::svg(plot) + "</div>\n";
  text += "<pre>" + safe(reproduce_command(subject, result.seed)) + "</pre>\n</details>\n";
  return text;
}

std::string counts_line(const Counts& counts, Progress progress) {
  return fmt::format(
      "<p>{} {}, <span class=\"good\">{} as expected</span>, <span class=\"{}\">{} "
      "not</span>{}{}</p>\n",
      counts.runs,
      counts.runs == 1 ? "run" : "runs",
      counts.passed,
      counts.passed == counts.runs ? "good" : "bad",
      counts.runs - counts.passed,
      counts.flaky > 0 ? fmt::format(", FLAKY: {}", counts.flaky) : "",
      progress == Progress::incomplete ? "; ended before its end" : "");
}

std::string head(const ResultDocument& document, Progress progress) {
  const run::Verdict verdict = document.verdict(progress);
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'; img-src data:; script-src '{}'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n"
      "<link rel=\"icon\" href=\"data:,\">\n"
      "<title>ripcord: {}</title>\n<style>{}{}{}</style>\n</head>\n<body>\n"
      "<h1>ripcord: <span class=\"{}\">{}</span></h1>\n"
      "{}",
      page_script_hash(),
      run::verdict_name(verdict),
      page_style(),
      diagram::svg_style(),
      diagram::plot_style(),
      tone_of(verdict),
      run::verdict_name(verdict),
      // An annex is not made of runs.
      document.annex() == nullptr ? counts_line(document.counts(), progress) : std::string());
}

/// The first failure of every subject, pictures or not.
std::string failures(const ResultDocument& document) {
  // The rest is in result.json.
  constexpr std::size_t failures_max = 100;
  std::string text;
  std::size_t count = 0;
  for (const Tally& tally : document.tallies()) {
    if (!tally.first_failure() || ++count > failures_max) continue;
    text += "<pre class=\"failure\">" + safe(tally.first_failure()->text) + "</pre>\n";
  }
  if (count > failures_max)
    text += fmt::format("<p>and {} more: see result.json</p>\n", count - failures_max);
  return text.empty() ? text : "<h2>Not as expected</h2>\n" + text;
}

void append_term(std::string& text, std::string_view term, const std::string& value) {
  if (!value.empty()) text += fmt::format("<dt>{}</dt><dd>{}</dd>\n", term, safe(value));
}

std::string environment(const Heading& heading) {
  std::string text = "<h2>Environment</h2>\n<dl>\n";
  append_term(text, "command", shell_words(heading.argv));
  append_term(text, "started", heading.started);
  append_term(text, "ripcord", heading.tool.version + " " + heading.tool.commit);
  append_term(text, "build", heading.tool.compiler + " " + heading.tool.build);
  append_term(
      text,
      "machine",
      fmt::format(
          "{} {}, {} cores", heading.host.system, heading.host.machine, heading.host.cores));
  for (const NotSelected::Reason& reason : heading.not_selected.reasons)
    append_term(text, "not selected", fmt::format("{}: {}", reason.reason, reason.count));
  return text + "</dl>\n";
}

/// `sections` with the first one unfolded: what a newcomer shall see.
std::string first_open(std::string sections) {
  constexpr std::string_view folded = "<details class=\"run\">";
  if (sections.starts_with(folded)) sections.insert(folded.size() - 1, " open");
  return sections;
}

constexpr std::string_view tools =
    "<div id=\"tools\" hidden><label>Filter <input id=\"filter\" type=\"search\" "
    "placeholder=\"words of runs and of rows\"></label>\n"
    "<label><input id=\"faults\" type=\"checkbox\"> only what is not plain</label> "
    "<span id=\"shown\"></span></div>\n";

}  // namespace

void HtmlPage::add(const Subject& subject, const run::RunResult& result, const trace::Log& log) {
  const std::size_t size = wrong_.size() + broken_.size() + completed_.size();
  if (runs_ == runs_max || size > bytes_max) {
    ++left_out_;
    return;
  }
  ++runs_;
  const bool wrong = result.verdict != run::Verdict::passed;
  const bool completed = result.ending.outcome == run::Outcome::completed;
  std::string& place = wrong ? wrong_ : completed ? completed_ : broken_;
  place += section(subject, result, log);
}

std::string HtmlPage::text(const ResultDocument& document, Progress progress) const {
  std::string text = head(document, progress) + failures(document);
  if (document.annex() != nullptr) text += document.annex()->html;
  for (const ExplorationRecord& exploration : document.explorations())
    text += exploration_html(exploration);
  if (!document.tallies().empty())
    text += std::string(tools) + "<h2>Results</h2>\n" + result_table(document).html("results");
  if (runs_ > 0) text += "<h2>Runs</h2>\n" + wrong_ + first_open(broken_) + completed_;
  if (left_out_ > 0) {
    text += fmt::format(
        "<p>{} runs more have their traces, but no picture here: ripcord trace --svg RUN draws "
        "one.</p>\n",
        left_out_);
  }
  if (document.coverage() != nullptr)
    text += "<h2>Coverage</h2>\n" + coverage_matrix(*document.coverage());
  text += environment(document.heading());
  // Without a table of runs there is nothing to filter.
  if (!document.tallies().empty()) text += "<script>" + std::string(page_script()) + "</script>\n";
  return text + "</body>\n</html>\n";
}

}  // namespace ripcord::report
