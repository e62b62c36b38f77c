#include "tests/tidy/remarks.hpp"

#include <algorithm>
#include <array>
#include <regex>

namespace ripcord::tidy {
namespace {

// Pointers for readers and the names of schemas. None is ever fetched.
constexpr std::array<std::string_view, 10> known_hosts{"127.0.0.1",
                                                       "example.org",
                                                       "json-schema.org",
                                                       "keepachangelog.com",
                                                       "learn.microsoft.com",
                                                       "localhost",
                                                       "pubs.opengroup.org",
                                                       "semver.org",
                                                       "www.shellcheck.net",
                                                       "www.w3.org"};

// Spelled in two halves, so that the rules do not find themselves.
const std::string& fixme() {
  static const std::string word = std::string("FIX") + "ME";
  return word;
}
const std::string& todo() {
  static const std::string word = std::string("TO") + "DO";
  return word;
}
const std::string& nolint() {
  static const std::string word = std::string("NO") + "LINT";
  return word;
}

bool is_code_file(std::string_view path) {
  return is_cpp(path) || path.ends_with(".cmake") || path.ends_with("CMakeLists.txt") ||
         path.ends_with(".sh") || path == "dev";
}

}  // namespace

void check_todo(const SourceFile& file, Violations& violations) {
  if (!is_code_file(file.path)) return;
  static const std::regex numbered("\\b" + todo() + R"(\([0-9]+\): \S)");
  static const std::regex any("\\b" + todo() + "\\b");
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    if (line.find(fixme()) != std::string::npos) {
      violations.push_back(
          {file.path, i + 1, fixme() + " may live in a branch only, mend it instead"});
    }
    const bool mentions = line.find(todo()) != std::string::npos && std::regex_search(line, any);
    if (mentions && !std::regex_search(line, numbered)) {
      violations.push_back(
          {file.path, i + 1, todo() + " without an issue, use " + todo() + "(12): ... instead"});
    }
  }
}

void check_nolint(const SourceFile& file, Violations& violations) {
  if (!is_cpp(file.path)) return;
  static const std::regex any(nolint() + "(NEXTLINE|BEGIN|END)?\\b");
  static const std::regex reasoned(nolint() + R"((NEXTLINE|BEGIN)?\([a-z][a-zA-Z0-9.,-]*\): \S)");
  static const std::regex end(nolint() + R"(END\([a-z][a-zA-Z0-9.,-]*\))");
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    if (file.lines[i].find(nolint()) == std::string::npos) continue;
    const std::string comment(comment_of(file.lines[i]));
    if (!std::regex_search(comment, any)) continue;
    if (std::regex_search(comment, reasoned) || std::regex_search(comment, end)) continue;
    violations.push_back(
        {file.path,
         i + 1,
         "silences a warning without a reason, use " + nolint() + "(check): reason instead"});
  }
}

void check_addresses(const SourceFile& file, Violations& violations) {
  static const std::regex address(R"(\bhttps?://([A-Za-z0-9.-]*[A-Za-z0-9]))");
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    if (line.find("://") == std::string::npos) continue;
    for (std::sregex_iterator match(line.begin(), line.end(), address), last; match != last;
         ++match) {
      const std::string host = (*match)[1];
      if (std::ranges::find(known_hosts, host) != known_hosts.end()) continue;
      violations.push_back(
          {file.path,
           i + 1,
           "names the host " + host + ", which tests/tidy/remarks.cpp does not know"});
    }
  }
}

void check_machine_paths(const SourceFile& file,
                         std::string_view clone_folder,
                         Violations& violations) {
  static const std::regex home(R"((^|[^A-Za-z0-9_.}])/(home|root|Users)/)");
  const bool has_clone_folder = clone_folder.size() > 1 && clone_folder != "/tmp";
  const std::string clone = std::string(clone_folder) + "/";
  for (std::size_t i = 0; i < file.lines.size(); ++i) {
    const std::string& line = file.lines[i];
    const bool names_clone = has_clone_folder && line.find(clone) != std::string::npos;
    const bool names_home = line.find('/') != std::string::npos && std::regex_search(line, home);
    if (!names_clone && !names_home) continue;
    violations.push_back(
        {file.path, i + 1, "names a folder of one machine, use a path from the root instead"});
  }
}

}  // namespace ripcord::tidy
