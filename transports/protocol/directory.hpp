#pragma once

#include "transports/base/result.hpp"
#include "transports/protocol/unit_info.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
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
    /// The answer fails with `status` and has no entry.
    failed,
    /// Success, with no entry at all.
    empty,
    /// The answer carries `entries` instead of its own.
    entries,
    /// The last entry is cut short within itself; all lengths outside it are right.
    truncated,
  };
  Kind kind = Kind::not_registered;
  std::vector<DirectoryEntry> entries;
  /// Of `failed`, in the directory's own numbers.
  std::uint32_t status = 0;
};

/// An endpoint on TCP that an answer hands out, and where in the answer's stub it stands.
struct EndpointPlace {
  DirectoryEntry entry;
  /// Of the port's two bytes, big endian.
  std::size_t port_offset = 0;
  /// Of the four bytes of an IPv4 address, big endian; none where the entry has no place for one.
  std::optional<std::size_t> host_offset;
};

/// Reads the stub of one answer while its fragments pass, so that it can be edited on its way.
class AnswerReader {
 public:
  virtual ~AnswerReader() = default;

  /// Takes the next bytes of the stub, and appends the endpoints that are whole now to `places`.
  virtual void read(ByteView stub, std::vector<EndpointPlace>& places) = 0;

  /// The offset in the stub where an endpoint begins that is not whole yet; all that was read if
  /// there is none.
  [[nodiscard]] virtual std::size_t settled() const = 0;
};

/// Whether an answer may be read and edited.
enum class Protection : std::uint8_t { none, signed_only, sealed };

/// The beginning of an answer.
struct AnswerBegin {
  Protection protection = Protection::none;
  /// Null where the answer is sealed.
  std::unique_ptr<AnswerReader> reader;
};

/// The messages of a protocol's endpoint directory. All functions are pure. A unit is one PDU; a
/// message that spans several fragments is not an answer to `learn` and `answer`, but is to `open`.
class Directory {
 public:
  virtual ~Directory() = default;

  /// The interface by which it is asked.
  [[nodiscard]] virtual InterfaceId interface() const = 0;

  /// The entries that `unit` hands out, if it is a whole answer of the directory; none if it is
  /// anything else.
  [[nodiscard]] virtual std::optional<std::vector<DirectoryEntry>> learn(const UnitInfo& info,
                                                                         ByteView unit) const = 0;

  /// The answer `unit`, changed by `edit`, as a unit of its own that answers the same call. Fails
  /// if `unit` is not a whole answer of the directory.
  [[nodiscard]] virtual Decoded<Bytes> answer(const UnitInfo& info,
                                              ByteView unit,
                                              const AnswerEdit& edit) const = 0;

  /// The answer that begins with `unit`, its first fragment; none if no answer with endpoints does.
  /// `read` is then given the stub of this fragment and of the following ones.
  [[nodiscard]] virtual std::optional<AnswerBegin> open(const UnitInfo& info,
                                                        ByteView unit) const = 0;
};

}  // namespace ripcord::protocol
