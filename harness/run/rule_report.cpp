#include "harness/run/rule_report.hpp"

#include "transports/base/hash.hpp"

#include <fmt/format.h>

namespace ripcord::run {

std::vector<RuleReport> rule_reports(const shim::Rules& rules) {
  std::vector<RuleReport> reports;
  const std::span<const shim::CompiledRule> all = rules.set().rules();
  const auto count = static_cast<shim::RuleIndex>(all.size());
  for (shim::RuleIndex i = 0; i < count; ++i) {
    const shim::RuleAccount& account = rules.account(i);
    reports.push_back({.id = all[i].spec.id,
                       .kind = all[i].spec.kind,
                       .line = all[i].spec.line,
                       .matched = account.matched,
                       .fired = account.fired,
                       .why_not = rules.why_not(i),
                       .at = rules.points(i)});
  }
  return reports;
}

std::optional<Failure> unfired_rule(const std::vector<RuleReport>& reports,
                                    const shim::RuleSet& rules) {
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const RuleReport& report = reports[i];
    if (report.fired > 0 || rules.rules()[i].spec.optional) continue;
    return Failure{.field = fmt::format("rules.{}.fired", report.id),
                   .expected = "at least 1, since the rule is not `optional: true`",
                   .actual = fmt::format("0: {}", report.why_not),
                   .line = report.line};
  }
  return std::nullopt;
}

std::uint64_t plan_hash(const std::vector<RuleReport>& reports) {
  std::uint64_t hash = 0;
  for (const RuleReport& rule : reports) {
    hash = mix(digest(rule.id, hash), rule.fired);
    for (const std::string& point : rule.at) hash = digest(point, hash);
  }
  return hash;
}

}  // namespace ripcord::run
