#pragma once

#include <cstdint>

namespace ripcord::peers {

/// One bug that a test plants in the client to prove that an oracle sees it. The shipped programs
/// are compiled without RIPCORD_MUTANTS and have no code for any of them.
enum class Defect : std::uint8_t {
  none,
  /// no_hang: ignores every deadline, its own wait's included.
  hang,
  /// at_most_once: sends a call again although it may have run.
  double_execution,
  /// bytes_equal: takes a block that it failed to read for zeros.
  corruption_swallowed,
  /// documented_error: reports every failure of a call as 1726.
  wrong_error,
  /// no_handle_leak: neither closes files nor ends backups.
  handle_leak,
  /// clean_close: leaves its connections open when it is done.
  unclean_close,
  /// legal_pdus: lets call_id fall.
  illegal_pdu,
  /// recovery: after one failed job every later one fails.
  no_recovery,
  /// bounded_effort: tries again without limit and without pause.
  unbounded_retry,
  /// progress: takes what one read brought for a whole PDU.
  breaks_under_split,
  /// isolation: the loss of one connection takes the association's others along.
  cross_connection_effect,
  /// no_false_success: reports a failed job as completed.
  false_success,
};

/// The bugs of one client.
struct ClientDefects {
  Defect planted = Defect::none;
};

/// Whether `defect` is planted. Never outside of the mutants' build. Of internal linkage, because a
/// test binary may hold code of both builds.
[[nodiscard]] static constexpr bool has([[maybe_unused]] const ClientDefects& defects,
                                        [[maybe_unused]] Defect defect) {
#ifdef RIPCORD_MUTANTS
  return defects.planted == defect;
#else
  return false;
#endif
}

}  // namespace ripcord::peers
