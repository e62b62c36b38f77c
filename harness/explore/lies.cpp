#include "harness/explore/lies.hpp"

#include <algorithm>
#include <array>

namespace ripcord::explore {
namespace {

constexpr std::array table{
    Lie{.kind = "flip_bits",
        .oracle = "bytes_equal",
        .reason = "what is in a block has no checksum"},
    Lie{.kind = "flip_bits",
        .oracle = "wrong_output",
        .reason = "what is in an answer has no checksum"},
    Lie{.kind = "flip_bits",
        .toward = Lie::Toward::server,
        .oracle = "at_most_once",
        .reason = "with one bit changed a request may be another request that was made"},
    Lie{.kind = "flip_bits",
        .toward = Lie::Toward::server,
        .oracle = "no_false_success",
        .reason =
            "with one bit changed a request is one that nobody made, and is executed as such"},
    Lie{.kind = "flip_bits",
        .toward = Lie::Toward::client,
        .oracle = "no_handle_leak",
        .reason = "a status that has become an error says that there is no handle"},
    Lie{.kind = "duplicate",
        .toward = Lie::Toward::server,
        .oracle = "at_most_once",
        .reason = "a server without a memory of call_ids executes what it reads"},
    Lie{.kind = "duplicate",
        .toward = Lie::Toward::server,
        .oracle = "bytes_equal",
        .reason = "a server that reads on executes what it reads, and a block has no position"},
    Lie{.kind = "duplicate",
        .toward = Lie::Toward::server,
        .oracle = "no_handle_leak",
        .reason = "a server makes a handle for each request, and its client hears of one"},
    Lie{.kind = "replay_earlier",
        .toward = Lie::Toward::server,
        .oracle = "at_most_once",
        .reason = "a server without a memory of call_ids executes what it reads"},
    Lie{.kind = "replay_earlier",
        .toward = Lie::Toward::server,
        .oracle = "no_handle_leak",
        .reason = "a server makes a handle for each request, and its client hears of one"},
    Lie{.kind = "truncate",
        .parameter = "length",
        .value = "kept",
        .toward = Lie::Toward::client,
        .oracle = "documented_error",
        .reason = "what follows fills the gap, and is taken for the status"},
    Lie{.kind = "inject_fault",
        .parameter = "executed",
        .value = "no",
        .toward = Lie::Toward::client,
        .oracle = "at_most_once",
        .reason = "in place of an answer it denies what was done, and invites to do it again"},
    Lie{.kind = "inject_fault",
        .parameter = "executed",
        .value = "no",
        .toward = Lie::Toward::client,
        .oracle = "no_handle_leak",
        .reason = "in place of an answer it denies that there is a handle"},
    Lie{.kind = "inject_fault",
        .parameter = "executed",
        .value = "no",
        .toward = Lie::Toward::client,
        .oracle = "bytes_equal",
        .reason = "in place of a block it denies that it was read, and a block has no position"},
};

/// Who gets what the choice strikes.
Lie::Toward receiver(const Choice& choice) {
  return choice.at.direction == shim::Direction::to_server ? Lie::Toward::server
                                                           : Lie::Toward::client;
}

bool is_told(const Lie& lie, const Choice& choice) {
  if (lie.kind != choice.kind) return false;
  if (!lie.parameter.empty() && choice.arguments.text(lie.parameter) != lie.value) return false;
  return lie.toward == Lie::Toward::both || lie.toward == receiver(choice);
}

}  // namespace

std::span<const Lie> lies() { return table; }

Lies::Lies(std::span<const std::string> asked) {
  // Where some are asked for no others are on the menu.
  if (!asked.empty()) return;
  for (const Lie& lie : lies()) lies_.push_back(&lie);
}

std::vector<Violation> Lies::held_against(const Schedule& schedule,
                                          std::span<const std::uint64_t> fired,
                                          std::span<const Violation> violations) const {
  std::vector<Violation> held;
  for (const Violation& violation : violations) {
    bool is_excused = false;
    for (std::size_t i = 0; i < schedule.size(); ++i)
      is_excused = is_excused || (fired[i] > 0 && excuse(schedule[i], violation.oracle));
    if (!is_excused) held.push_back(violation);
  }
  return held;
}

bool Lies::excuse(const Choice& choice, std::string_view oracle) const {
  return std::ranges::any_of(
      lies_, [&](const Lie* lie) { return lie->oracle == oracle && is_told(*lie, choice); });
}

}  // namespace ripcord::explore
