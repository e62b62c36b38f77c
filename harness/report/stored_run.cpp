#include "harness/report/stored_run.hpp"

#include "harness/report/run_journal.hpp"
#include "harness/run/result.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace ripcord::report {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view trace_name = "trace.jsonl";
// Of runs to choose from.
constexpr std::size_t listed_max = 20;

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Where a run's files are.
struct Place {
  fs::path folder;
};

/// Folders of runs below `path`, in order.
std::vector<fs::path> run_folders(const fs::path& path) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path name = entry->path().filename();
    if (name == trace_name || name == journal::file_name)
      folders.push_back(entry->path().parent_path());
  }
  std::ranges::sort(folders);
  // Who is killed while he makes the one of the other leaves both.
  const auto twice = std::ranges::unique(folders);
  folders.erase(twice.begin(), twice.end());
  return folders;
}

boost::system::result<Place, WriteError> folder_of(const fs::path& path) {
  std::error_code ignored;
  if (path.filename() == trace_name || path.filename() == journal::file_name)
    return Place{path.parent_path()};
  if (!fs::exists(path, ignored)) return WriteError(fmt::format("there is no {}", path.string()));
  const std::vector<fs::path> folders = run_folders(path);
  if (folders.size() == 1) return Place{folders.front()};
  if (folders.empty())
    return WriteError(
        fmt::format("{} holds no trace.jsonl: was it run with --keep all?", path.string()));
  std::string text = fmt::format("{} holds {} runs; name one:", path.string(), folders.size());
  for (std::size_t i = 0; i < std::min(folders.size(), listed_max); ++i)
    text += "\n  " + folders[i].string();
  if (folders.size() > listed_max) text += "\n  ...";
  return WriteError(text);
}

std::string text_at(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Throws what the library throws where `json` is not shaped as ours are.
void take(const nlohmann::json& json, StoredRun& run) {
  run.verdict = text_at(json, "verdict");
  run.outcome = text_at(json, "outcome");
  run.conclusion = {.text = text_at(json, "ended"), .operation = text_at(json, "operation")};
  run.message = text_at(json, "message");
  run.replay_command = text_at(json, "replay_command");
  for (const nlohmann::json& oracle : json.at("oracles")) {
    if (text_at(oracle, "state") != "violated") continue;
    run.violated.push_back(text_at(oracle, "id") + ": " + text_at(oracle, "reason"));
  }
  if (json.contains("failure")) run.failure = text_at(json.at("failure"), "text");
}

/// Adds what the result.json above `folder` says of its run.
void take_result(const fs::path& folder, StoredRun& run) {
  fs::path above = fs::absolute(folder);
  const fs::path whole = above;
  while (above.has_relative_path() && !fs::exists(above / "result.json"))
    above = above.parent_path();
  run.id = whole.lexically_relative(above).generic_string();
  try {
    const nlohmann::json result = nlohmann::json::parse(text_of(above / "result.json"));
    for (const nlohmann::json& one : result.at("runs")) {
      if (text_at(one, "id") == run.id) take(one, run);
    }
  } catch (const nlohmann::json::exception&) {
    // A trace tells its story without a result.
    run.id = whole.filename().string();
  }
}

boost::system::result<trace::StoredLog, WriteError> read_trace(const fs::path& folder) {
  const fs::path file = folder / trace_name;
  std::error_code ignored;
  const fs::path cut_off = folder / journal::file_name;
  if (!fs::exists(file, ignored) && fs::exists(cut_off, ignored))
    return read_journal_file(cut_off.string());
  auto stored = trace::read_json_lines(text_of(file));
  if (stored) return *std::move(stored);
  return WriteError(fmt::format(
      "cannot read {}: line {}: {}", file.string(), stored.error().line, stored.error().message));
}

}  // namespace

boost::system::result<StoredRun, WriteError> read_run(const std::string& path) {
  const auto folder = folder_of(path);
  if (!folder) return folder.error();
  auto stored = read_trace(folder->folder);
  if (!stored) return stored.error();
  StoredRun run;
  run.trace = *std::move(stored);
  take_result(folder->folder, run);
  if (run.trace.log->digests() == nullptr && run.verdict.empty())
    run.verdict = run::verdict_name(run::Verdict::incomplete);
  return run;
}

}  // namespace ripcord::report
