#include "transports/shim/guest_book.hpp"

#include "tests/shim_support/shim_bench.hpp"
#include "transports/shim/wire.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace ripcord::shim {
namespace {

/// A proxy's lane `proxy > endpoint` to servers of the toy protocol.
class GuestBookTest : public testing::Test {
 protected:
  void build(const std::vector<RuleText>& rules) {
    std::vector<RuleSpec> specs;
    for (const RuleText& text : rules) specs.push_back(spec(text));
    set_ = std::make_unique<RuleSet>(compiled(specs));
    log_ = std::make_unique<trace::Log>(set_->legend());
    rules_ = std::make_unique<Rules>(*set_, 1, *log_);
    guests_ = std::make_unique<GuestBook>(
        *log_,
        toy::interfaces(),
        GuestBook::Names{.directory = "mapper",
                         .services = {{{.uuid = {.time_low = 0}}, "safe"}},
                         .unknown = unknown_});
  }

  std::unique_ptr<Wire> arrive() {
    return std::make_unique<Wire>(
        *rules_,
        Wire::Lane{.client = "proxy", .service = "endpoint", .guests = guests_.get()},
        Time{},
        nullptr);
  }
  std::unique_ptr<Wire> arrive(std::uint8_t interface) {
    std::unique_ptr<Wire> wire = arrive();
    wire->offer(Direction::to_server, Time{}, toy::hello(interface));
    return wire;
  }

  [[nodiscard]] std::string name(const Wire& wire) const {
    return std::string(log_->text(wire.scope().service)) + "/" +
           std::to_string(wire.scope().number);
  }

  /// What `Names::unknown` is to be.
  std::string unknown_;
  std::unique_ptr<RuleSet> set_;
  std::unique_ptr<trace::Log> log_;
  std::unique_ptr<Rules> rules_;
  std::unique_ptr<GuestBook> guests_;
};

TEST_F(GuestBookTest, names_a_guest_by_its_arrival_until_it_speaks) {
  build({});

  const auto first = arrive();
  const auto second = arrive();

  EXPECT_EQ("endpoint/2", name(*second));
}

TEST_F(GuestBookTest, names_the_service_that_a_guest_introduces_itself_to) {
  build({});

  const auto wire = arrive(0);

  EXPECT_EQ("safe/1", name(*wire));
}

TEST_F(GuestBookTest, calls_a_service_that_nobody_named_after_its_interface) {
  build({});

  const auto wire = arrive(2);

  EXPECT_EQ("other/1", name(*wire));
}

TEST_F(GuestBookTest, leaves_a_service_its_name_where_only_unknown_ones_are_renamed) {
  unknown_ = "unknown";
  build({});

  const auto wire = arrive(0);

  EXPECT_EQ("endpoint/1", name(*wire));
}

TEST_F(GuestBookTest, names_an_unknown_service_where_only_those_are_renamed) {
  unknown_ = "endpoint";
  build({});

  const auto wire = arrive(0);

  EXPECT_EQ("safe/1", name(*wire));
}

TEST_F(GuestBookTest, calls_an_interface_that_nobody_knows_by_its_uuid) {
  build({});

  const auto wire = arrive(9);

  EXPECT_EQ("00000009-0000-0000-0000-000000000000/1", name(*wire));
}

TEST_F(GuestBookTest, calls_the_directory_by_its_name) {
  build({});

  const auto wire = arrive(1);

  EXPECT_EQ("mapper/1", name(*wire));
}

TEST_F(GuestBookTest, counts_guests_apart_that_introduce_themselves_differently) {
  build({});
  const auto other = arrive(2);

  const auto wire = arrive(0);

  EXPECT_EQ("safe/1", name(*wire));
}

TEST_F(GuestBookTest, counts_guests_in_the_order_of_their_introductions) {
  build({});
  const auto silent = arrive();
  const auto first = arrive(0);

  silent->offer(Direction::to_server, Time{}, toy::hello(0));

  EXPECT_EQ("safe/2", name(*silent));
}

TEST_F(GuestBookTest, tells_the_trace_the_new_name) {
  build({});

  const auto wire = arrive(0);

  EXPECT_EQ("safe", log_->text(log_->connection(wire->scope().id).service));
}

TEST_F(GuestBookTest, lets_rules_know_the_first_unit_by_its_new_name) {
  build({{.when = {{"service", "safe"}, {"pdu", "hello"}}}});

  const auto wire = arrive(0);

  EXPECT_EQ(1U, rules_->account(0).fired);
}

TEST_F(GuestBookTest, tells_the_trace_that_a_guest_is_accepted_before_any_rule) {
  build({{.kind = "blackhole"}});

  arrive();

  const auto blackhole =
      std::ranges::find(log_->records(), trace::Verb::blackhole, &trace::Record::verb);
  ASSERT_NE(log_->records().end(), blackhole);
  EXPECT_EQ(trace::flag::opened, blackhole->flags);
}

TEST_F(GuestBookTest, takes_guests_that_are_alone_for_certain) {
  build({});
  arrive(0);

  arrive(0);

  EXPECT_EQ(0U, guests_->totals().ambiguous);
}

TEST_F(GuestBookTest, counts_guests_that_meet_as_ambiguous) {
  build({});
  const auto first = arrive(0);
  const auto second = arrive(0);
  const auto third = arrive(0);

  EXPECT_EQ(3U, guests_->totals().ambiguous);
}

TEST_F(GuestBookTest, does_not_confuse_guests_of_different_introductions) {
  build({});
  const auto first = arrive(0);
  const auto second = arrive(2);

  EXPECT_EQ(0U, guests_->totals().ambiguous);
}

TEST_F(GuestBookTest, counts_what_struck_a_guest_before_it_became_ambiguous) {
  build({{.when = {{"pdu", "hello"}}, .counting = {.times = 1}}});
  const auto first = arrive(0);
  const auto second = arrive(0);

  EXPECT_EQ(1U, guests_->totals().ambiguous_strikes);
}

TEST_F(GuestBookTest, remembers_which_rules_struck_a_guest_that_has_left) {
  build({{.when = {{"pdu", "question"}}}});
  arrive(0);
  const auto struck = arrive(0);
  struck->offer(Direction::to_server, Time{}, toy::question({}));
  struck->offer(Direction::to_server, Time{}, toy::question({}));

  const std::vector<Guest> guests = guests_->struck_guests();

  ASSERT_EQ(1U, guests.size());
  EXPECT_EQ(2U, guests[0].scope.number);
  ASSERT_EQ(1U, guests[0].struck.size());
  EXPECT_EQ(2U, guests[0].struck[0].times);
}

TEST_F(GuestBookTest, counts_the_bytes_of_guests_that_have_left) {
  build({});

  arrive(0);

  EXPECT_EQ(8U, guests_->totals().bytes_from_clients);
}

}  // namespace
}  // namespace ripcord::shim
