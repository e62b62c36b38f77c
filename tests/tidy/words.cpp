#include "tests/tidy/words.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace ripcord::tidy {
namespace {

using Folders = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> product{"transports", "harness"};
constexpr std::array<std::string_view, 5> everywhere{
    "transports", "harness", "tests", "fuzz", "bench"};
constexpr std::array<std::string_view, 1> tests{"tests"};
constexpr std::array<std::string_view, 6> pure{"transports/base",
                                               "transports/trace",
                                               "transports/protocol",
                                               "transports/dcerpc",
                                               "transports/shim",
                                               "harness/scenario"};
// All that a simulated run executes: one look at a real clock there ends reproducibility.
constexpr std::array<std::string_view, 11> deterministic{"transports/base",
                                                         "transports/trace",
                                                         "transports/protocol",
                                                         "transports/dcerpc",
                                                         "transports/shim",
                                                         "transports/io",
                                                         "transports/relay",
                                                         "transports/sim",
                                                         "harness/scenario",
                                                         "harness/peers",
                                                         "harness/world"};

struct BannedWord {
  std::string_view word;
  Folders folders;
  std::string_view instead;
};

constexpr std::array banned_words{
    BannedWord{"<random>", everywhere, "a named Prng, equal on every library"},
    BannedWord{"steady_clock", deterministic, "a Time argument"},
    BannedWord{"system_clock", deterministic, "a Time argument"},
    BannedWord{"high_resolution_clock",
               everywhere,
               "a Time argument, or steady_clock where real time is meant"},
    BannedWord{"unordered_",
               deterministic,
               "std::map or a sorted vector, whose order is the same everywhere"},
    BannedWord{"<thread>", deterministic, "worlds side by side; a run has one thread"},
    BannedWord{"<mutex>", deterministic, "worlds side by side; a run has one thread"},
    BannedWord{"<atomic>", deterministic, "worlds side by side; a run has one thread"},
    BannedWord{"<fstream>", deterministic, "bytes or text as an argument"},
    BannedWord{"<filesystem>", deterministic, "bytes or text as an argument"},
    BannedWord{"<iostream>", deterministic, "a returned value; printing belongs to cli and report"},
    BannedWord{"<sys/socket.h>", deterministic, "io::Stream"},
    BannedWord{"getenv", deterministic, "an argument"},
    BannedWord{"shared_ptr", pure, "a value, a unique_ptr, or a reference with a stated lifetime"},
    BannedWord{
        "<boost/asio", product, "io:: of transports/io; only sockets, tcp and local know Asio"},
    BannedWord{"any_completion_handler", everywhere, "io::Operation, which does not allocate"},
    BannedWord{"throw", product, "Result, Decoded, a Diagnostic or RIPCORD_ASSERT"},
    BannedWord{"this_thread::sleep_for", tests, "virtual time, or waiting for the event itself"},
    BannedWord{"this_thread::sleep_until", tests, "virtual time, or waiting for the event itself"},
    BannedWord{"usleep", tests, "virtual time, or waiting for the event itself"},
};

struct Exception {
  /// A file, or a folder and all below it.
  std::string_view path;
  std::string_view word;
  /// What a line must hold to be excepted; empty for any line.
  std::string_view line;
};

constexpr std::array exceptions{
    // The real sockets.
    Exception{"transports/sockets", "<boost/asio", ""},
    Exception{"transports/tcp", "<boost/asio", ""},
    Exception{"transports/local", "<boost/asio", ""},
    Exception{"transports/sockets", "<boost/asio", ""},
    // Simulated streams fail with the codes of sockets; this header has the codes and nothing else.
    Exception{"transports/io/errors.cpp", "<boost/asio", "#include <boost/asio/error.hpp>"},
    // The end of another program has no event that a test could wait for beside its output.
    Exception{"tests/support/child_process.cpp", "this_thread::sleep_for", ""},
};

bool is_excepted(std::string_view path, std::string_view word, std::string_view line) {
  return std::ranges::any_of(exceptions, [&](const Exception& exception) {
    return exception.word == word && (exception.path == path || lies_in(path, exception.path)) &&
           line.find(exception.line) != std::string_view::npos;
  });
}

bool is_word_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Whether `code` holds `word` and not a longer one around it. A word that ends in _ or / is a
/// beginning.
bool holds_word(std::string_view code, std::string_view word) {
  for (std::size_t at = code.find(word); at != std::string_view::npos;
       at = code.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_word_letter(code[at - 1]) || !is_word_letter(word.front());
    const bool ends = end == code.size() || !is_word_letter(code[end]) || word.back() == '_' ||
                      word.front() == '<';
    if (begins && ends) return true;
  }
  return false;
}

bool binds(const BannedWord& banned, std::string_view path) {
  return std::ranges::any_of(banned.folders,
                             [&](std::string_view folder) { return lies_in(path, folder); });
}

}  // namespace

void check_words(const SourceFile& file, Violations& violations) {
  if (!is_cpp(file.path)) return;
  for (const BannedWord& banned : banned_words) {
    if (!binds(banned, file.path)) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = code_of(file.lines[i]);
      if (!holds_word(code, banned.word) || is_excepted(file.path, banned.word, code)) continue;
      violations.push_back({file.path,
                            i + 1,
                            "uses " + std::string(banned.word) + ", use " +
                                std::string(banned.instead) + " instead"});
    }
  }
}

}  // namespace ripcord::tidy
