#include "harness/compare/stored_trials.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <utility>

namespace ripcord::compare {
namespace {

using nlohmann::json;
using report::WriteError;

/// A run as its folder tells it.
struct Stored {
  Trial trial;
  bool exact = false;
};

/// By scenario, variant and transport; then by seed and repetition, in the file's order.
using Runs = std::map<std::string, std::map<std::pair<std::uint64_t, std::size_t>, Stored>>;

Standing stored_standing(const json& run) {
  const auto verdict = run.at("verdict").get<std::string>();
  if (verdict == "passed")
    return run.at("outcome") == "completed" ? Standing::completed : Standing::ended_as_expected;
  return verdict == "failed" ? Standing::failed : Standing::error;
}

Stored stored_run(const json& run) {
  Stored stored{.exact = run.at("transport") == "sim"};
  Trial& trial = stored.trial;
  trial.standing = stored_standing(run);
  trial.ending = run.at("outcome").get<std::string>();
  for (const auto& [name, value] : run.at("metrics").items())
    if (!name.starts_with("ambiguous")) trial.values[name] = value.get<double>();
  if (trial.standing != Standing::completed) return stored;
  const auto elapsed = run.at("virtual_ns").get<double>();
  trial.values[stored.exact ? "virtual_time" : "wall"] = elapsed;
  return stored;
}

/// Throws what the library throws where `document` is not shaped as ours are.
Runs runs_in(const json& document) {
  Runs runs;
  for (const json& run : document.at("runs")) {
    const std::string key = fmt::format("{} [{}] {}",
                                        run.at("scenario").get<std::string>(),
                                        run.at("variant").get<std::string>(),
                                        run.at("transport").get<std::string>());
    auto& of_subject = runs[key];
    std::pair number(run.at("seed").get<std::uint64_t>(), std::size_t{1});
    while (of_subject.contains(number)) ++number.second;
    of_subject.emplace(number, stored_run(run));
  }
  return runs;
}

boost::system::result<Runs, WriteError> read_runs(const std::string& folder) {
  const std::string path = folder + "/result.json";
  std::ifstream file(path, std::ios::binary);
  if (!file) return WriteError(fmt::format("cannot read {}", path));
  try {
    return runs_in(json::parse(file));
  } catch (const json::exception&) {
    return WriteError(fmt::format("cannot read {}: it is no result.json with runs", path));
  }
}

}  // namespace

boost::system::result<std::vector<Contest>, WriteError> stored_contests(const std::string& a,
                                                                        const std::string& b) {
  auto runs_a = read_runs(a);
  if (!runs_a) return runs_a.error();
  auto runs_b = read_runs(b);
  if (!runs_b) return runs_b.error();
  std::vector<Contest> contests;
  for (auto& [key, subject] : *runs_a) {
    const auto other = runs_b->find(key);
    if (other == runs_b->end()) continue;
    Contest contest{.name = key};
    for (auto& [number, stored] : subject) {
      const auto match = other->second.find(number);
      if (match == other->second.end()) continue;
      Trials& trials = stored.exact ? contest.exact : contest.sampled;
      trials.a.push_back(std::move(stored.trial));
      trials.b.push_back(std::move(match->second.trial));
    }
    if (!contest.exact.a.empty() || !contest.sampled.a.empty())
      contests.push_back(std::move(contest));
  }
  if (contests.empty()) return WriteError(fmt::format("{} and {} have no run in common", a, b));
  return contests;
}

}  // namespace ripcord::compare
