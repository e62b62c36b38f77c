#include "tests/transports/sim/network_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace ripcord::sim {
namespace {

using namespace std::chrono_literals;

class ConnectionTest : public NetworkTest {};

TEST_F(ConnectionTest, carries_a_write_in_segments_after_its_latency) {
  build({.latency = {5ms, 5ms}, .segment_bytes_max = 1000});
  establish();
  group_.spawn(note_arrivals(*server_));

  group_.spawn(write(*client_, 2500));
  runtime_.run_until_idle();

  // Established at 10 ms; segments that arrive together are read one by one or together, here as
  // they come.
  EXPECT_THAT(arrivals_,
              testing::ElementsAre(Arrival{Time(15ms), 1000}, Arrival{Time(15ms), 1500}));
}

TEST_F(ConnectionTest, keeps_the_order_whatever_each_segment_draws) {
  build({.latency = {0ms, 10ms}, .segment_bytes_max = 100});
  establish();
  group_.spawn(note_arrivals(*server_));

  group_.spawn(write(*client_, 10'000));
  runtime_.run_until_idle();

  EXPECT_TRUE(std::is_sorted(arrivals_.begin(),
                             arrivals_.end(),
                             [](const Arrival& a, const Arrival& b) { return a.when < b.when; }));
}

TEST_F(ConnectionTest, sends_no_faster_than_its_bandwidth) {
  build({.bytes_per_second = 1000, .segment_bytes_max = 500});
  establish();
  group_.spawn(note_arrivals(*server_));

  group_.spawn(write(*client_, 1500));
  runtime_.run_until_idle();

  EXPECT_THAT(
      arrivals_,
      testing::ElementsAre(
          Arrival{Time(500ms), 500}, Arrival{Time(1000ms), 500}, Arrival{Time(1500ms), 500}));
}

TEST_F(ConnectionTest, an_abort_discards_what_the_bandwidth_kept_from_leaving) {
  build({.bytes_per_second = 1000, .segment_bytes_max = 500});
  establish();
  group_.spawn(note_arrivals(*server_));
  group_.spawn(write(*client_, 1500));
  runtime_.run_until_idle({.time = Time(700ms)});

  client_->abort();
  runtime_.run_until_idle();

  EXPECT_THAT(arrivals_, testing::ElementsAre(Arrival{Time(500ms), 500}));
  EXPECT_EQ(io::errc::connection_reset, read_error_);
}

TEST_F(ConnectionTest, a_writer_waits_for_a_reader_when_the_buffer_is_full) {
  build({.buffer_bytes_max = 1000});
  establish();

  group_.spawn(write(*client_, 1001));
  runtime_.run_until_idle();

  EXPECT_EQ(1U, group_.size());
}

TEST_F(ConnectionTest, a_writer_goes_on_when_the_reader_has_read) {
  build({.buffer_bytes_max = 1000});
  establish();
  group_.spawn(write(*client_, 1001));
  runtime_.run_until_idle();
  Bytes buffer(1);

  group_.spawn([](io::Stream& stream, Bytes& bytes) -> io::Task<void> {
    static_cast<void>(co_await stream.read_some(bytes));
  }(*server_, buffer));
  runtime_.run_until_idle();

  EXPECT_TRUE(group_.empty());
}

TEST_F(ConnectionTest, reads_whole_what_has_arrived) {
  build({.reads = Reads::whole});
  establish();
  group_.spawn(write(*client_, 1000));
  runtime_.run_until_idle();

  group_.spawn(note_arrivals(*server_));
  runtime_.run_until_idle();

  EXPECT_EQ(1U, arrivals_.size());
}

TEST_F(ConnectionTest, reads_now_and_then_a_piece_when_reads_are_seeded) {
  build({.bytes_per_second = 1'000'000, .segment_bytes_max = 1000, .reads = Reads::seeded});
  establish();
  group_.spawn(note_arrivals(*server_));

  group_.spawn(write(*client_, 60'000));
  runtime_.run_until_idle();

  EXPECT_THAT(arrivals_, testing::Contains(testing::Field(&Arrival::bytes, testing::Lt(1000U))));
}

}  // namespace
}  // namespace ripcord::sim
