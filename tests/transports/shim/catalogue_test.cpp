#include "tests/shim_support/shim_bench.hpp"
#include "tests/support/hex.hpp"
#include "transports/shim/fault.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace ripcord::shim {
namespace {

using namespace std::chrono_literals;

/// Some value that a scenario may give.
std::string_view some(ValueType type) {
  switch (type) {
    case ValueType::size:
      return "1000";
    case ValueType::hex:
      return "0102";
    case ValueType::field_values:
      return "{ call_id: 7 }";
    default:
      return "1ms";
  }
}

/// Arguments that parameters without a fallback need.
RuleText::Pairs needed(const FaultKind& kind) {
  RuleText::Pairs arguments;
  for (const Parameter& parameter : kind.parameters) {
    if (parameter.required) arguments.emplace_back(parameter.name, some(parameter.type));
  }
  return arguments;
}

RuleText rule_of(const FaultKind& kind, Counting counting) {
  return {.when = {}, .kind = kind.name, .with = needed(kind), .counting = std::move(counting)};
}

/// What both ends receive from a short talk that ends in order, a second after it.
std::string talk(ShimBench& bench) {
  bench.begin();
  std::string heard = bench.at_server();
  bench.wire().established(bench.now);
  bench.to_server(toy::hello(1));
  bench.to_client(toy::welcome(1));
  for (std::uint16_t call_id = 1; call_id <= 3; ++call_id) {
    bench.to_server(toy::question({.call_id = call_id}));
    bench.to_client(toy::place(0, static_cast<std::uint16_t>(1024 + call_id)));
    heard += " | " + bench.at_server() + " | " + bench.at_client();
  }
  bench.wire().offer_end(Direction::to_server, bench.now, End::finish);
  bench.wire().offer_end(Direction::to_client, bench.now, End::finish);
  heard += " | " + bench.at_server() + " | " + bench.at_client();
  bench.now += 1s;
  return heard + " | " + bench.at_server() + " | " + bench.at_client();
}

class EachFault : public testing::TestWithParam<const FaultKind*> {};

TEST_P(EachFault, is_as_if_absent_at_probability_0) {
  ShimBench without({});
  ShimBench with({rule_of(*GetParam(), {.probability = Probability{0}})});

  const std::string heard = talk(with);

  EXPECT_EQ(talk(without), heard);
  EXPECT_EQ(without.log().digest(), with.log().digest());
}

TEST_P(EachFault, traces_its_verbs_with_its_rule) {
  ShimBench bench({rule_of(*GetParam(), {.nth = Range{.low = 2}})});

  talk(bench);
  talk(bench);

  const auto verbs = std::ranges::count_if(bench.log().records(), [](const trace::Record& record) {
    return record.what == trace::What::verb && record.rule == 0;
  });
  EXPECT_LT(0U, bench.fired());
  EXPECT_LT(0, verbs);
}

void expect_balanced(const Ledger& ledger) {
  EXPECT_EQ(ledger.offered + ledger.injected,
            ledger.delivered + ledger.dropped + ledger.discarded + ledger.waiting);
}

TEST_P(EachFault, accounts_for_every_byte) {
  ShimBench bench({rule_of(*GetParam(), {})});

  talk(bench);

  expect_balanced(bench.wire().ledger(Direction::to_server));
  expect_balanced(bench.wire().ledger(Direction::to_client));
}

TEST_P(EachFault, does_the_same_again) {
  ShimBench one({rule_of(*GetParam(), {})});
  ShimBench again({rule_of(*GetParam(), {})});

  EXPECT_EQ(talk(one), talk(again));
  EXPECT_EQ(one.log().digest(), again.log().digest());
}

TEST_P(EachFault, says_what_it_is) {
  const FaultKind& kind = *GetParam();

  EXPECT_TRUE(kind.summary.ends_with('.'));
  EXPECT_NE(std::string_view::npos, kind.doc.find("Imitates"));
  EXPECT_TRUE(kind.example.starts_with("{ when: {"));
  EXPECT_NE(std::string_view::npos, kind.example.find(kind.name));
}

TEST_P(EachFault, says_what_its_victims_may_see) { EXPECT_NE(0, GetParam()->symptoms); }

TEST_P(EachFault, has_parameters_with_readable_fallbacks_and_docs) {
  for (const Parameter& parameter : GetParam()->parameters) {
    EXPECT_TRUE(parameter.doc.ends_with('.')) << parameter.name;
    const bool readable =
        parameter.fallback.empty() || parse_value(parameter, parameter.fallback).has_value();
    EXPECT_TRUE(readable) << parameter.name;
  }
}

INSTANTIATE_TEST_SUITE_P(Catalogue,
                         EachFault,
                         testing::ValuesIn(fault_kinds().begin(), fault_kinds().end()),
                         [](const auto& kind) { return std::string(kind.param->name); });

TEST(Catalogue, names_no_fault_twice) {
  std::set<std::string_view> names;
  for (const FaultKind* kind : fault_kinds()) names.insert(kind->name);

  EXPECT_EQ(fault_kinds().size(), names.size());
}

TEST(Catalogue, finds_what_it_lists_and_nothing_else) {
  EXPECT_EQ("reset", find_fault_kind("reset")->name);
  EXPECT_EQ(nullptr, find_fault_kind("rest"));
}

}  // namespace
}  // namespace ripcord::shim
