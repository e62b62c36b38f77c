#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace ripcord::journal {

/// What a journal begins with. Numbers are in the byte order of the machine.
struct Head {
  std::array<char, 8> magic{};
  /// Grows when entries change; also tells another byte order.
  std::uint32_t version = 0;
  std::uint32_t reserved = 0;
  /// How many bytes of entries are whole: written last, after those bytes.
  std::uint64_t committed = 0;
};
static_assert(sizeof(Head) == 24);

inline constexpr std::array<char, 8> magic{'R', 'I', 'P', 'C', 'O', 'R', 'D', 'J'};
inline constexpr std::uint32_t version = 1;

/// What an entry tells.
enum class Kind : std::uint32_t {
  /// What the log's maker wants to be kept beside it, as text.
  note = 1,
  /// A PDU type, an interface (name, then its operations), a rule (id, kind, line): texts of the
  /// legend, in its order.
  pdu,
  interface,
  rule,
  /// The next name of the legend and the log.
  name,
  /// A connection's number, client, service and place; again when it turns out to be another.
  connection,
  /// A record, then those bytes of its payload that are kept.
  record,
};

/// Before each entry: its kind and how many bytes follow.
struct EntryHead {
  Kind kind = Kind::note;
  std::uint32_t size = 0;
};
static_assert(sizeof(EntryHead) == 8 && std::is_trivially_copyable_v<EntryHead>);

/// The body of a `Kind::connection`.
struct ConnectionEntry {
  std::uint32_t number = 0;
  std::uint32_t client = 0;
  std::uint32_t service = 0;
  std::uint32_t place = 0;
  friend bool operator==(const ConnectionEntry&, const ConnectionEntry&) = default;
};
static_assert(std::is_trivially_copyable_v<ConnectionEntry>);

}  // namespace ripcord::journal
