#include "tests/conformance/exchange.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::conformance {
namespace {

using io::errc;

class StreamConformance : public Exchange {};

TEST_P(StreamConformance, carries_bytes) {
  put(near_, "hello");

  EXPECT_EQ((Got{"hello", {}}), read(far_, 5));
}

TEST_P(StreamConformance, carries_bytes_both_ways) {
  put(near_, "ping");
  put(far_, "pong");

  EXPECT_EQ((Got{"ping", {}}), read(far_, 4));
  EXPECT_EQ((Got{"pong", {}}), read(near_, 4));
}

TEST_P(StreamConformance, keeps_what_a_short_read_left) {
  put(near_, "hello");

  EXPECT_EQ((Got{"he", {}}), read(far_, 2));
  EXPECT_EQ((Got{"llo", {}}), read(far_, 3));
}

TEST_P(StreamConformance, keeps_no_borders_between_writes) {
  put(near_, "a");
  put(near_, "b");
  put(near_, "c");

  EXPECT_EQ((Got{"abc", {}}), read(far_, 3));
}

TEST_P(StreamConformance, a_read_waits_for_bytes) {
  Bytes buffer(10);
  const PendingRead reading(far_, buffer);
  EXPECT_FALSE(reading.done());

  put(near_, "x");

  EXPECT_TRUE(run_until([&] { return reading.done(); }));
  EXPECT_EQ(1U, reading.count());
}

TEST_P(StreamConformance, a_read_of_nothing_is_done_at_once) {
  const PendingRead reading(far_, {});

  EXPECT_TRUE(reading.done());
  EXPECT_EQ(0U, reading.count());
}

TEST_P(StreamConformance, a_write_of_nothing_is_done_at_once) {
  const PendingWrite writing(near_, {});

  EXPECT_TRUE(writing.done());
  EXPECT_EQ(0U, writing.count());
}

TEST_P(StreamConformance, a_write_of_nothing_arrives_as_nothing) {
  const PendingWrite writing(near_, {});
  put(near_, "x");

  EXPECT_EQ((Got{"x", {}}), read(far_, 1));
}

TEST_P(StreamConformance, reads_eof_behind_what_was_written_before_the_finish) {
  put(near_, "last words");
  near_.finish();

  EXPECT_EQ((Got{"last words", errc::eof}), read_to_end(far_));
}

TEST_P(StreamConformance, reads_eof_again_after_eof) {
  near_.finish();
  read_to_end(far_);

  EXPECT_EQ((Got{"", errc::eof}), read_to_end(far_));
}

TEST_P(StreamConformance, a_pending_read_ends_with_eof_when_the_other_end_finishes) {
  Bytes buffer(10);
  const PendingRead reading(far_, buffer);

  near_.finish();

  EXPECT_TRUE(run_until([&] { return reading.done(); }));
  EXPECT_EQ(errc::eof, reading.error());
}

TEST_P(StreamConformance, reads_on_after_its_own_finish) {
  near_.finish();
  read_to_end(far_);

  put(far_, "answer");

  EXPECT_EQ((Got{"answer", {}}), read(near_, 6));
}

TEST_P(StreamConformance, the_far_end_can_finish_first) {
  far_.finish();
  read_to_end(near_);

  put(near_, "answer");

  EXPECT_EQ((Got{"answer", {}}), read(far_, 6));
}

TEST_P(StreamConformance, fails_to_write_after_its_own_finish) {
  near_.finish();

  EXPECT_EQ(errc::broken_pipe, write(near_, "x"));
}

TEST_P(StreamConformance, finishes_once) {
  near_.finish();
  near_.finish();

  EXPECT_EQ((Got{"", errc::eof}), read_to_end(far_));
}

TEST_P(StreamConformance, both_ends_read_eof_when_both_finish_at_once) {
  near_.finish();
  far_.finish();

  EXPECT_EQ((Got{"", errc::eof}), read_to_end(far_));
  EXPECT_EQ((Got{"", errc::eof}), read_to_end(near_));
}

TEST_P(StreamConformance, both_ends_read_what_was_written_before_both_finish) {
  put(near_, "from near");
  put(far_, "from far");
  near_.finish();
  far_.finish();

  EXPECT_EQ((Got{"from near", errc::eof}), read_to_end(far_));
  EXPECT_EQ((Got{"from far", errc::eof}), read_to_end(near_));
}

TEST_P(StreamConformance, a_closed_stream_finishes_behind_what_was_written) {
  put(near_, "last words");
  ends_.near.reset();

  EXPECT_EQ((Got{"last words", errc::eof}), read_to_end(far_));
}

TEST_P(StreamConformance, writing_to_a_closed_end_breaks_in_the_end) {
  ends_.far.reset();
  read_to_end(near_);

  EXPECT_EQ(errc::broken_pipe, write_to_end(near_));
}

TEST_P(StreamConformance, still_reads_eof_after_a_write_to_a_closed_end) {
  ends_.far.reset();
  read_to_end(near_);
  EXPECT_EQ(errc::broken_pipe, write_to_end(near_));

  EXPECT_EQ((Got{"", errc::eof}), read_to_end(near_));
}

TEST_P(StreamConformance, closing_with_unread_bytes_resets) {
  put(near_, "abc");
  read(far_, 1);
  ends_.far.reset();

  EXPECT_EQ((Got{"", errc::connection_reset}), read_to_end(near_));
}

TEST_P(StreamConformance, what_was_written_before_closing_with_unread_bytes_arrives) {
  put(near_, "abc");
  read(far_, 1);
  put(far_, "answer");
  ends_.far.reset();

  EXPECT_EQ((Got{"answer", errc::connection_reset}), read_to_end(near_));
}

TEST_P(StreamConformance, a_late_reader_gets_what_was_written_and_then_the_reset) {
  const std::string forty(40, 'x');
  put(near_, forty);
  near_.abort();

  EXPECT_EQ((Got{forty, errc::connection_reset}), read_to_end(far_));
}

TEST_P(StreamConformance, a_pending_read_is_told_of_the_reset) {
  Bytes buffer(10);
  const PendingRead reading(far_, buffer);

  near_.abort();

  EXPECT_TRUE(run_until([&] { return reading.done(); }));
  EXPECT_EQ(errc::connection_reset, reading.error());
}

TEST_P(StreamConformance, a_pending_write_is_told_of_the_reset) {
  fill(far_);
  const Bytes bytes(10);
  const PendingWrite writing(far_, bytes);

  near_.abort();

  EXPECT_TRUE(run_until([&] { return writing.done(); }));
  EXPECT_EQ(errc::connection_reset, writing.error());
}

TEST_P(StreamConformance, tells_of_a_reset_once_and_then_reads_eof) {
  near_.abort();
  read_to_end(far_);

  EXPECT_EQ((Got{"", errc::eof}), read_to_end(far_));
}

TEST_P(StreamConformance, tells_of_a_reset_once_and_then_breaks_on_writing) {
  near_.abort();
  read_to_end(far_);

  EXPECT_EQ(errc::broken_pipe, write(far_, "x"));
}

TEST_P(StreamConformance, a_write_may_be_the_first_that_is_told_of_a_reset) {
  near_.abort();

  EXPECT_EQ(errc::connection_reset, write_to_end(far_));
}

TEST_P(StreamConformance, an_abort_discards_what_this_end_has_not_read) {
  put(far_, "unread");
  near_.abort();

  EXPECT_EQ((Got{"", errc::operation_aborted}), read_to_end(near_));
}

TEST_P(StreamConformance, an_abort_aborts_this_ends_pending_read) {
  Bytes buffer(10);
  const PendingRead reading(near_, buffer);

  near_.abort();

  EXPECT_TRUE(run_until([&] { return reading.done(); }));
  EXPECT_EQ(errc::operation_aborted, reading.error());
}

TEST_P(StreamConformance, an_abort_aborts_this_ends_later_writes) {
  near_.abort();

  EXPECT_EQ(errc::operation_aborted, write(near_, "x"));
}

TEST_P(StreamConformance, aborts_once) {
  near_.abort();
  near_.abort();
  near_.finish();

  EXPECT_EQ((Got{"", errc::connection_reset}), read_to_end(far_));
}

TEST_P(StreamConformance, both_ends_may_abort_at_once) {
  near_.abort();
  far_.abort();

  EXPECT_EQ((Got{"", errc::operation_aborted}), read_to_end(near_));
  EXPECT_EQ((Got{"", errc::operation_aborted}), read_to_end(far_));
}

TEST_P(StreamConformance, a_reset_behind_a_finish_reads_as_eof) {
  put(near_, "words");
  near_.finish();
  read_to_end(far_);
  near_.abort();

  EXPECT_EQ((Got{"", errc::eof}), read_to_end(far_));
  EXPECT_EQ(errc::broken_pipe, write_to_end(far_));
}

TEST_P(StreamConformance, a_writer_waits_when_nobody_reads) {
  fill(near_);
  const Bytes bytes(10);

  const PendingWrite writing(near_, bytes);

  EXPECT_FALSE(writing.done());
}

TEST_P(StreamConformance, a_waiting_writer_goes_on_when_the_other_end_has_read) {
  const std::size_t filled = fill(near_);
  const Bytes bytes(10);
  const PendingWrite writing(near_, bytes);

  read(far_, filled);

  EXPECT_TRUE(run_until([&] { return writing.done(); }));
  EXPECT_LT(0U, writing.count());
}

TEST_P(StreamConformance, a_pending_write_breaks_when_this_end_finishes) {
  fill(near_);
  const Bytes bytes(10);
  const PendingWrite writing(near_, bytes);

  near_.finish();

  EXPECT_TRUE(run_until([&] { return writing.done(); }));
  EXPECT_EQ(errc::broken_pipe, writing.error());
}

TEST_P(StreamConformance, a_read_that_is_given_up_loses_no_byte) {
  {
    Bytes buffer(10);
    const PendingRead given_up(far_, buffer);
  }

  put(near_, "hello");

  EXPECT_EQ((Got{"hello", {}}), read(far_, 5));
}

TEST_P(StreamConformance, a_write_that_is_given_up_has_written_nothing) {
  const std::size_t filled = fill(near_);
  {
    const Bytes bytes(10);
    const PendingWrite given_up(near_, bytes);
  }
  near_.finish();

  EXPECT_EQ(filled, read_to_end(far_).text.size());
}

TEST_P(StreamConformance, aborts_the_read_that_is_pending_when_it_is_destroyed) {
  Bytes buffer(10);
  const PendingRead reading(near_, buffer);

  ends_.near.reset();

  EXPECT_TRUE(run_until([&] { return reading.done(); }));
  EXPECT_EQ(errc::operation_aborted, reading.error());
}

TEST_P(StreamConformance, aborts_the_write_that_is_pending_when_it_is_destroyed) {
  fill(near_);
  const Bytes bytes(10);
  const PendingWrite writing(near_, bytes);

  ends_.near.reset();

  EXPECT_TRUE(run_until([&] { return writing.done(); }));
  EXPECT_EQ(errc::operation_aborted, writing.error());
}

TEST_P(StreamConformance, tells_both_ends_the_same_addresses) {
  EXPECT_EQ(near_.local_address(), far_.peer_address());
  EXPECT_EQ(far_.local_address(), near_.peer_address());
}

TEST_P(StreamConformance, leaves_no_stream_alive) {
  ends_.near.reset();
  ends_.far.reset();

  EXPECT_EQ(0U, runtime().live().streams);
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         StreamConformance,
                         testing::Values("pipe", "sim", "sim_seeded", "tcp", "local"),
                         transport_name);

}  // namespace
}  // namespace ripcord::conformance
