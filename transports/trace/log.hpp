#pragma once

#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/trace/coordinate.hpp"
#include "transports/trace/legend.hpp"
#include "transports/trace/record.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ripcord::trace {

/// Which payload bytes a log keeps beside their digests: `headers` are the first bytes of a unit,
/// as far as they are not what a caller sent.
enum class Payload : std::uint8_t { none, headers, full };

/// Most that `Payload::headers` keeps of a unit: a bind that offers one presentation context, and
/// of what authenticates somebody no more than its beginning.
inline constexpr std::size_t header_bytes_max = 72;

/// Three numbers by which runs are compared.
struct Digests {
  /// Over everything that was appended, names included: equal for equal runs.
  std::uint64_t full = 0;
  /// The same without times: a run's class of behaviour.
  std::uint64_t time_free = 0;
  /// Over what came of the run, as its judge sees it.
  std::uint64_t outcome = 0;
  friend bool operator==(const Digests&, const Digests&) = default;
};

/// A connection as later records name it by its number.
struct Connection {
  NameId client = no_name;
  NameId service = no_name;
  /// The lane's k-th connection, from 1.
  std::uint32_t number = 0;
};

/// Is shown records as they are made, for who cannot wait until the run is over.
class Tap {
 public:
  /// `payload` is what the log's policy keeps of the bytes that the record was made with, whether
  /// the log has room for it or not.
  virtual void recorded(const Record& record, ByteView payload) = 0;

 protected:
  ~Tap() = default;
};

/// Everything that happened in one run, in order: the one source of truth, of which every artefact
/// is a projection.
///
/// Records are binary and in memory; two digests are folded as they are made. Texts are interned
/// and render only when a run is kept (`json_lines.hpp`). Appending costs about 15 ns.
class Log {
 public:
  /// A record is 64 bytes, so a log stops keeping records at 256 MiB; its digests go on.
  static constexpr std::size_t records_max = std::size_t{4} << 20U;
  /// Payload that a log keeps at most; what comes later is known by its digest only.
  static constexpr std::size_t payload_bytes_max = std::size_t{256} << 20U;

  /// What a log keeps at most; its digests cover everything.
  struct Limits {
    std::size_t records = records_max;
    std::size_t payload_bytes = payload_bytes_max;
  };

  /// `legend` must outlive the log.
  explicit Log(const Legend& legend, Payload payload = Payload::none);
  Log(const Legend& legend, Payload payload, const Limits& limits);
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // --- Names and connections -------------------------------------------------------------------

  /// The number of `text` in the legend or in this log, which it joins if it is new.
  NameId intern(std::string_view text);
  [[nodiscard]] std::string_view text(NameId name) const;
  [[nodiscard]] std::uint64_t digest_of(NameId name) const;
  [[nodiscard]] const Legend& legend() const { return legend_; }

  /// Adds a connection and returns its number, from 1. The k-th on its lane is counted here.
  std::uint32_t add_connection(NameId client, NameId service);
  /// Adds a connection whose place on its lane is known.
  std::uint32_t add_connection(const Connection& connection);
  /// The connection turned out to be another one's: its lane's service and its place are these.
  void rename_connection(std::uint32_t number, NameId service, std::uint32_t place);
  /// Nothing more will be told of the connection: it is forgotten unless a record that is kept may
  /// name it, so that a log which keeps nothing does not grow.
  void end_connection(std::uint32_t number);
  [[nodiscard]] const Connection& connection(std::uint32_t number) const {
    return number <= connections_.size() ? connections_[number - 1] : passing_.at(number);
  }

  /// Shows every record from now on to `tap`, which must outlive the log; null = to nobody.
  void show(Tap* tap) { tap_ = tap; }

  // --- Appending -------------------------------------------------------------------------------

  /// Appends `record`; the helpers below are for what is told in many places.
  void append(const Record& record);
  /// Appends `record` with the digest and length of `payload`, and keeps the bytes if the policy
  /// says so; of a policy of headers the first `header_bytes` are concerned.
  void append(Record record, ByteView payload, std::size_t header_bytes = 0);
  /// Appends a record that was kept elsewhere, with the first bytes of its payload.
  void append_kept(Record record, ByteView kept);

  struct Run {
    std::string_view scenario;
    std::string_view variant;
    std::string_view transport;
    std::uint64_t seed = 0;
  };
  /// The header: the first record of a log.
  void run(const Run& run);

