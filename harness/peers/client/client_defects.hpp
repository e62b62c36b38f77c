#pragma once

#include <cstdint>

namespace ripcord::peers {

/// One bug that a test plants in the client to prove that an oracle sees it. The shipped programs
/// are compiled without RIPCORD_MUTANTS and have no code for any of them.
enum class Defect : std::uint8_t {
  none,
  /// no_hang: ignores every deadline.
  hang,
  /// at_most_once: sends a call again although it may have run.
  double_execution,
  /// bytes_equal: takes a short block for a whole one and goes on.
  corruption_swallowed,
  /// right_error: reports every failure as 1726.
  wrong_error,
  /// no_handle_leak: never closes files or ends backups.
  handle_leak,
  /// clean_close: leaves a connection open when it is done.
  unclean_close,
  /// legal_pdus: lets call_id fall.
  illegal_pdu,
  /// recovery: after one failure every later call fails as well.
  no_recovery,
  /// bounded_effort: retries without limit and without pause.
  unbounded_retry,
  /// benign_noise: takes what one read returned for one PDU.
  breaks_under_split,
  /// isolation: a failure on one connection closes the others.
  cross_connection_effect,
  /// no_false_success: reports success although a call failed.
  false_success,
};

/// The bugs of one client.
struct ClientDefects {
  Defect planted = Defect::none;

  /// Whether `defect` is planted. Always false outside of the mutant build.
  [[nodiscard]] constexpr bool has([[maybe_unused]] Defect defect) const {
#ifdef RIPCORD_MUTANTS
    return planted == defect;
#else
    return false;
#endif
  }
};

}  // namespace ripcord::peers
