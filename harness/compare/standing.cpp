#include "harness/compare/standing.hpp"

#include <algorithm>

namespace ripcord::compare {
namespace {

/// Whether so few exceptions among so many would be rare if both sides were alike.
bool is_sure(std::size_t cases, std::size_t exceptions, Evidence evidence, double chance) {
  if (evidence == Evidence::exact) return exceptions == 0;
  return measures::chance_of_missing(cases, exceptions + 1) <= chance;
}

}  // namespace

std::string_view standing_word(Standing standing) {
  switch (standing) {
    case Standing::completed:
      return "completed";
    case Standing::ended_as_expected:
      return "failed as expected";
    case Standing::failed:
      return "not as expected";
    case Standing::error:
      break;
  }
  return "error";
}

Verdict judge_standings(std::span<const StandingPair> pairs, Evidence evidence, double chance) {
  Standing worst_a = Standing::completed;
  Standing worst_b = Standing::completed;
  std::size_t better = 0;
  std::size_t worse = 0;
  for (const StandingPair& pair : pairs) {
    worst_a = std::max(worst_a, pair.a);
    worst_b = std::max(worst_b, pair.b);
    if (pair.b < pair.a) ++better;
    if (pair.b > pair.a) ++worse;
  }
  const std::size_t cases = better + worse;
  if (worst_b > worst_a) return Verdict::regression;
  if (cases == 0) return Verdict::equivalent;
  if (worse > better && is_sure(cases, better, evidence, chance)) return Verdict::regression;
  if (better > worse && is_sure(cases, worse, evidence, chance)) return Verdict::improved;
  return Verdict::inconclusive;
}

}  // namespace ripcord::compare
