#pragma once

#include "transports/base/bytes.hpp"
#include "transports/protocol/protocol.hpp"

#include <cstddef>
#include <cstdint>

namespace ripcord::shim {

/// Whether what is fed stays as it is until it has been delivered.
enum class Lending : std::uint8_t { copied, lent };

/// Cuts one direction's stream into units. Units that came whole are shown where they lie; only
/// unfinished ones are copied.
class Framing {
 public:
  /// A unit that claims to be larger is none: framing is lost. DCE/RPC fragments have a 16-bit
  /// length, and a link must be able to hold a whole unit.
  static constexpr std::size_t unit_bytes_max = std::size_t{128} << 10U;
  /// Without framing, a decision belongs to an aligned block of the stream, so no unit crosses the
  /// border of one.
  static constexpr std::size_t block_bytes = 4096;

  /// `protocol` must outlive the framing.
  explicit Framing(const protocol::Protocol& protocol) : protocol_(protocol) {}

  /// Adds `bytes`, which must stay as they are until `next` has returned nothing. What is lent and
  /// no whole unit yet is not taken, unless it is the rest of one that is here.
  void feed(ByteView bytes, Lending lending = Lending::copied) {
    input_ = bytes;
    lending_ = lending;
  }

  /// The next whole unit, or (if framing is lost) the next bytes of one block; empty if more must
  /// be fed. Valid until the next call of anything here.
  ByteView next();

  /// Whether the unit that `next` returned last lies in bytes that were lent.
  [[nodiscard]] bool is_lent() const { return lending_ == Lending::lent && shown_partial_ == 0; }
  /// How many bytes that were lent are not taken.
  [[nodiscard]] std::size_t left() const { return input_.size(); }

  /// What is left of an unfinished unit, when no more will be fed.
  ByteView take_rest();

  [[nodiscard]] bool lost() const { return lost_; }
  /// Where in the stream the unit that `next` returned last begins.
  [[nodiscard]] std::uint64_t unit_offset() const { return offset_; }
  /// Bytes of an unfinished unit.
  [[nodiscard]] std::size_t waiting() const { return partial_.size() - shown_partial_; }

 private:
  void forget_shown();
  ByteView show(ByteView bytes);
  ByteView next_block();
  bool collect(std::size_t wanted);

  const protocol::Protocol& protocol_;
  /// What was fed and not yet shown; the caller's bytes.
  ByteView input_;
  Bytes partial_;
  std::uint64_t offset_ = 0;
  /// Size of the unit that was shown last, and how much of it is the front of `partial_`.
  std::size_t shown_ = 0;
  std::size_t shown_partial_ = 0;
  bool lost_ = false;
  Lending lending_ = Lending::copied;
};

}  // namespace ripcord::shim
