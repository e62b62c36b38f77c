#include "tests/shim_support/kind_case.hpp"

#include "tests/support/hex.hpp"
#include "transports/base/prng.hpp"

#include <array>
#include <utility>

namespace ripcord::shim {
namespace {

/// What the directory of a talk answers: a status and as many entries of three bytes as `entries`.
Bytes answer_of(Prng& random, std::uint16_t call_id) {
  Bytes stub{0};
  const std::uint64_t entries = 1 + random.below(700);
  for (std::uint64_t i = 0; i < 3 * entries; ++i) stub.push_back(static_cast<Byte>(random.next()));
  return toy::answer({.call_id = call_id, .stub = std::move(stub)});
}

std::string text(std::span<const Bytes> units, std::string_view end = "finish") {
  const std::string digits = hex_text(joined(units));
  return digits + (digits.empty() ? "" : " | ") + std::string(end);
}

using Units = std::vector<Bytes>;

/// All answers, with `instead` in the place of the struck one.
Units answers_with(const Talk& talk, const Units& instead) {
  const auto struck = talk.answers.begin() + static_cast<std::ptrdiff_t>(talk.struck);
  Units units(talk.answers.begin(), struck);
  units.insert(units.end(), instead.begin(), instead.end());
  units.insert(units.end(), struck + 1, talk.answers.end());
  return units;
}

Units answers_before(const Talk& talk) {
  return {talk.answers.begin(), talk.answers.begin() + static_cast<std::ptrdiff_t>(talk.struck)};
}

/// The client hears `instead` for the struck answer; nothing else changes.
Heard instead(const Talk& talk, const Units& units) {
  return {text(answers_with(talk, units)), text(talk.questions)};
}

const Bytes& struck(const Talk& talk) { return talk.answers[talk.struck]; }

Bytes front_of(const Bytes& unit, std::size_t size) {
  return {unit.begin(), unit.begin() + static_cast<std::ptrdiff_t>(size)};
}

// --- The models ----------------------------------------------------------------------------------

Heard dropped(const Talk& talk) { return instead(talk, {}); }
Heard doubled(const Talk& talk) { return instead(talk, {struck(talk), struck(talk)}); }

Heard reset_after_5_bytes(const Talk& talk) {
  Units units = answers_before(talk);
  units.push_back(front_of(struck(talk), 5));
  return {text(units, "reset"), text(talk.questions)};
}

Heard finished_behind_it(const Talk& talk) {
  Units units = answers_before(talk);
  units.push_back(struck(talk));
  return {text(units), text(talk.questions)};
}

Heard cut_to_6_bytes(const Talk& talk) { return instead(talk, {front_of(struck(talk), 6)}); }

Heard cut_to_10_bytes_with_their_length(const Talk& talk) {
  Bytes unit = front_of(struck(talk), 10);
  unit[4] = 10;
  unit[5] = 0;
  return instead(talk, {unit});
}

Heard overtaken_by_one(const Talk& talk) {
  Talk other = talk;
  std::swap(other.answers[talk.struck], other.answers[talk.struck + 1]);
  return {text(other.answers), text(talk.questions)};
}

Heard third_byte_inverted(const Talk& talk) {
  Bytes unit = struck(talk);
  unit[2] = static_cast<Byte>(~unit[2]);
  return instead(talk, {unit});
}

Heard call_id_0x1234(const Talk& talk) {
  Bytes unit = struck(talk);
  unit[6] = 0x34;
  unit[7] = 0x12;
  return instead(talk, {unit});
}

/// Of the talk's numbers, which are below 255.
Heard next_call_id(const Talk& talk) {
  Bytes unit = struck(talk);
  ++unit[6];
  return instead(talk, {unit});
}

Heard context_less_2(const Talk& talk) {
  Bytes unit = struck(talk);
  unit[2] = static_cast<Byte>(unit[2] - 2);
  return instead(talk, {unit});
}

/// A failure of the toy protocol that carries `stub`.
Bytes failure(std::uint16_t call_id, Bytes stub) {
  return toy::failure({.call_id = call_id, .stub = std::move(stub)});
}

std::uint16_t call_id_of(const Bytes& unit) { return unit[6]; }

Heard failed_with_7(const Talk& talk) {
  return instead(talk, {failure(call_id_of(struck(talk)), {7})});
}

Heard failed_with_7_first(const Talk& talk) {
  return instead(talk, {failure(call_id_of(struck(talk)), {7}), struck(talk)});
}

Heard refused_with_2(const Talk& talk) {
  Units units = answers_before(talk);
  units.push_back(failure(0, {2}));
  return {text(units), text(talk.questions)};
}

Heard asked_to_close_first(const Talk& talk) {
  return instead(talk, {failure(0, {}), struck(talk)});
}

Heard orphaned_at_the_server(const Talk& talk) {
  Units at_server = talk.questions;
  at_server.push_back(toy::question({.operation = 3, .call_id = call_id_of(struck(talk))}));
  return {text(talk.answers), text(at_server)};
}

Heard orphaned_at_the_client(const Talk& talk) {
  const Bytes orphaned = toy::question({.operation = 3, .call_id = call_id_of(struck(talk))});
  return instead(talk, {struck(talk), orphaned});
}

Heard hello_world_first(const Talk& talk) {
  return instead(talk, {bytes("68 65 6c 6c 6f"), struck(talk)});
}

Heard the_one_before_first(const Talk& talk) {
  return instead(talk, {talk.answers[talk.struck - 1], struck(talk)});
}

Heard nothing_more_toward_the_client(const Talk& talk) {
  return {text(answers_before(talk)), text(talk.questions)};
}

/// The answer of the struck call with another stub.
Heard answered(const Talk& talk, Bytes stub) {
  return instead(talk,
                 {toy::answer({.call_id = call_id_of(struck(talk)), .stub = std::move(stub)})});
}

Bytes stub_of(const Bytes& unit) {
  return {unit.begin() + static_cast<std::ptrdiff_t>(toy::header_size), unit.end()};
}

Heard answered_not_registered(const Talk& talk) { return answered(talk, {1}); }
Heard answered_empty(const Talk& talk) { return answered(talk, {0}); }
Heard answered_status_9(const Talk& talk) { return answered(talk, {9}); }

Heard answered_port_258(const Talk& talk) {
  Bytes stub = stub_of(struck(talk));
  for (std::size_t entry = 1; entry < stub.size(); entry += 3) {
    stub[entry + 1] = 2;
    stub[entry + 2] = 1;
  }
  return answered(talk, stub);
}

Heard answered_dead_port_258_first(const Talk& talk) {
  Bytes stub = stub_of(struck(talk));
  const Byte interface = stub[1];
  stub.insert(stub.begin() + 1, {interface, 2, 1});
  return answered(talk, stub);
}

Heard answered_truncated(const Talk& talk) {
  Bytes stub = stub_of(struck(talk));
  stub.pop_back();
  return answered(talk, stub);
}

Heard answered_other_interfaces(const Talk& talk) {
  Bytes stub = stub_of(struck(talk));
  for (std::size_t entry = 1; entry < stub.size(); entry += 3) stub[entry] ^= 1U;
  return answered(talk, stub);
}

Heard answered_other_interfaces_at_258(const Talk& talk) {
  Bytes stub = stub_of(struck(talk));
  for (std::size_t entry = 1; entry < stub.size(); entry += 3) {
    stub[entry] ^= 1U;
    stub[entry + 1] = 2;
    stub[entry + 2] = 1;
  }
  return answered(talk, stub);
}

const std::array cases{
    KindCase{"reset", "", {{"offset", "5"}}, {{"toward", "client"}}, reset_after_5_bytes},
    KindCase{"finish", "", {}, {{"toward", "client"}, {"at", "after"}}, finished_behind_it},
    KindCase{"half_close", "", {}, {}, finished_behind_it},
    KindCase{"drop", "", {}, {}, dropped},
    KindCase{"delay", "", {}, {{"by", "1ms..20ms"}}, unharmed},
    KindCase{"jitter", "", {}, {{"pieces", "9"}, {"up_to", "3ms"}}, unharmed},
    KindCase{"bandwidth", "", {}, {{"rate", "100000"}}, unharmed},
    KindCase{"stall", "", {}, {{"for", "20ms"}}, unharmed},
    KindCase{"stall", "_within", {{"offset", "5"}}, {{"for", "20ms"}}, unharmed},
    KindCase{"truncate", "", {}, {{"keep", "6"}}, cut_to_6_bytes},
    KindCase{"truncate",
             "_rewritten",
             {},
             {{"keep", "10"}, {"length", "rewritten"}},
             cut_to_10_bytes_with_their_length},
    KindCase{"split", "", {}, {{"size", "7"}, {"pause", "1us"}}, unharmed},
    KindCase{"coalesce", "", {}, {}, unharmed},
    KindCase{"duplicate", "", {}, {}, doubled},
    KindCase{"reorder", "", {}, {{"wait", "10m"}}, overtaken_by_one},
    KindCase{"flip_bits", "", {{"offset", "2"}}, {{"count", "8"}}, third_byte_inverted},
    KindCase{"mutate_field", "", {}, {{"fields", "{ call_id: 0x1234 }"}}, call_id_0x1234},
    KindCase{"inject_fault", "", {}, {{"status", "7"}}, failed_with_7},
    KindCase{"inject_fault", "_kept", {}, {{"status", "7"}, {"unit", "kept"}}, failed_with_7_first},
    KindCase{"inject_bind_nak", "", {}, {{"reason", "2"}}, refused_with_2},
    KindCase{"inject_shutdown", "", {}, {}, asked_to_close_first},
    KindCase{"inject_orphaned", "", {}, {}, orphaned_at_the_server},
    KindCase{"inject_orphaned", "_client", {}, {{"toward", "client"}}, orphaned_at_the_client},
    KindCase{"inject_bytes", "", {}, {{"bytes", "68656c6c6f"}}, hello_world_first},
    KindCase{"replay_earlier", "", {}, {}, the_one_before_first},
    KindCase{"wrong_call_id", "", {}, {}, next_call_id},
    KindCase{"wrong_context_id", "", {}, {{"by", "-2"}}, context_less_2},
    KindCase{"half_open",
             "",
             {},
             {{"toward", "client"}, {"for", "50ms"}},
             nothing_more_toward_the_client},
    KindCase{"expire_pinhole", "", {}, {}, unharmed},
    KindCase{"answer_not_registered", "", {}, {}, answered_not_registered},
    KindCase{"answer_error", "", {}, {{"status", "9"}}, answered_status_9},
    KindCase{"answer_empty", "", {}, {}, answered_empty},
    KindCase{"answer_stale", "", {}, {{"port", "258"}}, answered_port_258},
    KindCase{"answer_dead_tower", "", {}, {{"port", "258"}}, answered_dead_port_258_first},
    KindCase{"answer_truncated", "", {}, {}, answered_truncated},
    KindCase{"answer_wrong_interface", "", {}, {}, answered_other_interfaces},
    KindCase{"answer_wrong_interface",
             "_elsewhere",
             {},
             {{"port", "258"}},
             answered_other_interfaces_at_258},
    // The toy protocol knows one protocol sequence only: its entries come out as they were.
    KindCase{"answer_wrong_protocol", "", {}, {}, unharmed},
};

}  // namespace

std::span<const KindCase> kind_cases() { return cases; }

Talk make_talk(std::uint64_t seed) {
  Prng random(seed, "talk");
  Talk talk{.questions = {toy::hello(1)}};
  const auto calls = static_cast<std::uint16_t>(3 + random.below(6));
  for (std::uint16_t call_id = 1; call_id <= calls; ++call_id) {
    talk.questions.push_back(
        toy::question({.call_id = call_id, .stub = Bytes(random.below(50), Byte{'?'})}));
    talk.answers.push_back(answer_of(random, call_id));
  }
  talk.struck = 1 + random.below(calls - 2);
  return talk;
}

Heard unharmed(const Talk& talk) { return {text(talk.answers), text(talk.questions)}; }

RuleText rule_of(const KindCase& one, const Talk& talk) {
  RuleText rule{.when = one.when, .kind = one.kind, .with = one.with};
  rule.when.emplace_back("pdu", "answer");
  const auto place = static_cast<std::int64_t>(talk.struck) + 1;
  rule.counting.nth = Range{place, place};
  return rule;
}

Bytes joined(std::span<const Bytes> units) {
  Bytes all;
  for (const Bytes& unit : units) all.insert(all.end(), unit.begin(), unit.end());
  return all;
}

}  // namespace ripcord::shim
