#include "transports/dcerpc/forgery.hpp"

#include "tests/support/hex.hpp"
#include "tests/transports/dcerpc/units.hpp"

#include <gtest/gtest.h>

namespace ripcord::dcerpc {
namespace {

using protocol::Forgery;

const Bytes request = request_unit({.call_id = 7, .p_cont_id = 2});

TEST(Forgery, makes_a_fault_that_answers_the_request) {
  EXPECT_EQ(bytes("05 00 03 03 10 00 00 00 20 00 00 00 07 00 00 00 "  // fault of 32 bytes, call 7
                  "18 00 00 00 02 00 00 00 "                          // alloc_hint 24, p_cont_id 2
                  "14 00 01 1c 00 00 00 00"),                         // nca_s_server_too_busy
            *forge(request, {.kind = Forgery::Kind::failure, .code = 0x1c010014}));
}

TEST(Forgery, says_that_the_call_was_not_executed) {
  const Bytes fault =
      *forge(request, {.kind = Forgery::Kind::failure, .execution = Forgery::Execution::not_begun});

  EXPECT_EQ(0x23, fault[3]);
}

TEST(Forgery, makes_a_fault_in_place_of_a_response) {
  const Bytes response = response_unit({.call_id = 9, .p_cont_id = 3});

  const Decoded<Fault> fault =
      decode_as<Fault>(*forge(response, {.kind = Forgery::Kind::failure, .code = 5}));

  EXPECT_EQ(9U, fault->header.call_id);
  EXPECT_EQ(3U, fault->p_cont_id);
}

TEST(Forgery, writes_in_the_byte_order_of_the_unit) {
  const Bytes big = unit_of(Request{
      .header = {.packed_drep = DataRepresentation::of(ByteOrder::big_endian), .call_id = 7}});

  EXPECT_EQ(bytes("05 00 0d 03 00 00 00 00 00 18 00 00 00 00 00 07 "
                  "00 02 01 05 00 00 00 00"),
            *forge(big, {.kind = Forgery::Kind::refusal, .code = 2}));
}

TEST(Forgery, makes_a_bind_nak_as_windows_sends_it) {
  const Bytes bind = bind_unit({context(0, mgmt_interface)}, 4);

  EXPECT_EQ(bytes("05 00 0d 03 10 00 00 00 18 00 00 00 04 00 00 00 "  // bind_nak of 24 bytes
                  "01 00 01 05 00 00 00 00"),  // temporary congestion; one version, 5.0; padding
            *forge(bind, {.kind = Forgery::Kind::refusal, .code = 1}));
}

TEST(Forgery, makes_a_shutdown_of_no_call) {
  EXPECT_EQ(bytes("05 00 11 03 10 00 00 00 10 00 00 00 00 00 00 00"),
            *forge(request, {.kind = Forgery::Kind::shutdown}));
}

TEST(Forgery, makes_an_orphaned_of_the_units_call) {
  EXPECT_EQ(bytes("05 00 13 03 10 00 00 00 10 00 00 00 07 00 00 00"),
            *forge(request, {.kind = Forgery::Kind::abandonment}));
}

TEST(Forgery, fails_beside_what_has_no_header) {
  EXPECT_FALSE(forge(bytes("05 00 0b"), {.kind = Forgery::Kind::shutdown}).has_value());
}

}  // namespace
}  // namespace ripcord::dcerpc
