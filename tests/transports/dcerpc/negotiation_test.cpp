#include "transports/dcerpc/negotiation.hpp"

#include "tests/transports/dcerpc/layouts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// What a client offers, over which transport, and what both sides then use.
struct Sizes {
  const char* name;
  FragSizes offered;
  std::uint16_t transport_max;
  std::uint16_t negotiated;
};

void PrintTo(const Sizes& sizes, std::ostream* out) { *out << sizes.name; }

class FragSize : public testing::TestWithParam<Sizes> {};

INSTANTIATE_TEST_SUITE_P(
    ,
    FragSize,
    testing::Values(Sizes{"is_the_transports_most", {0xffff, 0xffff}, frag_size::tcp_max, 5840},
                    Sizes{"is_less_on_a_pipe", {0xffff, 0xffff}, frag_size::pipe_max, 4280},
                    Sizes{"is_2048_at_least", {0, 0xffff}, frag_size::tcp_max, 2048},
                    Sizes{"is_the_smaller_of_both", {5840, 4280}, frag_size::tcp_max, 4280},
                    Sizes{"is_a_multiple_of_8", {3199, 0xffff}, frag_size::tcp_max, 3192},
                    Sizes{"keeps_a_multiple_of_8", {3200, 0xffff}, frag_size::tcp_max, 3200},
                    Sizes{"is_2048_for_2047", {2047, 2047}, frag_size::tcp_max, 2048},
                    Sizes{"is_2056_for_2056", {2056, 2056}, frag_size::tcp_max, 2056}),
    by_name);

TEST_P(FragSize, follows_windows) {
  EXPECT_EQ(GetParam().negotiated,
            negotiate_frag_size(GetParam().offered, GetParam().transport_max));
}

constexpr SyntaxId served{Uuid{1}, 1, 0};
constexpr SyntaxId also_served{Uuid{2}, 1, 0};
constexpr SyntaxId not_served{Uuid{3}, 1, 0};

constexpr ContextAnswer accepted_ndr20{.transfer_syntax = ndr20};
constexpr ContextAnswer wrong_abstract{.result = ContextResult::provider_rejection,
                                       .reason = ProviderReason::abstract_syntax_not_supported};
constexpr ContextAnswer wrong_transfer{
    .result = ContextResult::provider_rejection,
    .reason = ProviderReason::proposed_transfer_syntaxes_not_supported};

class ContextsTest : public testing::Test {
 protected:
  static constexpr SyntaxId interfaces[] = {served, also_served};
  static constexpr SyntaxId transfer_syntaxes[] = {ndr20};

  Bind bind_of(std::vector<ContextElement> contexts) {
    Bind bind;
    bind.p_context_elem = std::move(contexts);
    return bind;
  }
  static ContextElement context(std::uint16_t p_cont_id, SyntaxId abstract_syntax) {
    return {
        .p_cont_id = p_cont_id, .abstract_syntax = abstract_syntax, .transfer_syntaxes = {ndr20}};
  }
  static ContextElement features(std::uint64_t mask) {
    return {.p_cont_id = 1,
            .abstract_syntax = served,
            .transfer_syntaxes = {bind_time_feature_syntax(mask)}};
  }

  ContextPolicy policy{.interfaces = interfaces, .transfer_syntaxes = transfer_syntaxes};
};

TEST_F(ContextsTest, accept_an_interface_that_is_served) {
  const auto decision = decide_contexts(bind_of({context(4, served)}), {}, policy);

  ASSERT_TRUE(decision);
  EXPECT_THAT(decision->answers, ElementsAre(accepted_ndr20));
  EXPECT_THAT(decision->added, ElementsAre(NegotiatedContext{4, served, ndr20}));
}

TEST_F(ContextsTest, refuse_an_interface_that_is_not_served) {
  const auto decision = decide_contexts(bind_of({context(0, not_served)}), {}, policy);

  ASSERT_TRUE(decision);
  EXPECT_THAT(decision->answers, ElementsAre(wrong_abstract));
  EXPECT_THAT(decision->added, IsEmpty());
}

TEST_F(ContextsTest, refuse_transfer_syntaxes_that_are_not_spoken) {
  Bind bind = bind_of({context(0, served)});
  bind.p_context_elem[0].transfer_syntaxes = {ndr64};

  EXPECT_THAT(decide_contexts(bind, {}, policy)->answers, ElementsAre(wrong_transfer));
}

TEST_F(ContextsTest, choose_the_transfer_syntax_that_the_server_prefers) {
  const SyntaxId preferred[] = {ndr64, ndr20};
  policy.transfer_syntaxes = preferred;
  Bind bind = bind_of({context(0, served)});
  bind.p_context_elem[0].transfer_syntaxes = {ndr20, ndr64};

  EXPECT_THAT(decide_contexts(bind, {}, policy)->answers,
              ElementsAre(ContextAnswer{.transfer_syntax = ndr64}));
}

TEST_F(ContextsTest, accept_one_new_context_a_bind) {
  const auto decision =
      decide_contexts(bind_of({context(0, served), context(1, also_served)}), {}, policy);

  EXPECT_THAT(decision->answers, ElementsAre(accepted_ndr20, wrong_transfer));
}

TEST_F(ContextsTest, accept_all_new_contexts_where_the_policy_says_so) {
  policy.new_contexts = ContextPolicy::NewContexts::all;

  const auto decision =
      decide_contexts(bind_of({context(0, served), context(1, also_served)}), {}, policy);

  EXPECT_THAT(decision->answers, ElementsAre(accepted_ndr20, accepted_ndr20));
}

