#include "harness/report/result_table.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::report {
namespace {

std::string verdict_phrase(const Behaviour& behaviour) {
  if (behaviour.flaky) return "FLAKY";
  return behaviour.verdict == run::Verdict::passed
             ? "as expected"
             : fmt::format("{}", run::verdict_name(behaviour.verdict));
}

Tone verdict_tone(const Behaviour& behaviour) {
  if (behaviour.flaky) return Tone::warning;
  switch (behaviour.verdict) {
    case run::Verdict::passed:
      return Tone::good;
    case run::Verdict::incomplete:
      return Tone::warning;
    case run::Verdict::failed:
    case run::Verdict::invalid:
    case run::Verdict::error:
      break;
  }
  return Tone::bad;
}

bool is_single(const Tally& tally) { return tally.counts().runs == 1; }

/// Only what differs between subjects needs a column.
bool several_transports(const ResultDocument& document) {
  const auto& tallies = document.tallies();
  return std::ranges::any_of(tallies, [&](const Tally& tally) {
    return tally.subject().transport != tallies.front().subject().transport ||
           tally.subject().transport != "sim";
  });
}

void add_rows(Table& table, const Tally& tally, const std::string& transport) {
  const Subject& subject = tally.subject();
  for (const Behaviour& behaviour : tally.behaviours()) {
    // Virtual time of a real transport is the time on the wall.
    const std::string elapsed = subject.deterministic ? short_duration(behaviour.elapsed) : "";
    table.add({{.text = verdict_phrase(behaviour), .tone = verdict_tone(behaviour)},
               {.text = subject.scenario},
               {.text = subject.variant},
               {.text = transport},
               {.text = is_single(tally) ? "" : fmt::format("{}", behaviour.runs)},
               {.text = std::string(scenario::outcome_word(behaviour.outcome))},
               {.text = behaviour.broke.empty() ? "nothing" : behaviour.broke},
               {.text = behaviour.violated.empty() ? "none" : behaviour.violated},
               {.text = elapsed},
               {.text = short_duration(behaviour.wall)}});
  }
}

}  // namespace

Table result_table(const ResultDocument& document) {
  Table table({"verdict",
               "scenario",
               "variant",
               "transport",
               "runs",
               "outcome",
               "what broke",
               "oracles violated",
               "virtual",
               "wall"});
  const bool name_transport = several_transports(document);
  for (const Tally& tally : document.tallies()) {
    add_rows(table, tally, name_transport ? tally.subject().transport : "");
  }
  return table;
}

std::string message_lines(const ResultDocument& document) {
  std::string lines;
  for (const Tally& tally : document.tallies()) {
    for (const Behaviour& behaviour : tally.behaviours()) {
      if (behaviour.message.empty()) continue;
      lines += fmt::format("{} logged: {}\n", title(tally.subject()), behaviour.message);
    }
    if (tally.ambiguous_connections() == 0) continue;
    lines += fmt::format(
        "{}: {} connections could not be told apart from others that were there at the same time; "
        "{} "
        "strikes fell on them\n",
        title(tally.subject()),
        tally.ambiguous_connections(),
        tally.ambiguous_strikes());
  }
  return lines;
}

std::string result_line(const Tally& tally, Colours colours) {
  const Counts& counts = tally.counts();
  const bool good = counts.passed == counts.runs;
  std::string line = coloured(good ? "ok  " : "FAIL", good ? Tone::good : Tone::bad, colours);
  line += fmt::format(" {}:", title(tally.subject()));
  if (!is_single(tally))
    line += fmt::format(" {} of {} runs as expected:", counts.passed, counts.runs);
  if (!tally.behaviours().empty()) {
    const Behaviour& first = tally.behaviours().front();
    line += fmt::format(" {}", scenario::outcome_word(first.outcome));
    if (!first.broke.empty()) line += fmt::format(", {}", first.broke);
    if (!first.violated.empty()) line += fmt::format("; violates {}", first.violated);
  }
  if (counts.flaky > 0) line += fmt::format("; {} FLAKY", counts.flaky);
  if (tally.first_failure()) line += fmt::format("; {}", tally.first_failure()->line);
  return line + fmt::format(" ({})\n", short_duration(tally.wall()));
}

std::string sweep_lines(const ResultDocument& document, Colours colours) {
  std::string lines;
  for (const Tally& tally : document.tallies()) {
    if (tally.counts().runs < 2) continue;
    lines += fmt::format("{}: ", title(tally.subject()));
    if (tally.subject().deterministic) {
      lines += fmt::format("distinct traces {} of {}, ",
                           distinct_text(tally.distinct_traces()),
                           tally.counts().runs);
    }
    lines += fmt::format("distinct outcomes {}\n", distinct_text(tally.distinct_outcomes()));
    if (!tally.is_monotonous()) continue;
    lines +=
        coloured("warning", Tone::warning, colours) +
        fmt::format(": all {} seeds gave one trace: nothing in this scenario depends on the seed\n",
                    tally.counts().runs);
  }
  return lines;
}

std::string failure_texts(const ResultDocument& document, Colours colours) {
  std::string texts;
  for (const Tally& tally : document.tallies()) {
    if (!tally.first_failure()) continue;
    const std::string& text = tally.first_failure()->text;
    const std::size_t head = text.find(':');
    texts += coloured(text.substr(0, head), Tone::bad, colours) + text.substr(head);
    const std::uint64_t more = tally.counts().runs - tally.counts().passed - 1;
    if (more > 0) texts += fmt::format("  and {} more of its {} runs\n", more, tally.counts().runs);
    texts += '\n';
  }
  return texts;
}

std::string closing_line(const ResultDocument& document, Effort effort) {
  const std::uint64_t runs = document.counts().runs;
  const double seconds = std::max(std::chrono::duration<double>(effort.wall).count(), 1e-9);
  const double rate = static_cast<double>(runs) / seconds / effort.threads;
  std::string line = fmt::format(
      "{} {} in {:.2f} s, {:.0f} runs/s per core", runs, runs == 1 ? "run" : "runs", seconds, rate);
  const std::uint64_t flaky = document.counts().flaky;
  if (flaky > 0) line += fmt::format("; {} FLAKY: as expected only when played again", flaky);
  const NotSelected& rest = document.heading().not_selected;
  if (rest.total() == 0) return line + "\n";
  line += fmt::format("; {} not selected (", rest.total());
  for (const NotSelected::Reason& reason : rest.reasons) {
    if (&reason != &rest.reasons.front()) line += ", ";
    line += fmt::format("{}: {}", reason.reason, reason.count);
  }
  return line + ")\n";
}

std::string short_duration(Duration duration) {
  const double ns = static_cast<double>(std::max<Duration::rep>(0, duration.count()));
  const auto with_unit = [](double value, const char* unit) {
    if (value < 10) return fmt::format("{:.2f}{}", value, unit);
    return fmt::format("{:.{}f}{}", value, value < 100 ? 1 : 0, unit);
  };
  if (ns < 1e3) return fmt::format("{:.0f}ns", ns);
  if (ns < 1e6) return with_unit(ns / 1e3, "us");
  if (ns < 1e9) return with_unit(ns / 1e6, "ms");
  return with_unit(ns / 1e9, "s");
}

}  // namespace ripcord::report
