#include "harness/report/distinct_count.hpp"

#include <fmt/format.h>

namespace ripcord::report {

void DistinctCount::add(std::uint64_t hash) {
  if (full_) return;
  hashes_.insert(hash);
  if (hashes_.size() <= exact_max) return;
  full_ = true;
  hashes_ = std::unordered_set<std::uint64_t>();
}

std::string distinct_text(std::uint64_t count) {
  if (count < DistinctCount::beyond) return fmt::format("{}", count);
  return fmt::format("more than {}", DistinctCount::exact_max);
}

}  // namespace ripcord::report