  /// A happening; its details follow it at once.
  struct Happened {
    NameId event = no_name;
    NameId client = no_name;
    NameId service = no_name;
    // What it was about, as far as that has a field of its own; anything else is a detail behind
    // it.
    std::uint16_t interface = no_interface;
    std::uint16_t operation = no_operation;
    std::uint16_t port = 0;
    std::uint32_t status = 0;
    /// A file, a host, an annotation.
    NameId about = no_name;
  };
  void happening(Time at, const Happened& happened);
  void detail(Time at, std::string_view name, std::string_view text);
  void detail(Time at, std::string_view name, std::uint64_t number);

  /// A call as its client sees it; `call` pairs its start with its end.
  struct Call {
    NameId client = no_name;
    NameId service = no_name;
    std::uint16_t interface = no_interface;
    std::uint16_t operation = no_operation;
    std::uint32_t call = 0;
  };
  void call_started(Time at, const Call& call);
  void call_ended(Time at, const Call& call, std::uint32_t outcome);

  /// The world did `verb` to `object` because `rule` said so (`no_rule`: because the scenario's
  /// script did).
  struct Action {
    std::uint16_t rule = no_rule;
    std::string_view verb;
    std::string_view object;
    std::uint64_t value = 0;
  };
  void action(Time at, const Action& action);

  enum class Change : std::uint8_t { opened, closed };
  struct Port {
    NameId service = no_name;
    std::uint16_t interface = no_interface;
    std::uint16_t port = 0;
  };
  void listener(Time at, const Port& port, Change change);
  void registration(Time at, const Port& port, Change change);

  /// What `judge` (an oracle's id, or `run`) says, such as `held`.
  struct Verdict {
    std::string_view judge;
    std::string_view says;
  };
  void verdict(Time at, const Verdict& verdict);

  /// The log is whole: nothing is appended any more, and `digests` are the run's.
  void end(const Digests& digests) { end_ = digests; }

  // --- Reading ---------------------------------------------------------------------------------

  [[nodiscard]] std::span<const Record> records() const { return records_; }
  /// All payload that was kept, in the order of the records; `PayloadCursor` reads it.
  [[nodiscard]] ByteView payload() const { return payload_; }
  /// Whether records were left out because the log was full.
  [[nodiscard]] bool overflowed() const { return count_ > records_.size(); }
  /// Payload that the log should have kept and had no room for, of records that it kept.
  [[nodiscard]] std::uint64_t payload_left_out() const { return payload_left_out_; }
  /// How many records were appended.
  [[nodiscard]] std::uint64_t count() const { return count_; }

  /// How many names the legend and the log have, `no_name` included.
  [[nodiscard]] std::size_t name_count() const { return legend_.names.size() + names_.size() - 1; }
  /// How many connections there were.
  [[nodiscard]] std::uint32_t connection_count() const { return connection_count_; }
  /// Null if the log was never ended: something cut the run off.
  [[nodiscard]] const Digests* digests() const { return end_ ? &*end_ : nullptr; }

  /// Over everything that was appended, names included: equal logs are equal runs.
  [[nodiscard]] std::uint64_t digest() const { return digest_; }
  /// The same without times: the run's class of behaviour.
  [[nodiscard]] std::uint64_t time_free_digest() const { return time_free_digest_; }

 private:
  void fold(const Record& record);
  [[nodiscard]] ByteView kept_of(ByteView payload, std::size_t header_bytes) const;
  void keep_bytes(Record& record, ByteView bytes);
  [[nodiscard]] bool is_full() const { return records_.size() >= limits_.records; }
  [[nodiscard]] Connection& find_connection(std::uint32_t number);

  const Legend& legend_;
  Names names_;
  /// Those that kept records may name.
  std::vector<Connection> connections_;
  /// Those that came when no record was kept any more, by number, until they end.
  std::map<std::uint32_t, Connection> passing_;
  std::uint32_t connection_count_ = 0;
  std::vector<Record> records_;
  Bytes payload_;
  std::uint64_t count_ = 0;
  std::uint64_t payload_left_out_ = 0;
  std::uint64_t digest_ = 0;
  std::uint64_t time_free_digest_ = 0;
  Payload policy_;
  Limits limits_;
  Tap* tap_ = nullptr;
  std::optional<Digests> end_;
};

/// Goes through the payload of a log, record by record.
class PayloadCursor {
 public:
  explicit PayloadCursor(ByteView payload) : left_(payload) {}

  /// What is kept of the payload of `record`, the next one in order: all, its first bytes, or
  /// nothing.
  ByteView next(const Record& record);

 private:
  ByteView left_;
};

}  // namespace ripcord::trace
