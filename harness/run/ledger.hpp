#pragma once

#include "harness/run/result.hpp"
#include "harness/world/observer.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::run {

/// One call that a client's user asked for, by its intent.
struct CallEntry {
  std::uint64_t intent = 0;
  std::uint32_t speaker = 0;
  std::uint16_t operation = 0;
  /// A client may be gone when its books are read: it is not pointed at.
  std::optional<protocol::InterfaceId> interface;
  Time started{};
  std::uint32_t executed = 0;
  std::uint32_t retried = 0;
  bool finished = false;
  std::uint32_t status = 0;
};

/// Executions of an operation whose stubs have no place for an intent (interfaces of others): they
/// can only be counted.
struct AnonymousExecutions {
  protocol::InterfaceId interface;
  std::uint16_t operation = 0;
  std::uint64_t count = 0;
};

/// One file as a service opened it, or as a client says that it received it.
struct FileEntry {
  std::uint32_t speaker = 0;
  std::string name;
  std::uint64_t size = 0;
  std::uint64_t digest = 0;
};

/// What one server's happenings add up to.
struct ServerEntry {
  std::uint32_t speaker = 0;
  std::uint64_t handles_created = 0;
  std::uint64_t handles_destroyed = 0;
  std::uint64_t handles_run_down = 0;
  std::uint64_t connections_accepted = 0;
  std::uint64_t connections_ended = 0;
};

/// What one client does to get one call through.
struct Effort {
  std::uint32_t speaker = 0;
  /// Connections that it tried to make, and calls that it sent again, since its user last asked for
  /// a call.
  std::uint64_t tries = 0;
  /// How many calls its user had asked for then.
  std::uint64_t calls = 0;
  /// The most that it ever came to.
  std::uint64_t most = 0;
};

/// The books of a run: what peers said happened, added up as it happens. Oracles and metrics read
/// them.
class Ledger final : public world::Observer {
 public:
  void observe(const world::Speaker& speaker, const world::Happening& happening, Time now) override;

  /// In the order in which they began. Calls without an intent are only counted.
  [[nodiscard]] const std::vector<CallEntry>& calls() const { return calls_; }
  [[nodiscard]] const std::vector<AnonymousExecutions>& anonymous() const { return anonymous_; }
  [[nodiscard]] const std::vector<FileEntry>& files_served() const { return files_served_; }
  [[nodiscard]] const std::vector<FileEntry>& files_received() const { return files_received_; }
  [[nodiscard]] const std::vector<ServerEntry>& servers() const { return servers_; }
  [[nodiscard]] const std::vector<Effort>& efforts() const { return efforts_; }
  /// Of all clients together, or of one of them by its number.
  [[nodiscard]] Metrics metrics() const;
  [[nodiscard]] Metrics metrics(std::uint32_t speaker) const;
  /// Whether some service has a file of that name, size and digest.
  [[nodiscard]] bool served(const FileEntry& file) const;
  /// Calls that began and did not end, those without an intent included.
  [[nodiscard]] std::uint64_t open_calls() const { return started_ - finished_; }
  /// The youngest call that did not end, or null; of those with an intent.
  [[nodiscard]] const CallEntry* open_call() const;
  [[nodiscard]] bool crashed() const { return crashed_; }

 private:
  CallEntry* find(std::uint64_t intent);
  void count_anonymous(const world::Happening& happening);
  ServerEntry& server(std::uint32_t speaker);
  void observe_call(const world::Speaker& speaker, const world::Happening& happening, Time now);

  Metrics& client(std::uint32_t speaker);
  Effort& effort(std::uint32_t speaker);
  void count_try(std::uint32_t speaker);

  std::vector<CallEntry> calls_;
  std::vector<AnonymousExecutions> anonymous_;
  std::vector<FileEntry> files_served_;
  std::vector<FileEntry> files_received_;
  std::vector<ServerEntry> servers_;
  std::vector<Effort> efforts_;
  /// By speaker; peers that are no clients have empty entries.
  std::vector<Metrics> clients_;
  std::uint64_t started_ = 0;
  std::uint64_t finished_ = 0;
  bool crashed_ = false;
};

}  // namespace ripcord::run
