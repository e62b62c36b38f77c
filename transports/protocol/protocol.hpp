#pragma once

#include "transports/protocol/directory.hpp"
#include "transports/protocol/field.hpp"
#include "transports/protocol/forgery.hpp"
#include "transports/protocol/unit_info.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace ripcord::protocol {

/// What the front of a stream says of its next unit.
struct Frame {
  enum class State : std::uint8_t {
    /// `size` bytes, more than there are, must be seen before anything can be said.
    needs_more,
    /// The next unit is the first `size` bytes; they may not all be here yet.
    sized,
    /// These bytes are no unit of this protocol: framing is lost for the rest of the stream.
    lost,
  };
  State state = State::needs_more;
  std::size_t size = 0;
};

/// The state that both directions of one connection share: contexts, open calls, associations. It
/// never judges: what makes no sense is described as far as it goes.
class Conversation {
 public:
  virtual ~Conversation() = default;

  /// Describes `unit`, one whole unit, and remembers what later units of either direction need.
  /// Units must be given in the order in which their senders sent them.
  virtual UnitInfo observe(Direction direction, ByteView unit) = 0;
};

/// How a client that nobody announced introduces itself on a new connection.
struct Introduction {
  /// The first interface that it asks for.
  InterfaceId interface;
  /// Whether that is the protocol's endpoint directory.
  bool directory = false;
  /// Over all interfaces that it asks for and its kind of authentication: equal for clients that
  /// cannot be told apart, in every run.
  std::uint64_t digest = 0;
};

/// What a protocol offers to the rest of ripcord. Immutable; outlives every run.
class Protocol {
 public:
  virtual ~Protocol() = default;

  [[nodiscard]] virtual std::string_view name() const = 0;

  /// The names of the PDU types by `UnitInfo::pdu`; at most 62, so that a set of them, with
  /// connects and unframed bytes, is a mask of 64 bits.
  [[nodiscard]] virtual std::span<const std::string_view> pdu_names() const = 0;

  /// Looks at the first bytes of what is left of a stream.
  [[nodiscard]] virtual Frame frame(ByteView front) const = 0;

  /// A new connection's conversation; `interfaces` must outlive it.
  [[nodiscard]] virtual std::unique_ptr<Conversation> converse(
      const InterfaceTable& interfaces) const = 0;

  /// What `unit`, the first that a client sends, says of it; none if it does not introduce itself.
  [[nodiscard]] virtual std::optional<Introduction> introduction(ByteView unit) const = 0;

  /// Shows the fields of `unit` as far as they can be read.
  virtual void fields(ByteView unit, FieldVisitor& visitor) const = 0;

  /// The names of every field that `fields` may show, without indices, sorted; for checking
  /// scenarios and for docs.
  [[nodiscard]] virtual std::span<const std::string_view> field_names() const = 0;

  /// What `forgery` describes, as a unit of its own that fits into the talk beside `unit`. Fails
  /// where the protocol has no such unit, or where `unit` says too little.
  [[nodiscard]] virtual Decoded<Bytes> forge(ByteView unit, const Forgery& forgery) const = 0;

  [[nodiscard]] virtual const Directory& directory() const = 0;
};

}  // namespace ripcord::protocol
