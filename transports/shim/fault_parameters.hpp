#pragma once

#include "transports/shim/moment.hpp"
#include "transports/shim/parameter.hpp"
#include "transports/trace/record.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace ripcord::shim {

// Parameters that mean the same in every fault kind that has them.

inline constexpr std::array<std::string_view, 3> words_of_toward{"client", "server", "both"};
inline constexpr Parameter toward_parameter{.name = "toward",
                                            .type = ValueType::choice,
                                            .fallback = "both",
                                            .doc = "Which ends it happens to.",
                                            .choices = words_of_toward};

[[nodiscard]] inline Toward toward_of(const Arguments& arguments) {
  const std::string& word = arguments.text("toward");
  if (word == "both") return Toward::both;
  return word == "client" ? Toward::client : Toward::server;
}

inline constexpr std::array<std::string_view, 2> words_of_at{"before", "after"};
inline constexpr Parameter at_parameter{
    .name = "at",
    .type = ValueType::choice,
    .fallback = "before",
    .doc = "Before the unit, which is then lost, or after it. A byte in `when` goes before this.",
    .choices = words_of_at};

[[nodiscard]] inline trace::Site site_of(const Arguments& arguments) {
  return arguments.text("at") == "after" ? trace::Site::after : trace::Site::before;
}

inline constexpr Parameter for_parameter{
    .name = "for",
    .type = ValueType::duration,
    .doc = "After so long it is over. With neither `for` nor `until` it lasts."};
inline constexpr Parameter until_parameter{
    .name = "until",
    .type = ValueType::text,
    .doc = "It is over when the rule of that id fires, or when an event of that name happens."};

[[nodiscard]] inline std::optional<Duration> wait_of(const Arguments& arguments) {
  if (!arguments.has("for")) return std::nullopt;
  return arguments.duration("for");
}

}  // namespace ripcord::shim
