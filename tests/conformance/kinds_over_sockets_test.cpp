// What the kinds of fault do to real bytes, read at the far end of a real connection by a peer that
// knows nothing of shims: it must be what the reference models say.
#include "tests/conformance/relayed.hpp"
#include "tests/shim_support/kind_case.hpp"
#include "tests/support/hex.hpp"
#include "transports/io/errors.hpp"

#include <gtest/gtest.h>

#include <string>
#include <tuple>

namespace ripcord::conformance {
namespace {

using shim::Heard;
using shim::KindCase;
using shim::Talk;

using KindOnTransport = std::tuple<const char*, KindCase>;

std::string text_of(const ErrorCode& end) {
  if (end == io::errc::eof) return "finish";
  return end == io::errc::connection_reset ? "reset" : end.message();
}

std::string text_of(const Told& told) {
  const std::string digits = hex_text(told.bytes);
  return digits + (digits.empty() ? "" : " | ") + text_of(told.end);
}

/// The client says all that it has to say, then the server; then the server ends, then the client.
Heard play(Relayed& relayed, const Talk& talk) {
  const Bytes questions = shim::joined(talk.questions);
  relayed.put(*relayed.client(), questions);
  Told at_server{.bytes = relayed.read(*relayed.server(), questions.size())};
  relayed.try_put(*relayed.server(), shim::joined(talk.answers));
  relayed.server()->finish();
  const Told at_client = relayed.read_to_end(*relayed.client());
  relayed.client()->finish();
  const Told rest = relayed.read_to_end(*relayed.server());
  at_server.bytes.insert(at_server.bytes.end(), rest.bytes.begin(), rest.bytes.end());
  at_server.end = rest.end;
  return {text_of(at_client), text_of(at_server)};
}

class KindsOverSockets : public testing::TestWithParam<KindOnTransport> {};

TEST_P(KindsOverSockets, deliver_what_their_model_says) {
  const auto& [transport, one] = GetParam();
  const Talk talk = shim::make_talk(1);
  Relayed relayed(transport);
  ASSERT_NO_FATAL_FAILURE(relayed.establish({shim::rule_of(one, talk)}));

  EXPECT_EQ(one.model(talk), play(relayed, talk));
}

TEST_P(KindsOverSockets, are_as_if_absent_at_probability_0) {
  const auto& [transport, one] = GetParam();
  const Talk talk = shim::make_talk(2);
  shim::RuleText rule = shim::rule_of(one, talk);
  rule.counting = {.probability = shim::Probability{0}};
  Relayed relayed(transport);
  ASSERT_NO_FATAL_FAILURE(relayed.establish({rule}));

  EXPECT_EQ(shim::unharmed(talk), play(relayed, talk));
}

INSTANTIATE_TEST_SUITE_P(Catalogue,
                         KindsOverSockets,
                         testing::Combine(testing::Values("sim", "tcp", "local"),
                                          testing::ValuesIn(shim::kind_cases().begin(),
                                                            shim::kind_cases().end())),
                         [](const testing::TestParamInfo<KindOnTransport>& test) {
                           const KindCase& one = std::get<1>(test.param);
                           return std::string(std::get<0>(test.param)) + "_" +
                                  std::string(one.kind) + std::string(one.name);
                         });

}  // namespace
}  // namespace ripcord::conformance
