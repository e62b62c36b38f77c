#include "transports/trace/when_text.hpp"

#include <gtest/gtest.h>

namespace ripcord::trace {
namespace {

class WhenText : public testing::Test {
 protected:
  WhenText() {
    legend_.pdus = {"request", "response", "bind"};
    legend_.interfaces = {{.name = "backup", .operations = {"BackupPrepare", ""}}};
    connection_ = log_.add_connection(
        {.client = log_.intern("client"), .service = log_.intern("store"), .number = 2});
  }

  [[nodiscard]] Record response(std::uint16_t interface, std::uint16_t operation) const {
    return {.connection = connection_,
            .length = 152,
            .call = 3,
            .fragment = 1,
            .interface = interface,
            .operation = operation,
            .what = What::unit,
            .direction = 1,
            .pdu = 1};
  }

  Legend legend_;
  Log log_{legend_};
  std::uint32_t connection_ = 0;
};

TEST_F(WhenText, names_a_call_s_part_by_operation_call_and_fragment) {
  EXPECT_EQ(
      "{ client: client, service: store, connection: 2, direction: to_client, pdu: response, "
      "interface: backup, operation: "
      "BackupPrepare, call: 3, fragment: 1 }",
      when_text(response(0, 0), log_));
}

TEST_F(WhenText, names_an_operation_without_a_name_by_its_number) {
  EXPECT_EQ(
      "{ client: client, service: store, connection: 2, direction: to_client, pdu: response, "
      "interface: backup, opnum: 1, call: 3, "
      "fragment: 1 }",
      when_text(response(0, 1), log_));
}

TEST_F(WhenText, leaves_an_interface_out_that_has_no_name) {
  EXPECT_EQ(
      "{ client: client, service: store, connection: 2, direction: to_client, pdu: response, "
      "opnum: 7, call: 3, fragment: 1 }",
      when_text(response(no_interface, 7), log_));
}

TEST_F(WhenText, names_what_is_no_call_by_its_pdu) {
  EXPECT_EQ("{ client: client, service: store, connection: 2, direction: to_server, pdu: bind }",
            when_text({.connection = connection_, .what = What::unit, .pdu = 2}, log_));
}

TEST_F(WhenText, names_the_interface_of_what_is_no_call_where_it_has_one) {
  EXPECT_EQ(
      "{ client: client, service: store, connection: 2, direction: to_server, pdu: bind, "
      "interface: backup }",
      when_text({.connection = connection_, .interface = 0, .what = What::unit, .pdu = 2}, log_));
}

TEST_F(WhenText, names_unframed_bytes_by_their_place_in_the_stream) {
  EXPECT_EQ(
      "{ client: client, service: store, connection: 2, direction: to_server, stream_offset: 4096 "
      "}",
      when_text({.value = 4096, .connection = connection_, .what = What::unit, .pdu = opaque_pdu},
                log_));
}

TEST_F(WhenText, stands_behind_lane_operation_and_size_in_a_line) {
  EXPECT_EQ("client>store/2 to_client response backup.BackupPrepare 152 bytes  when: " +
                when_text(response(0, 0), log_),
            unit_line(response(0, 0), log_));
}

}  // namespace
}  // namespace ripcord::trace
