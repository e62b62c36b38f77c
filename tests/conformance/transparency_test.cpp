// A shim whose rules do not strike is not there: not with an empty list, and not with rules of
// probability 0, on any transport. The same bytes arrive however they are cut, FIN is carried as
// half-close and RST as RST.
#include "tests/conformance/pending.hpp"
#include "tests/conformance/relayed.hpp"
#include "tests/shim_support/kind_case.hpp"
#include "tests/support/hex.hpp"
#include "transports/base/prng.hpp"
#include "transports/io/errors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

namespace ripcord::conformance {
namespace {

using io::errc;

std::vector<shim::RuleText> no_rules(const shim::Talk& /*talk*/) { return {}; }

/// Every fault of the catalogue, at probability 0.
std::vector<shim::RuleText> improbable_rules(const shim::Talk& talk) {
  std::vector<shim::RuleText> rules;
  for (const shim::KindCase& one : shim::kind_cases()) {
    rules.push_back(shim::rule_of(one, talk));
    rules.back().counting = {.probability = shim::Probability{0}};
  }
  return rules;
}

struct Harmless {
  const char* name = "";
  std::vector<shim::RuleText> (*rules)(const shim::Talk& talk) = nullptr;
};

constexpr Harmless nothing{"without_rules", no_rules};
constexpr Harmless improbable{"at_probability_0", improbable_rules};

using Place = std::tuple<const char*, Harmless, std::uint64_t>;

/// One transport, one list of rules, one seed for what is said and how it is cut.
class Transparency : public testing::TestWithParam<Place> {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(relayed_.establish(std::get<1>(GetParam()).rules(talk_)));
  }

  /// Writes `bytes` in pieces of any size, each in a write of its own.
  void put_in_pieces(io::Stream& stream, const Bytes& bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t size = std::min<std::size_t>(bytes.size() - at, 1 + random_.below(700));
      const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>(at);
      relayed_.put(stream, Bytes(begin, begin + static_cast<std::ptrdiff_t>(size)));
      at += size;
    }
  }

  /// What no protocol would frame.
  Bytes noise() {
    Bytes bytes;
    for (int i = 0; i < 5000; ++i) bytes.push_back(static_cast<Byte>(random_.next()));
    return bytes;
  }

  io::Stream& client() { return *relayed_.client(); }
  io::Stream& server() { return *relayed_.server(); }

  std::uint64_t seed_ = std::get<2>(GetParam());
  Prng random_{seed_, "transparency"};
  shim::Talk talk_ = shim::make_talk(seed_);
  Bytes questions_ = shim::joined(talk_.questions);
  Bytes answers_ = shim::joined(talk_.answers);
  Relayed relayed_{std::get<0>(GetParam())};
};

TEST_P(Transparency, lets_the_same_bytes_through_both_ways_however_they_are_cut) {
  put_in_pieces(client(), questions_);
  put_in_pieces(server(), answers_);
  client().finish();
  server().finish();

  const Told at_server = relayed_.read_to_end(server());
  const Told at_client = relayed_.read_to_end(client());

  EXPECT_EQ(hex_text(questions_), hex_text(at_server.bytes));
  EXPECT_EQ(hex_text(answers_), hex_text(at_client.bytes));
}

TEST_P(Transparency, lets_bytes_through_that_are_no_units) {
  const Bytes sent = noise();
  put_in_pieces(client(), sent);
  client().finish();

  EXPECT_EQ(hex_text(sent), hex_text(relayed_.read_to_end(server()).bytes));
}

TEST_P(Transparency, carries_a_half_close_and_what_is_said_behind_it) {
  put_in_pieces(client(), questions_);
  client().finish();
  const Told at_server = relayed_.read_to_end(server());

  put_in_pieces(server(), answers_);
  server().finish();
  const Told at_client = relayed_.read_to_end(client());

  EXPECT_EQ(errc::eof, at_server.end);
  EXPECT_EQ(errc::eof, at_client.end);
  EXPECT_EQ(hex_text(answers_), hex_text(at_client.bytes));
}

TEST_P(Transparency, carries_a_servers_half_close_and_what_is_said_behind_it) {
  put_in_pieces(server(), answers_);
  server().finish();
  const Told at_client = relayed_.read_to_end(client());

  put_in_pieces(client(), questions_);
  client().finish();
  const Told at_server = relayed_.read_to_end(server());

  EXPECT_EQ(errc::eof, at_client.end);
  EXPECT_EQ(errc::eof, at_server.end);
  EXPECT_EQ(hex_text(questions_), hex_text(at_server.bytes));
}

TEST_P(Transparency, carries_a_clients_reset_behind_what_it_sent) {
  put_in_pieces(client(), questions_);
  const Bytes heard = relayed_.read(server(), questions_.size());

  client().abort();

  EXPECT_EQ(hex_text(questions_), hex_text(heard));
  EXPECT_EQ(errc::connection_reset, relayed_.read_to_end(server()).end);
}

TEST_P(Transparency, carries_a_servers_reset_behind_what_it_sent) {
  put_in_pieces(server(), answers_);
  const Bytes heard = relayed_.read(client(), answers_.size());

  server().abort();

  EXPECT_EQ(hex_text(answers_), hex_text(heard));
  EXPECT_EQ(errc::connection_reset, relayed_.read_to_end(client()).end);
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         Transparency,
                         testing::Combine(testing::Values("sim", "sim_seeded", "tcp", "local"),
                                          testing::Values(nothing, improbable),
                                          testing::Range(std::uint64_t{1}, std::uint64_t{6})),
                         [](const testing::TestParamInfo<Place>& test) {
                           return std::string(std::get<0>(test.param)) + "_" +
                                  std::get<1>(test.param).name + "_seed_" +
                                  std::to_string(std::get<2>(test.param));
                         });

}  // namespace
}  // namespace ripcord::conformance
