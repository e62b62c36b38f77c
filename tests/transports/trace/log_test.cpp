#include "transports/trace/log.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ripcord::trace {
namespace {

using namespace std::chrono_literals;

constexpr Time at{5ms};

Legend two_rules() {
  Legend legend;
  legend.rules = {{.id = "first", .kind = "drop", .line = 3, .digest = 11},
                  {.id = "second", .kind = "reset", .line = 5, .digest = 22}};
  return legend;
}

TEST(Log, gives_a_text_one_number) {
  const Legend legend;
  Log log(legend);

  const NameId first = log.intern("ntbackup");
  const NameId second = log.intern("ntbackup");

  EXPECT_EQ(first, second);
  EXPECT_EQ("ntbackup", log.text(first));
}

TEST(Log, takes_names_from_the_legend_and_continues_it) {
  Legend legend;
  const NameId known = legend.names.intern("ntbackup");
  Log log(legend);

  EXPECT_EQ(known, log.intern("ntbackup"));
  EXPECT_NE(known, log.intern("information-store"));
  EXPECT_EQ("information-store", log.text(log.intern("information-store")));
}

TEST(Log, knows_the_empty_text_as_no_name) {
  const Legend legend;
  Log log(legend);

  EXPECT_EQ(no_name, log.intern(""));
  EXPECT_EQ("", log.text(no_name));
}

TEST(Log, keeps_more_names_than_its_first_table_holds) {
  const Legend legend;
  Log log(legend);
  for (int i = 0; i < 1000; ++i) log.intern("name-" + std::to_string(i));

  const NameId again = log.intern("name-7");

  EXPECT_EQ("name-7", log.text(again));
  EXPECT_EQ(again, log.intern("name-7"));
}

TEST(Log, keeps_no_more_records_than_its_limit) {
  const Legend legend;
  Log log(legend, Payload::none, {.records = 1, .payload_bytes = 0});

  log.append({.what = What::unit});
  log.append({.what = What::unit});

  EXPECT_EQ(1U, log.records().size());
  EXPECT_TRUE(log.overflowed());
}

TEST(Log, keeps_no_more_payload_than_its_limit) {
  const Legend legend;
  Log log(legend, Payload::full, {.records = 10, .payload_bytes = 3});
  const Bytes bytes{1, 2};

  log.append({.what = What::unit}, bytes);
  log.append({.what = What::unit}, bytes);

  EXPECT_EQ(2U, log.payload().size());
}

TEST(Log, counts_the_payload_that_it_has_no_room_for) {
  const Legend legend;
  Log log(legend, Payload::full, {.records = 10, .payload_bytes = 3});
  const Bytes bytes{1, 2};

  log.append({.what = What::unit}, bytes);
  log.append({.what = What::unit}, bytes);

  EXPECT_EQ(2U, log.payload_left_out());
}

TEST(Log, knows_a_connection_that_came_when_it_was_full_until_it_ends) {
  const Legend legend;
  Log log(legend, Payload::none, {.records = 0});
  const NameId client = log.intern("client");
  const std::uint32_t first = log.add_connection({.client = client, .number = 7});
  const std::uint32_t second = log.add_connection({.client = client, .number = 8});

  log.end_connection(first);

  EXPECT_EQ(2U, second);
  EXPECT_EQ(8U, log.connection(second).number);
}

TEST(Log, knows_a_connection_that_kept_records_may_name_after_its_end) {
  const Legend legend;
  Log log(legend);
  const std::uint32_t id = log.add_connection({.client = log.intern("client"), .number = 7});

  log.end_connection(id);

  EXPECT_EQ(7U, log.connection(id).number);
}

TEST(Log, has_the_same_digest_whatever_it_keeps) {
  const Legend legend;
  Log all(legend);
  Log none(legend, Payload::none, {.records = 0});

  all.append({.what = What::unit});
  none.append({.what = What::unit});

  EXPECT_EQ(all.digest(), none.digest());
}

TEST(Log, calls_a_connection_by_its_new_name) {
  const Legend legend;
  Log log(legend);
  const std::uint32_t id = log.add_connection(log.intern("client"), log.intern("endpoint"));

  log.rename_connection(id, log.intern("store"), 7);

  EXPECT_EQ("store", log.text(log.connection(id).service));
  EXPECT_EQ(7U, log.connection(id).number);
}

TEST(Log, counts_the_connections_of_each_lane) {
  const Legend legend;
  Log log(legend);
  const NameId client = log.intern("ntbackup");
  const NameId store = log.intern("information-store");
  const NameId mapper = log.intern("epmapper");

  log.add_connection(client, mapper);
  log.add_connection(client, store);
  const std::uint32_t third = log.add_connection(client, mapper);

  EXPECT_EQ(3U, third);
  EXPECT_EQ(2U, log.connection(third).number);
  EXPECT_EQ(1U, log.connection(2).number);
}

TEST(Log, has_equal_digests_for_equal_runs) {
  const Legend legend;
  Log one(legend);
  Log other(legend);

  one.verdict(at, {.judge = "no_hang", .says = "held"});
  other.verdict(at, {.judge = "no_hang", .says = "held"});

  EXPECT_EQ(one.digest(), other.digest());
}

TEST(Log, digests_what_names_say_and_not_their_numbers) {
  Legend longer;
  longer.names.intern("a name that no record uses");
  const Legend legend;
  Log one(legend);
  Log other(longer);

  one.verdict(at, {.judge = "no_hang", .says = "held"});
  other.verdict(at, {.judge = "no_hang", .says = "held"});

  EXPECT_EQ(one.digest(), other.digest());
}

TEST(Log, digests_which_rule_it_was_and_not_its_place) {
  const Legend legend = two_rules();
  Legend reversed;
  reversed.rules = {legend.rules[1], legend.rules[0]};
  Log one(legend);
  Log other(reversed);

  one.append({.rule = 0, .what = What::verb});
  other.append({.rule = 1, .what = What::verb});

  EXPECT_EQ(one.digest(), other.digest());
}

TEST(Log, tells_times_apart_only_in_the_full_digest) {
  const Legend legend;
  Log one(legend);
  Log other(legend);

  one.append({.time = 1, .what = What::unit});
  other.append({.time = 2, .what = What::unit});

  EXPECT_NE(one.digest(), other.digest());
  EXPECT_EQ(one.time_free_digest(), other.time_free_digest());
}

TEST(Log, tells_payloads_apart_by_their_digest) {
  const Legend legend;
  Log one(legend);
  Log other(legend);

  one.append({.what = What::unit}, std::array<Byte, 2>{1, 2});
  other.append({.what = What::unit}, std::array<Byte, 2>{1, 3});

  EXPECT_NE(one.digest(), other.digest());
  EXPECT_NE(one.time_free_digest(), other.time_free_digest());
}

TEST(Log, has_the_same_digest_whether_it_keeps_payload_or_not) {
  const Legend legend;
  Log without(legend, Payload::none);
  Log with(legend, Payload::full);

  without.append({.what = What::unit}, std::array<Byte, 2>{1, 2});
  with.append({.what = What::unit}, std::array<Byte, 2>{1, 2});

  EXPECT_EQ(without.digest(), with.digest());
  EXPECT_EQ(0U, without.payload().size());
  EXPECT_EQ(2U, with.payload().size());
}

class FieldOfRecord : public testing::TestWithParam<Record> {};

TEST_P(FieldOfRecord, changes_both_digests) {
  const Legend legend = two_rules();
  Log plain(legend);
  Log changed(legend);
  plain.append({.what = What::unit});

  changed.append(GetParam());

  EXPECT_NE(plain.digest(), changed.digest());
  EXPECT_NE(plain.time_free_digest(), changed.time_free_digest());
}

INSTANTIATE_TEST_SUITE_P(Log,
                         FieldOfRecord,
                         testing::Values(Record{.digest = 1, .what = What::unit},
                                         Record{.value = 1, .what = What::unit},
                                         Record{.connection = 1, .what = What::unit},
                                         Record{.length = 1, .what = What::unit},
                                         Record{.call = 1, .what = What::unit},
                                         Record{.fragment = 1, .what = What::unit},
                                         Record{.call_id = 1, .what = What::unit},
                                         Record{.interface = 1, .what = What::unit},
                                         Record{.operation = 1, .what = What::unit},
                                         Record{.rule = 1, .what = What::unit},
                                         Record{.what = What::fired},
                                         Record{.what = What::unit, .direction = 1},
                                         Record{.what = What::unit, .pdu = 1},
                                         Record{.what = What::unit, .flags = 1},
                                         Record{.what = What::unit, .verb = Verb::drop},
                                         Record{.what = What::unit, .site = Site::after}));

/// What a log with that policy keeps of ten bytes, of which the first four are headers.
Bytes kept_by(Payload policy) {
  const Legend legend;
  Log log(legend, policy);
  const Bytes ten{0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

  log.append({.what = What::unit}, ten, 4);

  const ByteView kept = PayloadCursor(log.payload()).next(log.records()[0]);
  return {kept.begin(), kept.end()};
}

TEST(Payload, of_everything_is_all_bytes) { EXPECT_EQ(10U, kept_by(Payload::full).size()); }

TEST(Payload, of_headers_is_what_comes_before_a_callers_own_bytes) {
  EXPECT_EQ((Bytes{0, 1, 2, 3}), kept_by(Payload::headers));
}

TEST(Payload, of_nothing_is_nothing) { EXPECT_EQ(Bytes{}, kept_by(Payload::none)); }

TEST(Payload, of_headers_has_a_limit) {
  const Legend legend;
  Log log(legend, Payload::headers);

  log.append({.what = What::unit}, Bytes(header_bytes_max + 1), header_bytes_max + 1);

  EXPECT_EQ(header_bytes_max, PayloadCursor(log.payload()).next(log.records()[0]).size());
}

TEST(Payload, that_is_cut_is_no_part_of_the_digest) {
  const Legend legend;
  Log full(legend, Payload::full);
  Log headers(legend, Payload::headers);

  full.append({.what = What::unit}, Bytes(10), 4);
  headers.append({.what = What::unit}, Bytes(10), 4);

  EXPECT_EQ(full.digest(), headers.digest());
}

TEST(Payload, of_one_record_is_followed_by_that_of_the_next) {
  const Legend legend;
  Log log(legend, Payload::headers);
  log.append({.what = What::unit}, Bytes{1, 2, 3}, 2);
  log.append({.what = What::unit}, Bytes{4, 5, 6}, 0);
  log.append({.what = What::unit}, Bytes{7, 8}, 2);
  PayloadCursor cursor(log.payload());

  EXPECT_EQ(2U, cursor.next(log.records()[0]).size());
  EXPECT_EQ(0U, cursor.next(log.records()[1]).size());
  EXPECT_EQ(7U, cursor.next(log.records()[2])[0]);
}

TEST(Log, has_no_digests_of_its_run_before_it_is_ended) {
  const Legend legend;
  Log log(legend);

  EXPECT_EQ(nullptr, log.digests());
}

}  // namespace
}  // namespace ripcord::trace
