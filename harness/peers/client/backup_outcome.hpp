#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::peers {

/// How a client's work ended. A hang is no ending: the task never completes.
enum class Ending : std::uint8_t {
  completed,
  /// An operation gave an error.
  failed,
  /// The service was not reached at all.
  refused,
  /// The client overran a buffer of its own and is dead.
  crashed,
};

/// A file as the client received it; its digest is a `StreamDigest`.
struct ReceivedFile {
  std::string name;
  std::uint64_t size = 0;
  std::uint64_t digest = 0;

  friend bool operator==(const ReceivedFile&, const ReceivedFile&) = default;
};

/// What a backup came to.
struct BackupOutcome {
  Ending ending = Ending::completed;
  /// The file concerned and the operation of the API that failed; empty where none did.
  std::string file;
  std::string operation;
  /// The Win32 error; 0 = success.
  std::uint32_t error = 0;
  /// The event that the client writes to the event log, and its text; 0 and empty on success.
  std::uint32_t event = 0;
  std::string event_text;
  /// The files that were received whole, in order.
  std::vector<ReceivedFile> files;
};

/// The event by which Ntbackup reports a failed call of the backup API (Q156715).
inline constexpr std::uint32_t backup_event = 8010;

/// That event's text for `error` from `operation`, its number in bare hexadecimal as the event log
/// shows it.
std::string backup_event_text(std::string_view operation, std::uint32_t error);

}  // namespace ripcord::peers
