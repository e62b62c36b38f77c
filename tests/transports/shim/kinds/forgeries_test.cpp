// Faults that change what is said, or say what nobody said. What they do to an answer is in
// models_test.cpp.
#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"

#include <gtest/gtest.h>

#include <bit>

namespace ripcord::shim {
namespace {

const Bytes ask = toy::question({.operation = 1, .call_id = 5, .stub = {0xaa, 0xbb}});
const Bytes reply = toy::answer({.operation = 1, .call_id = 5, .stub = {0xcc, 0xdd}});
const Bytes failed = toy::failure({.call_id = 5, .stub = {7}});

std::string at_client_after(RuleText rule, const Bytes& unit) {
  ShimBench bench({rule});
  bench.open();
  bench.to_client(unit);
  return bench.at_client();
}

TEST(InjectFault, answers_a_question_that_the_server_never_hears_of) {
  ShimBench bench(
      {{.when = {{"pdu", "question"}}, .kind = "inject_fault", .with = {{"status", "7"}}}});
  bench.open();

  bench.to_server(ask);

  EXPECT_EQ(hex_text(failed), bench.at_client());
  EXPECT_EQ("", bench.at_server());
}

TEST(InjectFault, lets_a_kept_question_go_on) {
  ShimBench bench({{.when = {{"pdu", "question"}},
                    .kind = "inject_fault",
                    .with = {{"status", "7"}, {"unit", "kept"}}}});
  bench.open();

  bench.to_server(ask);

  EXPECT_EQ(hex_text(failed), bench.at_client());
  EXPECT_EQ(hex_text(ask), bench.at_server());
}

TEST(InjectBindNak, answers_a_hello_and_ends_the_connection) {
  ShimBench bench(
      {{.when = {{"pdu", "hello"}}, .kind = "inject_bind_nak", .with = {{"reason", "2"}}}});
  bench.open();

  bench.to_server(toy::hello(0));

  EXPECT_EQ(hex_text(toy::failure({.call_id = 0, .stub = {2}})) + " | finish", bench.at_client());
  EXPECT_EQ("finish", bench.at_server());
}

TEST(InjectBindNak, leaves_the_connection_if_it_is_told_so) {
  ShimBench bench(
      {{.when = {{"pdu", "hello"}}, .kind = "inject_bind_nak", .with = {{"connection", "kept"}}}});
  bench.open();
  bench.to_server(toy::hello(0));

  bench.to_server(ask);

  EXPECT_EQ(hex_text(ask), bench.at_server());
}

TEST(InjectOrphaned, comes_ahead_of_the_unit_if_it_is_told_so) {
  ShimBench bench(
      {{.when = {{"pdu", "question"}}, .kind = "inject_orphaned", .with = {{"at", "before"}}}});
  bench.open();

  bench.to_server(ask);

  EXPECT_EQ(hex_text(toy::question({.operation = 3, .call_id = 5})) + " " + hex_text(ask),
            bench.at_server());
}

TEST(InjectBytes, leaves_what_is_no_unit_to_its_receiver) {
  ShimBench bench(
      {{.when = {{"pdu", "question"}}, .kind = "inject_bytes", .with = {{"bytes", "ff00"}}}});
  bench.open();

  bench.to_server(ask);
  bench.to_server(ask);

  EXPECT_EQ("ff 00 " + hex_text(ask) + " ff 00 " + hex_text(ask), bench.at_server());
}

TEST(ReplayEarlier, has_nothing_to_replay_at_first) {
  EXPECT_EQ(hex_text(reply),
            at_client_after({.when = {{"pdu", "answer"}}, .kind = "replay_earlier"}, reply));
}

TEST(ReplayEarlier, knows_the_connections_apart) {
  ShimBench bench({{.when = {{"pdu", "answer"}}, .kind = "replay_earlier"}});
  bench.open();
  bench.to_client(reply);
  bench.open();

  bench.to_client(reply);

  EXPECT_EQ(hex_text(reply), bench.at_client());
}

TEST(Duplicate, delivers_as_many_copies_as_it_is_told) {
  const std::string once = hex_text(reply);

  EXPECT_EQ(
      once + " " + once + " " + once,
      at_client_after({.when = {{"pdu", "answer"}}, .kind = "duplicate", .with = {{"copies", "2"}}},
                      reply));
}

/// How many bits of `unit` another digit text has changed, from byte `from` on.
int changed_bits(const std::string& text, const Bytes& unit) {
  const Bytes other = bytes(text);
  int count = 0;
  for (std::size_t i = 0; i < unit.size(); ++i) {
    count += std::popcount(static_cast<unsigned>(other.at(i) ^ unit[i]));
  }
  return count;
}

TEST(FlipBits, changes_as_many_bits_as_it_is_told) {
  const std::string heard = at_client_after(
      {.when = {{"pdu", "answer"}}, .kind = "flip_bits", .with = {{"count", "64"}}}, reply);

  EXPECT_EQ(64, changed_bits(heard, reply));
}

TEST(FlipBits, stays_in_the_stub_if_it_is_told_so) {
  const std::string heard = at_client_after({.when = {{"pdu", "answer"}},
                                             .kind = "flip_bits",
                                             .with = {{"count", "16"}, {"part", "stub"}}},
                                            reply);

  EXPECT_EQ(hex_text(toy::answer({.operation = 1, .call_id = 5, .stub = {0x33, 0x22}})), heard);
}

TEST(FlipBits, stays_in_the_header_if_it_is_told_so) {
  const std::string heard = at_client_after({.when = {{"pdu", "answer"}},
                                             .kind = "flip_bits",
                                             .with = {{"count", "64"}, {"part", "header"}}},
                                            reply);

  EXPECT_TRUE(heard.ends_with("cc dd"));
}

TEST(MutateField, leaves_a_unit_without_the_field_alone) {
  EXPECT_EQ(hex_text(reply),
            at_client_after({.when = {{"pdu", "answer"}},
                             .kind = "mutate_field",
                             .with = {{"fields", "{ operation: 9 }"}}},
                            reply));
}

TEST(MutateField, cuts_off_what_does_not_fit) {
  EXPECT_EQ(hex_text(toy::answer({.operation = 0xcd, .call_id = 5, .stub = {0xcc, 0xdd}})),
            at_client_after({.when = {{"pdu", "answer"}},
                             .kind = "mutate_field",
                             .with = {{"fields", "{ p_cont_id: 0xabcd }"}}},
                            reply));
}

TEST(MutateField, refuses_a_field_that_the_protocol_does_not_have) {
  const std::vector<RuleError> errors =
      compile_errors({spec({.kind = "mutate_field", .with = {{"fields", "{ cal_id: 1 }"}}})});

  ASSERT_EQ(1U, errors.size());
  EXPECT_EQ("fields", errors[0].key);
  EXPECT_EQ("expected a field of toy, not 'cal_id'; did you mean call_id?", errors[0].message);
}

}  // namespace
}  // namespace ripcord::shim
