#pragma once

#include "harness/cli/options.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::cli {

/// Those of `serve`.
struct TypedServe {
  std::vector<std::string> hosts;
  std::vector<std::string> folders;
  std::string mapper_port;
  std::string ports;
  std::string profile;
  std::string variant;
  bool shared_port = false;
  bool faults = false;
};

/// Those of `proxy`.
struct TypedProxy {
  std::vector<std::string> listen;
  std::vector<std::string> upstreams;
  std::string variant;
  std::string endpoint_expiry;
  bool same_ports = false;
  bool observe = false;
};

/// Those of `client`.
struct TypedClient {
  /// `lookup`, `map`, ...
  std::string errand;
  std::string server = "127.0.0.1:135";
  std::string endpoint;
  std::string timeout;
  std::string interface;
  std::string opnum;
  std::string stub;
  std::string request;
  std::string operation;
  std::string size;
  std::string times;
  std::string page;
};

/// Those of `explore`, `replay` and `shrink`.
struct TypedSearch {
  std::string variant;
  std::string against;
  std::string depth;
  std::vector<std::string> kinds;
  std::string budget;
  std::string runs;
  std::string until;
  std::vector<std::string> dropped;
  std::string transport;
  bool list_points = false;
  bool keep_faults = false;
};

/// Those of `trace`.
struct TypedTrace {
  std::string client;
  std::string service;
  std::string operation;
  std::string call;
  std::string export_to;
  bool units = false;
  bool faults = false;
  bool svg = false;
};

/// Those of `compare`.
struct TypedCompare {
  std::string a;
  std::string b;
  std::vector<std::string> a_settings;
  std::vector<std::string> b_settings;
  std::vector<std::string> thresholds;
  std::vector<std::string> metrics;
  std::string pairs;
  std::string slices;
  std::string slice;
  std::string order;
  std::string cpus;
  bool self = false;
  bool exact = false;
  bool clean = false;
};

/// Those of `load`.
struct TypedLoad {
  std::string connections;
  std::string rate;
  std::string arrivals;
  std::string warm_up;
  std::string duration;
};

/// Those of `fuzz`.
struct TypedFuzz {
  /// `list`, `run`, ...
  std::string errand;
  std::string target;
  std::string input;
  std::string programs;
  std::string sources;
  std::string time;
  std::string sarif;
};

/// Values of options as they were typed; what they mean is decided when all are known.
struct TypedOptions {
  std::vector<std::string> paths;
  std::vector<std::string> settings;
  std::vector<std::string> variants;
  std::vector<std::string> transports;
  std::vector<std::string> tags;
  std::vector<std::string> reporters;
  std::string expression;
  std::string seed;
  std::string seeds;
  std::string shard;
  std::string repeat;
  std::string retries;
  std::string jobs;
  std::string keep;
  std::string payload;
  std::string out;
  std::string format;
  std::string word;
  bool live = false;
  bool last_failed = false;
  bool fail_fast = false;
  bool strict = false;
  bool coverage = false;
  bool resolved = false;
  TypedServe serve;
  TypedClient client;
  TypedProxy proxy;
  TypedSearch search;
  TypedTrace trace;
  TypedCompare compare;
  TypedLoad load;
  TypedFuzz fuzz;
};

/// A command of this build, and how its options are read. Reading stops at the first value that
/// makes no sense.
struct Command {
  std::string_view name;
  Request (*read)(const TypedOptions&);
};
inline constexpr std::size_t commands_count = 21;
[[nodiscard]] const std::array<Command, commands_count>& commands();

}  // namespace ripcord::cli
