#include "transports/capture/dialogue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace ripcord::capture {
namespace {

using testing::ElementsAre;

constexpr std::uint8_t syn = tcp_flag::syn;
constexpr std::uint8_t ack = tcp_flag::ack;
constexpr std::uint8_t data = tcp_flag::psh | tcp_flag::ack;
constexpr std::uint8_t fin = tcp_flag::fin | tcp_flag::ack;
constexpr std::uint8_t rst = tcp_flag::rst | tcp_flag::ack;

class DialogueTest : public testing::Test {
 protected:
  std::vector<int> flags() const {
    std::vector<int> all;
    for (const Packet& packet : packets_) all.push_back(packet.segment.flags);
    return all;
  }
  const Segment& last() const { return packets_.back().segment; }

  std::vector<Packet> packets_;
  Dialogue dialogue_{
      {.client = {.address = 1, .port = 20'001}, .server = {.address = 2, .port = 135}},
      Wireside::client_side,
      packets_};
  std::array<Byte, 4> bytes_{1, 2, 3, 4};
};

TEST_F(DialogueTest, begins_with_a_handshake) {
  dialogue_.ask(1);
  dialogue_.accept(2);

  EXPECT_THAT(flags(), ElementsAre(syn, syn | ack, ack));
}

TEST_F(DialogueTest, shows_an_unanswered_connect_as_a_lone_syn) {
  dialogue_.ask(1);

  EXPECT_THAT(flags(), ElementsAre(syn));
}

TEST_F(DialogueTest, answers_a_refused_connect_with_a_reset_that_acknowledges_it) {
  dialogue_.ask(1);
  dialogue_.refuse(2);

  EXPECT_THAT(flags(), ElementsAre(syn, rst));
  EXPECT_EQ(1U, last().acknowledgement);
}

TEST_F(DialogueTest, counts_what_was_sent_in_its_sequence_numbers) {
  dialogue_.send(End::client, 1, bytes_);
  dialogue_.send(End::client, 2, bytes_);

  EXPECT_EQ(5U, last().sequence);
}

TEST_F(DialogueTest, acknowledges_what_came_with_what_goes) {
  dialogue_.send(End::client, 1, bytes_);
  dialogue_.send(End::server, 2, bytes_);

  EXPECT_EQ(5U, last().acknowledgement);
}

TEST_F(DialogueTest, makes_a_handshake_for_data_that_comes_before_one) {
  dialogue_.send(End::client, 1, bytes_);

  EXPECT_THAT(flags(), ElementsAre(syn, syn | ack, ack, data));
}

TEST_F(DialogueTest, sends_what_no_packet_holds_in_several) {
  const Bytes many(Segment::payload_max + 1);

  dialogue_.send(End::client, 1, many);

  EXPECT_THAT(flags(), ElementsAre(syn, syn | ack, ack, data, data));
  EXPECT_EQ(1U, last().payload.size());
}

TEST_F(DialogueTest, counts_bytes_that_nobody_kept) {
  dialogue_.send(End::client, 1, ByteView(bytes_).first(1), 9);
  dialogue_.send(End::client, 2, bytes_);

  EXPECT_EQ(11U, last().sequence);
}

TEST_F(DialogueTest, acknowledges_a_fin_at_once) {
  dialogue_.accept(1);

  dialogue_.finish(End::server, 2);

  EXPECT_THAT(flags(), ElementsAre(syn, syn | ack, ack, fin, ack));
}

TEST_F(DialogueTest, lets_the_other_end_go_on_behind_a_fin) {
  dialogue_.accept(1);
  dialogue_.finish(End::client, 2);

  dialogue_.send(End::server, 3, bytes_);

  EXPECT_EQ(data, last().flags);
}

TEST_F(DialogueTest, is_over_with_a_reset) {
  dialogue_.accept(1);
  dialogue_.reset(End::server, 2);

  dialogue_.send(End::client, 3, bytes_);

  EXPECT_THAT(flags(), ElementsAre(syn, syn | ack, ack, rst));
}

}  // namespace
}  // namespace ripcord::capture
