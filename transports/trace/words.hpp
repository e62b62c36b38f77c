#pragma once

#include "transports/trace/record.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace ripcord::trace {

/// What `What` and `Verb` are called in every rendering of a log, in the order of their values.
inline constexpr std::array<std::string_view, 21> what_words{"run",
                                                             "connect_requested",
                                                             "connect_refused",
                                                             "connect_established",
                                                             "unit",
                                                             "matched",
                                                             "fired",
                                                             "verb",
                                                             "delivered",
                                                             "finish",
                                                             "reset",
                                                             "discarded",
                                                             "framing_lost",
                                                             "happening",
                                                             "detail",
                                                             "call_started",
                                                             "call_ended",
                                                             "action",
                                                             "listener",
                                                             "registration",
                                                             "verdict"};

inline constexpr std::array<std::string_view, 18> verb_words{"none",
                                                             "forward",
                                                             "forward_after",
                                                             "forward_prefix",
                                                             "cut",
                                                             "hold",
                                                             "release",
                                                             "drop",
                                                             "replace",
                                                             "inject",
                                                             "finish",
                                                             "reset",
                                                             "stall",
                                                             "heal",
                                                             "wake_later",
                                                             "refuse",
                                                             "blackhole",
                                                             "swallow"};

/// The last line of a log that is whole.
inline constexpr std::string_view end_word = "end";

[[nodiscard]] constexpr std::string_view word(What what) {
  return what_words[static_cast<std::size_t>(what)];
}
[[nodiscard]] constexpr std::string_view word(Verb verb) {
  return verb_words[static_cast<std::size_t>(verb)];
}

}  // namespace ripcord::trace
