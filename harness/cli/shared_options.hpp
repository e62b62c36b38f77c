#pragma once

#include "harness/cli/name_expression.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::cli {

/// `markdown` is for commands that have a page, `sarif` for `check`.
enum class Format : std::uint8_t { text, json, markdown, sarif };

/// What is printed on standard output when runs are over.
enum class Reporter : std::uint8_t { table, lines, json, junit, markdown, tap, github, none };

/// `--shard i/n`: the i-th of n parts, from 1.
struct Shard {
  std::uint32_t index = 1;
  std::uint32_t count = 1;
};

/// Seeds `low..high`, both included.
struct SeedRange {
  std::uint64_t low = 1;
  std::uint64_t high = 1;
};

enum class Scope : std::uint8_t { everything, last_failed };
enum class ForeignPeers : std::uint8_t { excluded, included };

/// Which variants of which scenarios are meant.
struct SelectionOptions {
  /// Files and folders.
  std::vector<std::string> paths;
  /// `--set`, each `key.path=value`.
  std::vector<std::string> settings;
  std::vector<std::string> variants;
  std::vector<std::string> transports;
  /// `-k`, as typed and as read.
  std::string expression_text;
  std::optional<NameExpression> expression;
  std::vector<std::string> tags;
  ForeignPeers foreign_peers = ForeignPeers::excluded;
  Scope scope = Scope::everything;
  std::optional<Shard> shard;
};

enum class Strictness : std::uint8_t { lenient, strict };

/// `host:port`.
struct HostAndPort {
  std::string host = "127.0.0.1";
  std::uint16_t port = 135;
};

}  // namespace ripcord::cli
