#include "transports/capture/capture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace ripcord::capture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using trace::What;

constexpr std::uint8_t to_server = 0;
constexpr std::uint8_t to_client = 1;
constexpr std::array<Byte, 4> request{1, 2, 3, 4};
constexpr std::array<Byte, 2> answer{8, 9};

class CaptureTest : public testing::Test {
 protected:
  CaptureTest() {
    legend_.rules = {{.id = "cut", .kind = "drop", .line = 12, .digest = 1}};
    connection_ = log_.add_connection(log_.intern("ntbackup"), log_.intern("store"));
    note(What::connect_requested);
    note(What::connect_established);
  }

  void note(What what, std::uint8_t direction = to_server, std::uint8_t flags = 0) {
    log_.append({.connection = connection_, .what = what, .direction = direction, .flags = flags});
  }
  void unit(std::uint8_t direction, ByteView bytes) {
    log_.append({.connection = connection_, .what = What::unit, .direction = direction}, bytes);
  }
  void fire() { log_.append({.connection = connection_, .rule = 0, .what = What::fired}); }
  void verb(trace::Verb verb) {
    log_.append({.connection = connection_, .rule = 0, .what = What::verb, .verb = verb});
  }
  void delivered(std::uint8_t direction, std::uint32_t size) {
    log_.append({.connection = connection_,
                 .length = size,
                 .what = What::delivered,
                 .direction = direction});
  }
  void delivered_otherwise(std::uint8_t direction, ByteView bytes) {
    log_.append({.connection = connection_, .what = What::delivered, .direction = direction},
                bytes);
  }

  /// Payloads of the packets on `side`, in order.
  std::vector<Bytes> payloads(Wireside side) const {
    std::vector<Bytes> all;
    for (const Packet& packet : packets(log_).packets) {
      const ByteView payload = packet.segment.payload;
      if (packet.side == side && !payload.empty()) all.emplace_back(payload.begin(), payload.end());
    }
    return all;
  }
  /// Of all packets.
  std::vector<std::string> comments() const {
    std::vector<std::string> all;
    for (const Packet& packet : packets(log_).packets)
      all.insert(all.end(), packet.comments.begin(), packet.comments.end());
    return all;
  }

  trace::Legend legend_;
  trace::Log log_{legend_, trace::Payload::full};
  std::uint32_t connection_ = 0;
};

TEST_F(CaptureTest, shows_a_unit_on_both_sides_of_the_shim) {
  unit(to_server, request);
  delivered(to_server, 4);

  EXPECT_THAT(payloads(Wireside::client_side), ElementsAre(Bytes{1, 2, 3, 4}));
  EXPECT_THAT(payloads(Wireside::server_side), ElementsAre(Bytes{1, 2, 3, 4}));
}

TEST_F(CaptureTest, shows_what_a_service_sends_on_its_own_side_first) {
  unit(to_client, answer);

  EXPECT_THAT(payloads(Wireside::server_side), ElementsAre(Bytes{8, 9}));
  EXPECT_THAT(payloads(Wireside::client_side), IsEmpty());
}

TEST_F(CaptureTest, shows_a_dropped_unit_on_its_senders_side_alone) {
  unit(to_server, request);
  fire();
  verb(trace::Verb::drop);

  EXPECT_THAT(payloads(Wireside::client_side), ElementsAre(Bytes{1, 2, 3, 4}));
  EXPECT_THAT(payloads(Wireside::server_side), IsEmpty());
}

TEST_F(CaptureTest, shows_what_left_instead_of_what_came) {
  unit(to_server, request);
  delivered_otherwise(to_server, answer);

  EXPECT_THAT(payloads(Wireside::server_side), ElementsAre(Bytes{8, 9}));
}

TEST_F(CaptureTest, shows_units_that_left_together_one_by_one) {
  unit(to_server, request);
  unit(to_server, answer);
  delivered(to_server, 6);

  EXPECT_THAT(payloads(Wireside::server_side), ElementsAre(Bytes{1, 2, 3, 4}, Bytes{8, 9}));
}

TEST_F(CaptureTest, remarks_at_a_unit_which_rule_struck_it) {
  unit(to_server, request);
  fire();

  EXPECT_EQ(std::vector<std::string>{"FAULT cut drop"}, packets(log_).packets.back().comments);
}

TEST_F(CaptureTest, remarks_at_what_left_which_rule_made_it_so) {
  unit(to_server, request);
  verb(trace::Verb::replace);
  delivered_otherwise(to_server, answer);

  EXPECT_EQ(std::vector<std::string>{"FAULT cut drop"}, packets(log_).packets.back().comments);
}

TEST_F(CaptureTest, remarks_an_action_at_the_packet_behind_it) {
  log_.append({.rule = 0, .what = What::fired});
  unit(to_server, request);

  EXPECT_EQ(std::vector<std::string>{"FAULT cut drop"}, packets(log_).packets.back().comments);
}

TEST_F(CaptureTest, remarks_nothing_where_no_rule_strikes) {
  unit(to_server, request);
  delivered(to_server, 4);

  EXPECT_THAT(comments(), IsEmpty());
}

TEST_F(CaptureTest, lets_a_refused_connect_be_refused_on_both_sides) {
  connection_ = log_.add_connection(log_.intern("ntbackup"), log_.intern("store"));
  const std::size_t before = packets(log_).packets.size();
  note(What::connect_requested);
  note(What::connect_refused);

  EXPECT_EQ(before + 4, packets(log_).packets.size());
}

TEST_F(CaptureTest, keeps_a_connect_that_a_rule_refuses_from_the_service) {
  connection_ = log_.add_connection(log_.intern("ntbackup"), log_.intern("store"));
  note(What::connect_requested);
  log_.append({.connection = connection_, .rule = 0, .what = What::connect_refused});

  EXPECT_EQ(Wireside::client_side, packets(log_).packets.back().side);
  EXPECT_THAT(comments(), ElementsAre("FAULT cut drop"));
}

TEST_F(CaptureTest, names_the_shim_after_whose_place_it_takes) {
  std::vector<std::string> names;
  for (const HostName& host : packets(log_).names) names.push_back(host.name);

  EXPECT_THAT(names, ElementsAre("ntbackup", "store.shim", "ntbackup.shim", "store"));
}

TEST_F(CaptureTest, is_missing_bytes_that_the_log_did_not_keep) {
  trace::Log log(legend_, trace::Payload::none);
  const std::uint32_t connection = log.add_connection(log.intern("c"), log.intern("s"));
  log.append({.connection = connection, .what = What::unit}, request);

  EXPECT_EQ(4U, packets(log).packets.back().segment.missing);
}

}  // namespace
}  // namespace ripcord::capture