TEST_F(ContextsTest, accept_a_context_again) {
  const NegotiatedContext existing[] = {{4, served, ndr20}};

  const auto decision =
      decide_contexts(bind_of({context(4, served), context(5, also_served)}), existing, policy);

  EXPECT_THAT(decision->answers, ElementsAre(accepted_ndr20, accepted_ndr20));
  EXPECT_THAT(decision->added, ElementsAre(NegotiatedContext{5, also_served, ndr20}));
}

TEST_F(ContextsTest, refuse_a_context_again_without_its_transfer_syntax) {
  const NegotiatedContext existing[] = {{4, served, ndr64}};

  EXPECT_THAT(decide_contexts(bind_of({context(4, served)}), existing, policy)->answers,
              ElementsAre(wrong_transfer));
}

TEST_F(ContextsTest, must_not_be_redefined) {
  const NegotiatedContext existing[] = {{4, served, ndr20}};

  EXPECT_EQ(errc::context_redefined,
            decide_contexts(bind_of({context(4, also_served)}), existing, policy).error());
}

TEST_F(ContextsTest, must_not_be_missing) {
  EXPECT_EQ(errc::no_context, decide_contexts(bind_of({}), {}, policy).error());
}

TEST_F(ContextsTest, must_have_a_transfer_syntax) {
  Bind bind = bind_of({context(0, served)});
  bind.p_context_elem[0].transfer_syntaxes.clear();

  EXPECT_EQ(errc::no_transfer_syntax, decide_contexts(bind, {}, policy).error());
}

TEST_F(ContextsTest, may_be_as_many_as_the_policy_says) {
  policy.contexts_max = 2;
  const NegotiatedContext existing[] = {{4, served, ndr20}};

  EXPECT_TRUE(decide_contexts(bind_of({context(5, served)}), existing, policy));
}

TEST_F(ContextsTest, must_not_be_more_than_the_policy_says) {
  policy.contexts_max = 1;
  const NegotiatedContext existing[] = {{4, served, ndr20}};

  EXPECT_EQ(errc::too_many_contexts,
            decide_contexts(bind_of({context(5, served)}), existing, policy).error());
}

TEST_F(ContextsTest, grant_the_features_that_both_sides_know) {
  policy.features = bind_time_feature::keep_connection_on_orphan;

  const auto decision = decide_contexts(bind_of({context(0, served), features(0x3)}), {}, policy);

  ASSERT_TRUE(decision);
  EXPECT_EQ(0x2U, decision->features);
  EXPECT_THAT(decision->answers,
              ElementsAre(accepted_ndr20,
                          ContextAnswer{.result = ContextResult::negotiate_ack,
                                        .reason = static_cast<ProviderReason>(2)}));
}

TEST_F(ContextsTest, refuse_features_like_any_syntax_where_the_server_knows_none) {
  const auto decision = decide_contexts(bind_of({features(0x3), context(0, served)}), {}, policy);

  EXPECT_THAT(decision->answers, ElementsAre(wrong_transfer, accepted_ndr20));
}

TEST_F(ContextsTest, must_not_ask_for_features_twice) {
  policy.features = 0;

  EXPECT_EQ(errc::feature_context,
            decide_contexts(bind_of({features(1), features(2)}), {}, policy).error());
}

TEST_F(ContextsTest, must_not_ask_for_features_in_alter_context) {
  policy.features = 0;
  Bind alter = bind_of({features(1)});
  alter.header.ptype = PduType::alter_context;

  EXPECT_EQ(errc::feature_context, decide_contexts(alter, {}, policy).error());
}

TEST(RejectReason, is_4_for_a_protocol_error) {
  EXPECT_EQ(RejectReason::protocol_version_not_supported, reject_reason(errc::rpc_version));
  EXPECT_EQ(RejectReason::protocol_version_not_supported, reject_reason(errc::no_context));
}

TEST(RejectReason, is_0_for_a_context_that_makes_no_sense) {
  EXPECT_EQ(RejectReason::reason_not_specified, reject_reason(errc::no_transfer_syntax));
  EXPECT_EQ(RejectReason::reason_not_specified, reject_reason(errc::feature_context));
  EXPECT_EQ(RejectReason::reason_not_specified, reject_reason(errc::context_redefined));
}

TEST(RejectReason, is_2_beyond_a_limit) {
  EXPECT_EQ(RejectReason::local_limit_exceeded, reject_reason(errc::too_many_contexts));
}

class AcceptedContextsTest : public ContextsTest {
 protected:
  const Bind bind = bind_of({context(4, not_served), context(5, served)});
  BindAck ack;
};

TEST_F(AcceptedContextsTest, are_those_that_the_server_accepted) {
  ack.p_results = {wrong_abstract, accepted_ndr20};

  const auto contexts = accepted_contexts(bind, ack);

  ASSERT_TRUE(contexts);
  EXPECT_THAT(*contexts, ElementsAre(NegotiatedContext{5, served, ndr20}));
}

TEST_F(AcceptedContextsTest, need_a_result_for_each) {
  ack.p_results = {accepted_ndr20};

  EXPECT_EQ(errc::result_count, accepted_contexts(bind, ack).error());
}

TEST_F(AcceptedContextsTest, have_a_transfer_syntax_that_was_offered) {
  ack.p_results = {wrong_abstract, ContextAnswer{.transfer_syntax = ndr64}};

  EXPECT_EQ(errc::foreign_transfer_syntax, accepted_contexts(bind, ack).error());
}

}  // namespace
}  // namespace ripcord::dcerpc
