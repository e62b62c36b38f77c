#include "harness/cli/selection.hpp"

#include "harness/cli/words.hpp"
#include "harness/scenario/planned_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace ripcord::cli {
namespace {

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::ranges::find(words, word) != words.end();
}

/// What `-k` looks at.
std::vector<std::string> names_of(const scenario::Scenario& scenario) {
  std::vector<std::string> names = scenario.tags();
  names.push_back(report::scenario_folder(scenario.file()));
  names.push_back(scenario.name());
  return names;
}

bool passes_filters(const scenario::Scenario& scenario, const SelectionOptions& options) {
  if (options.expression && !options.expression->matches(names_of(scenario))) return false;
  const auto is_wanted = [&](const std::string& tag) { return contains(options.tags, tag); };
  return options.tags.empty() || std::ranges::any_of(scenario.tags(), is_wanted);
}

/// A scenario that starts or dials foreign programs runs only if somebody says so.
bool may_run(const Title& title, const SelectionOptions& options) {
  return !title.scenario.is_live() || title.named == Named::itself ||
         options.foreign_peers == ForeignPeers::included;
}

std::vector<std::string> transports_of(const scenario::Scenario& scenario,
                                       const SelectionOptions& options) {
  if (options.transports.empty()) return {scenario.transports().front()};
  std::vector<std::string> transports;
  for (const std::string& transport : scenario.transports()) {
    if (contains(options.transports, transport)) transports.push_back(transport);
  }
  return transports;
}

/// `key=value` as part of a folder's name: what a path or a shell could trip over becomes `%` and
/// two digits.
std::string folder_word(const std::string& word) {
  std::string folder;
  for (const char c : word) {
    const bool is_plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                          (c >= '0' && c <= '9') ||
                          std::string_view("-_.=+").find(c) != std::string_view::npos;
    folder += is_plain ? std::string(1, c) : fmt::format("%{:02x}", static_cast<unsigned char>(c));
  }
  return folder;
}

class Selector {
 public:
  explicit Selector(const SelectionOptions& options) : options_(options) {}

  void add(const Title& title) {
    const scenario::Scenario& scenario = title.scenario;
    if (!passes_filters(scenario, options_)) return;
    if (!may_run(title, options_)) {
      leave_out(scenario.requirements().empty()
                    ? "requires a server that runs already"
                    : fmt::format("requires {}", fmt::join(scenario.requirements(), " ")));
      return;
    }
    const std::vector<std::string> transports = transports_of(scenario, options_);
    if (transports.empty()) leave_out("transport");
    const auto first = static_cast<std::ptrdiff_t>(selection_.candidates.size());
    for (const scenario::VariantName& variant : scenario.variants()) {
      if (!options_.variants.empty() && !contains(options_.variants, variant.name)) continue;
      for (const std::vector<std::size_t>& point : scenario.points()) {
        for (const std::string& transport : transports) add(title, variant, point, transport);
      }
    }
    // The library is in order of paths already.
    std::ranges::sort(selection_.candidates.begin() + first,
                      selection_.candidates.end(),
                      [](const Candidate& a, const Candidate& b) {
                        return std::tie(a.subject.variant, a.subject.transport) <
                               std::tie(b.subject.variant, b.subject.transport);
                      });
  }

  Selection take(const std::set<std::string>& failed_before) {
    std::vector<Candidate>& candidates = selection_.candidates;
    if (options_.scope == Scope::last_failed) {
      std::erase_if(candidates, [&](const Candidate& candidate) {
        return !failed_before.contains(report::subject_key(candidate.subject));
      });
    }
    if (options_.shard) keep_shard(*options_.shard);
    return std::move(selection_);
  }

 private:
  void add(const Title& title,
           const scenario::VariantName& variant,
           const std::vector<std::size_t>& point,
           const std::string& transport) {
    Candidate candidate{
        .title = &title,
        .choice = {.variant = variant.name, .transport = transport, .point = point}};
    report::Subject& subject = candidate.subject;
    subject.file = title.scenario.file();
    subject.scenario = report::scenario_folder(subject.file);
    subject.name = title.scenario.name();
    subject.purpose = title.scenario.title();
    subject.variant = variant.name;
    subject.transport = transport;
    subject.line = std::max<std::uint32_t>(1, variant.line);
    subject.options = {"--variant", variant.name};
    for (std::size_t i = 0; i < point.size(); ++i) {
      const scenario::Axis& axis = title.scenario.axes()[i];
      const std::string word = axis.key + "=" + axis.values[point[i]];
      subject.variant += "," + folder_word(word);
      subject.options.insert(subject.options.end(), {"--set", word});
    }
    for (const std::string& setting : options_.settings) {
      subject.options.insert(subject.options.end(), {"--set", setting});
    }
    selection_.candidates.push_back(std::move(candidate));
  }

