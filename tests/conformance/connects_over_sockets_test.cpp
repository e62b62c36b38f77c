// Every fault that harms a wish to connect does to both of its ends what its model says, on every
// transport.
#include "tests/conformance/relayed.hpp"
#include "transports/io/errors.hpp"
#include "transports/shim/fault.hpp"

#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

namespace ripcord::conformance {
namespace {

const Dialled connected{.client = "connected", .server = "accepted"};
const Dialled unanswered{.client = "waiting", .server = "nobody"};

Dialled refused() {
  return {.client = ErrorCode(io::errc::connection_refused).message(), .server = "nobody"};
}

/// How a fault is used on a connect, and its reference model.
struct ConnectCase {
  std::string_view kind;
  /// Tells two cases of one kind apart.
  std::string_view name;
  shim::RuleText::Pairs with;
  Dialled model;

  friend void PrintTo(const ConnectCase& one, std::ostream* out) { *out << one.kind << one.name; }
};

const std::array cases{
    ConnectCase{"refuse", "", {}, refused()},
    ConnectCase{"blackhole", "", {}, unanswered},
    ConnectCase{"blackhole", "_that_ends", {{"for", "1ms"}}, connected},
    ConnectCase{"delay", "", {{"by", "1ms"}}, connected},
    ConnectCase{"delay", "_that_is_long", {{"by", "1h"}}, unanswered},
    // Nobody has asked a mapper.
    ConnectCase{"expire_pinhole", "", {}, unanswered},
};

using CaseOnTransport = std::tuple<const char*, ConnectCase>;

class ConnectsOverSockets : public testing::TestWithParam<CaseOnTransport> {};

TEST_P(ConnectsOverSockets, end_as_their_model_says) {
  const auto& [transport, one] = GetParam();
  Relayed relayed(transport);

  EXPECT_EQ(one.model, relayed.dial({{.kind = one.kind, .with = one.with}}));
}

TEST_P(ConnectsOverSockets, are_as_if_absent_at_probability_0) {
  const auto& [transport, one] = GetParam();
  Relayed relayed(transport);

  EXPECT_EQ(connected,
            relayed.dial({{.kind = one.kind,
                           .with = one.with,
                           .counting = {.probability = shim::Probability{0}}}}));
}

INSTANTIATE_TEST_SUITE_P(Catalogue,
                         ConnectsOverSockets,
                         testing::Combine(testing::Values("sim", "tcp", "local"),
                                          testing::ValuesIn(cases)),
                         [](const testing::TestParamInfo<CaseOnTransport>& test) {
                           const ConnectCase& one = std::get<1>(test.param);
                           return std::string(std::get<0>(test.param)) + "_" +
                                  std::string(one.kind) + std::string(one.name);
                         });

TEST(ConnectCases, are_there_for_every_fault_that_harms_connects) {
  std::set<std::string_view> modelled;
  for (const ConnectCase& one : cases) modelled.insert(one.kind);
  std::set<std::string_view> known;
  for (const shim::FaultKind* kind : shim::fault_kinds()) {
    if (kind->target != shim::Target::units) known.insert(kind->name);
  }

  EXPECT_EQ(known, modelled);
}

}  // namespace
}  // namespace ripcord::conformance
