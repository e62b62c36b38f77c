#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ripcord::cli {

/// A file as it was read; `path` as a user would type it.
struct ReadFile {
  std::string path;
  std::string text;
};

/// How a scenario file came to be meant.
enum class Named : std::uint8_t { in_a_folder, itself };

/// A scenario file and the defaults of its folder.
struct ScenarioFile {
  ReadFile file;
  /// The folder's pack.yaml; its path is empty if there is none.
  ReadFile pack;
  Named named = Named::in_a_folder;
};

/// What paths name: files in order of their paths, and what could not be read.
struct FoundFiles {
  std::vector<ScenarioFile> files;
  std::vector<std::string> errors;
};

/// Files that are named, and every `*.yaml` but `pack.yaml` below folders that are named. Names
/// that begin with a dot are passed over in folders. Each file once, whichever way it is named.
[[nodiscard]] FoundFiles find_scenario_files(std::span<const std::string> paths);

}  // namespace ripcord::cli
