#pragma once

#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/header.hpp"

#include <cstdint>
#include <optional>

namespace ripcord::dcerpc {

/// One fragment of a call's stub, and the header values that depend on its place.
struct Fragment {
  /// Part of the stub given to `Fragments`.
  ByteView stub;
  /// first_frag and last_frag as they apply; to be combined with the call's other flags.
  std::uint8_t pfc_flags = 0;
  /// Stub octets from this fragment on (MS-RPCE §2.2.2.6).
  std::uint32_t alloc_hint = 0;

  [[nodiscard]] bool is_last() const { return (pfc_flags & pfc::last_frag) != 0; }
};

/// Room in a fragment for octets of stub.
struct FragmentRoom {
  /// The negotiated size of a whole PDU.
  std::size_t frag_size_max = 0;
  /// What is not stub in the first fragment and in the later ones: fixed part, object UUID,
  /// security trailer. Only the first fragment of a request carries an object UUID.
  std::size_t first_overhead = 24;
  std::size_t later_overhead = 24;
  /// Every stub part but the last is a multiple of this: 8 by C706 §12.6.3.1; Samba's responses 16.
  std::size_t granule = 8;
};

/// Cuts a stub into fragments. An empty stub is one fragment. Allocates nothing.
///
///     Fragments fragments(stub, room);
///     while (const std::optional<Fragment> fragment = fragments.next()) { ... }
class Fragments {
 public:
  /// `stub` must outlive the fragments. `room` must hold at least one granule.
  Fragments(ByteView stub, FragmentRoom room);

  /// The next fragment; none after the last.
  std::optional<Fragment> next();
  /// Whether the last one was handed out.
  [[nodiscard]] bool is_done() const { return done_; }

 private:
  ByteView left_;
  FragmentRoom room_;
  bool first_ = true;
  bool done_ = false;
};

/// The most that servers take of one request, over all fragments (MS-RPCE §3.3.3.5.4).
inline constexpr std::size_t request_stub_size_max = 0x400000;
/// The most that clients take of one response; Samba's figure.
inline constexpr std::size_t response_stub_size_max = 0xf000000;
/// A stray later fragment whose call_id is less than this below the highest seen belongs to a call
/// that is over: it is dropped in silence (MS-RPCE §3.3.3.5.6).
inline constexpr std::uint32_t stray_call_id_window = 150;

enum class StrayFragment : std::uint8_t { dropped, protocol_error };
/// What a server does with a later fragment for which no call is open.
[[nodiscard]] StrayFragment judge_stray(std::uint32_t call_id, std::uint32_t highest_call_id);

/// Puts the fragments of one direction together, one call at a time: even a multiplexing peer may
/// not interleave fragments on the way in.
class Reassembly {
 public:
  /// Takes at most `stub_size_max` octets of one call.
  explicit Reassembly(std::size_t stub_size_max) : stub_size_max_(stub_size_max) {}

  /// Takes the next request or response fragment. Returns the whole stub once the last fragment is
  /// there: `stub` itself for a call of one fragment, else a view of this object's bytes that is
  /// valid until the next `add` or `reset`. None while fragments are missing.
  ///
  /// Fails with `fragment_without_call`, `call_still_incomplete`, `call_id_changed`,
  /// `drep_changed`, `alloc_hint_too_large` or `stub_too_large`, and changes nothing then.
  [[nodiscard]] Result<std::optional<ByteView>> add(const Header& header,
                                                    std::uint32_t alloc_hint,
                                                    ByteView stub);

  /// Whether a call has begun and its last fragment is missing.
  [[nodiscard]] bool open() const { return open_; }
  /// Forgets the open call.
  void reset() { open_ = false; }

 private:
  ErrorCode check(const Header& header, std::uint32_t alloc_hint, std::size_t size) const;

  std::size_t stub_size_max_;
  Header first_;
  Bytes stub_;
  bool open_ = false;
};

}  // namespace ripcord::dcerpc
