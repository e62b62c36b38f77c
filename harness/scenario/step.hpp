#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ripcord::scenario {

struct Step;

/// The whole backup in the API's order: prepare, then open, read and close each file, then end.
struct BackupStep {
  std::string service;
  /// Which files, in this order; empty = all that the service offers.
  std::vector<std::string> files;
  friend bool operator==(const BackupStep&, const BackupStep&) = default;
};

/// Calls of the echo interface with data drawn from the seed; every answer is checked.
struct EchoStep {
  std::string service;
  /// Operation by name; `EchoData` is the one whose size can be chosen.
  std::string operation = "EchoData";
  /// Bytes of data each way.
  std::uint64_t size = 64;
  std::uint32_t times = 1;
  friend bool operator==(const EchoStep&, const EchoStep&) = default;
};

/// One argument of a call by name.
struct CallArgument {
  std::string name;
  std::string text;
  friend bool operator==(const CallArgument&, const CallArgument&) = default;
};

/// One operation of any interface.
struct CallStep {
  /// Where; empty = whichever service the endpoint mapper names for `interface`.
  std::string service;
  std::string interface;
  /// By name, or by number where `operation` is empty.
  std::string operation;
  std::uint16_t opnum = 0;
  /// The request's stub as it is, or arguments of an operation that ripcord knows.
  Bytes stub;
  std::vector<CallArgument> args;
  std::uint32_t times = 1;
  friend bool operator==(const CallStep&, const CallStep&) = default;
};

/// Asks the endpoint mapper where `interface` is served.
struct MapStep {
  std::string interface;
  /// The service whose host is asked; empty = the host of the first service with that interface.
  std::string service;
  std::uint32_t times = 1;
  friend bool operator==(const MapStep&, const MapStep&) = default;
};

/// Lists what the endpoint mapper knows.
struct LookupStep {
  /// Only entries of this interface; empty = all.
  std::string interface;
  std::string service;
  /// Entries asked for at once.
  std::uint32_t max_entries = 100;
  /// End after so many answers, however many there are; 0 = read all.
  std::uint32_t stop_after = 0;
  friend bool operator==(const LookupStep&, const LookupStep&) = default;
};

struct SleepStep {
  Duration duration{};
  friend bool operator==(const SleepStep&, const SleepStep&) = default;
};

struct RepeatStep {
  std::uint32_t times = 1;
  std::vector<Step> steps;
  bool operator==(const RepeatStep& other) const;
};

/// All steps begin at once; ends when the last has ended.
struct ParallelStep {
  std::vector<Step> steps;
  bool operator==(const ParallelStep& other) const;
};

/// `closed`: each connection calls again as soon as it is answered; `open`: calls begin at a rate
/// whatever the answers do.
enum class LoadMode : std::uint8_t { closed, open };

struct LoadStep {
  std::string service;
  LoadMode mode = LoadMode::closed;
  /// Calls per second over all connections; open mode only.
  std::uint32_t rate = 0;
  std::uint32_t connections = 1;
  Duration duration{};
  /// As `EchoStep`.
  std::string operation = "EchoData";
  std::uint64_t size = 64;
  friend bool operator==(const LoadStep&, const LoadStep&) = default;
};

/// Runs the program of a foreign client to its end.
struct RunStep {
  /// What the program is told of as its service; empty = the first.
  std::string service;
  /// Then it is killed, and hung.
  Duration timeout = std::chrono::seconds(30);
  friend bool operator==(const RunStep&, const RunStep&) = default;
};

/// One step of a workload.
struct Step {
  /// Line in the scenario file, from 1.
  std::uint32_t line = 0;
  /// What expectations call it: its `id:`, or its number among its neighbours from 1, with the
  /// numbers of the steps around it in front: `2`, `3.1`.
  std::string id;
  /// Name of its client; empty where the kind needs none. A client with a count runs the step once
  /// in each of its instances, side by side.
  std::string client;
  std::variant<BackupStep,
               EchoStep,
               CallStep,
               MapStep,
               LookupStep,
               SleepStep,
               RepeatStep,
               ParallelStep,
               LoadStep,
               RunStep>
      action;
  friend bool operator==(const Step&, const Step&) = default;
};

inline bool RepeatStep::operator==(const RepeatStep& other) const {
  return times == other.times && steps == other.steps;
}
inline bool ParallelStep::operator==(const ParallelStep& other) const {
  return steps == other.steps;
}

}  // namespace ripcord::scenario
