#include "harness/scenario/planned_words.hpp"

#include "harness/scenario/field_reader.hpp"

#include <algorithm>
#include <array>

namespace ripcord::scenario {

std::span<const std::string_view> planned_kinds() {
  static constexpr std::array<std::string_view, 42> words{
      // Stale bindings.
      "move_endpoint",
      "take_over_port",
      "restart_service",
      "stop_service",
      "start_service",
      "cut_host",
      "heal_host",
      "half_open",
      // The endpoint mapper.
      "answer_not_registered",
      "answer_empty",
      "answer_stale",
      "answer_truncated",
      "answer_wrong_interface",
      "answer_wrong_protocol",
      "keep_registration",
      "forget_registration",
      "restart_mapper",
      "stop_mapper",
      "start_mapper",
      "lose_lookup_handles",
      // Mid-stream.
      "reset",
      "finish",
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
      "flip_bits",
      "mutate_field",
      "blackhole",
      "refuse",
      "inject_fault",
      "inject_bind_nak",
      "inject_shutdown",
      "inject_orphaned",
      "wrong_call_id",
      "wrong_context_id",
  };
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
  reader.error(use.place, "unknown " + named, hint);
  return false;
}

}  // namespace ripcord::scenario
