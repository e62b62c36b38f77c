#include "harness/scenario/planned_words.hpp"

#include "harness/scenario/field_reader.hpp"

#include <algorithm>
#include <array>

namespace ripcord::scenario {

std::span<const std::string_view> planned_kinds() {
  static constexpr std::array<std::string_view, 66> words{// Stale bindings.
                                                          "move_endpoint",
                                                          "close_endpoint",
                                                          "take_over",
                                                          "take_over_endpoint",
                                                          "restart_server",
                                                          "restart_service",
                                                          "stop_service",
                                                          "start_service",
                                                          "kill_service",
                                                          "cut_host",
                                                          "heal_host",
                                                          "half_open",
                                                          "close_idle",
                                                          // The endpoint mapper.
                                                          "mapper_refuse",
                                                          "mapper_drop",
                                                          "mapper_silent",
                                                          "mapper_late",
                                                          "mapper_forget",
                                                          "mapper_keep_dead",
                                                          "mapper_stale_tower",
                                                          "mapper_wrong_interface",
                                                          "mapper_wrong_protocol",
                                                          "mapper_empty",
                                                          "mapper_truncated",
                                                          "mapper_not_registered",
                                                          "mapper_restart",
                                                          "mapper_lose_handle",
                                                          "mapper_answer",
                                                          "mapper_register",
                                                          "mapper_unregister",
                                                          "start_mapper",
                                                          "stop_mapper",
                                                          "refuse_connect",
                                                          "delay_connect",
                                                          // Mid-stream.
                                                          "reset",
                                                          "fin",
                                                          "close",
                                                          "drop",
                                                          "delay",
                                                          "jitter",
                                                          "bandwidth",
                                                          "stall",
                                                          "truncate",
                                                          "split",
                                                          "coalesce",
                                                          "duplicate",
                                                          "reorder",
                                                          "flip",
                                                          "flip_bits",
                                                          "corrupt",
                                                          "mutate_field",
                                                          "inject_fault",
                                                          "inject_bind_nak",
                                                          "inject_shutdown",
                                                          "inject_orphaned",
                                                          "inject",
                                                          "hold",
                                                          "wrong_call_id",
                                                          "wrong_context_id",
                                                          "half_close",
                                                          "blackhole",
                                                          "replace",
                                                          "refuse",
                                                          "reject_bind",
                                                          "swallow",
                                                          "throttle"};
  return words;
}

std::span<const std::string_view> planned_triggers() {
  static constexpr std::array<std::string_view, 17> words{"direction",
                                                          "pdu",
                                                          "interface",
                                                          "operation",
                                                          "opnum",
                                                          "call",
                                                          "fragment",
                                                          "offset",
                                                          "stub_offset",
                                                          "call_offset",
                                                          "stream_offset",
                                                          "connection",
                                                          "association",
                                                          "client",
                                                          "service",
                                                          "fields",
                                                          "event"};
  return words;
}

std::span<const std::string_view> planned_transports() {
  static constexpr std::array<std::string_view, 3> words{"sim", "tcp", "local"};
  return words;
}

std::span<const std::string_view> planned_oracles() {
  static constexpr std::array<std::string_view, 12> words{"no_hang",
                                                          "at_most_once",
                                                          "bytes_equal",
                                                          "documented_error",
                                                          "no_handle_leak",
                                                          "clean_close",
                                                          "legal_pdus",
                                                          "recovery",
                                                          "bounded_effort",
                                                          "progress",
                                                          "isolation",
                                                          "no_false_success"};
  return words;
}

bool check_word(FieldReader& reader,
                const WordUse& use,
                std::span<const std::string_view> built,
                std::span<const std::string_view> planned) {
  if (std::ranges::find(built, use.word) != built.end()) return true;
  const std::string named = std::string(use.noun) + " `" + std::string(use.word) + "`";
  if (std::ranges::find(planned, use.word) != planned.end()) {
    reader.error(use.place, "the " + named + " is " + std::string(not_built));
    return false;
  }
  std::string hint = did_you_mean(use.word, built);
  if (hint.empty()) hint = did_you_mean(use.word, planned);
  reader.error(use.place, "unknown " + named, std::move(hint));
  return false;
}

}  // namespace ripcord::scenario
