#pragma once

#include "transports/base/result.hpp"
#include "transports/protocol/unit_info.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ripcord::protocol {

/// Where an interface is served, as an endpoint directory (an endpoint mapper, a port mapper) hands
/// it out.
struct DirectoryEntry {
  InterfaceId interface;
  Uuid object;
  /// The protocol sequence in the protocol's own words: `ncacn_ip_tcp`, `ncalrpc`, ...
  std::string protocol_sequence;
  std::uint16_t port = 0;
  /// The host that the entry names; empty where it names none.
  std::string host;
  std::string annotation;

  friend bool operator==(const DirectoryEntry&, const DirectoryEntry&) = default;
};

/// How to change an answer of the directory.
struct AnswerEdit {
  enum class Kind : std::uint8_t {
    /// The answer says that the interface is not registered.
    not_registered,
    /// Success, with no entry at all.
    empty,
    /// The answer carries `entries` instead of its own.
    entries,
    /// The last entry is cut short within itself; all lengths outside it are right.
    truncated,
  };
  Kind kind = Kind::not_registered;
  std::vector<DirectoryEntry> entries;
};

/// A change of port in place: every entry that `from` matches gets the port `to`.
struct PortRedirect {
  std::uint16_t from = 0;
  std::uint16_t to = 0;
};

/// The messages of a protocol's endpoint directory. All functions are pure. A unit is one PDU; a
/// message that spans several fragments is not an answer to `learn` and `answer`.
class Directory {
 public:
  virtual ~Directory() = default;

  /// The entries that `unit` hands out, if it is a whole answer of the directory; none if it is
  /// anything else.
  [[nodiscard]] virtual std::optional<std::vector<DirectoryEntry>> learn(const UnitInfo& info,
                                                                         ByteView unit) const = 0;

  /// The answer `unit`, changed by `edit`, as a unit of its own that answers the same call. Fails
  /// if `unit` is not a whole answer of the directory.
  [[nodiscard]] virtual Decoded<Bytes> answer(const UnitInfo& info,
                                              ByteView unit,
                                              const AnswerEdit& edit) const = 0;

  /// Rewrites ports in place by the first redirect that matches each entry; the length is kept.
  /// Returns how many entries were rewritten.
  virtual std::size_t redirect(const UnitInfo& info,
                               MutableByteView unit,
                               std::span<const PortRedirect> redirects) const = 0;
};

}  // namespace ripcord::protocol