  void leave_out(const std::string& reason) {
    auto& reasons = selection_.rest.reasons;
    const auto found = std::ranges::find(reasons, reason, &report::NotSelected::Reason::reason);
    if (found != reasons.end()) {
      ++found->count;
    } else {
      reasons.push_back({.reason = reason, .count = 1});
    }
  }

  /// Every count-th candidate: parts of equal size, and none is empty unless there are too few.
  void keep_shard(const Shard& shard) {
    std::vector<Candidate> kept;
    kept.reserve(selection_.candidates.size() / shard.count + 1);
    for (std::size_t i = shard.index - 1; i < selection_.candidates.size(); i += shard.count) {
      kept.push_back(std::move(selection_.candidates[i]));
    }
    selection_.candidates = std::move(kept);
  }

  const SelectionOptions& options_;
  Selection selection_;
};

/// The options that selected, as they were typed.
std::vector<std::string> selecting_words(const SelectionOptions& options) {
  std::vector<std::string> words;
  words.reserve(options.variants.size() + options.transports.size() + options.tags.size() + 3);
  for (const std::string& variant : options.variants) words.push_back("--variant " + variant);
  for (const std::string& transport : options.transports)
    words.push_back("--transport " + transport);
  if (options.expression) words.push_back(fmt::format("-k \"{}\"", options.expression_text));
  for (const std::string& tag : options.tags) words.push_back("--tag " + tag);
  if (options.scope == Scope::last_failed) words.emplace_back("--last-failed");
  if (options.shard)
    words.push_back(fmt::format("--shard {}/{}", options.shard->index, options.shard->count));
  if (words.empty()) words = options.paths;
  return words;
}

/// The nearest of all `known` to the one word that was asked for.
std::string suggestion(const std::vector<std::string>& asked, const std::set<std::string>& known) {
  if (asked.size() != 1 || known.contains(asked.front())) return {};
  const std::vector<std::string_view> words(known.begin(), known.end());
  return did_you_mean(asked.front(), words);
}

}  // namespace

Selection select(const Library& library,
                 const SelectionOptions& options,
                 const std::set<std::string>& failed_before) {
  Selector selector(options);
  for (const Title& title : library.titles) selector.add(title);
  return selector.take(failed_before);
}

std::string nothing_selected(const Library& library,
                             const SelectionOptions& options,
                             const Selection& selection) {
  std::set<std::string> variants;
  std::set<std::string> tags;
  for (const Title& title : library.titles) {
    for (const scenario::VariantName& variant : title.scenario.variants())
      variants.insert(variant.name);
    tags.insert(title.scenario.tags().begin(), title.scenario.tags().end());
  }
  std::string text = fmt::format("0 of {} scenarios selected by {}{}{}",
                                 library.titles.size(),
                                 fmt::join(selecting_words(options), " "),
                                 suggestion(options.variants, variants),
                                 suggestion(options.tags, tags));
  for (const report::NotSelected::Reason& reason : selection.rest.reasons) {
    text += fmt::format("; {}: {}", reason.reason, reason.count);
  }
  const bool needs_live =
      std::ranges::any_of(selection.rest.reasons, [](const report::NotSelected::Reason& reason) {
        return reason.reason.starts_with("requires");
      });
  return text + (needs_live ? "; --live runs what requires foreign programs\n" : "\n");
}

std::string transport_problem(const std::vector<std::string>& transports, const Program& program) {
  for (const std::string& transport : transports) {
    if (program.venue(transport) != nullptr) continue;
    const auto planned = scenario::planned_transports();
    if (std::ranges::find(planned, transport) != planned.end()) {
      return fmt::format("transport `{}` is not in this build", transport);
    }
    return fmt::format("unknown transport `{}`{}", transport, did_you_mean(transport, planned));
  }
  return {};
}

}  // namespace ripcord::cli
