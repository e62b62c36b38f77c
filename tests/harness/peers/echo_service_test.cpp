#include "harness/peers/interfaces/echo_service.hpp"

#include "tests/harness/peers/direct_call.hpp"
#include "tests/support/hex.hpp"
#include "tests/support/run_task.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::peers {
namespace {

struct Exchange {
  const char* name;
  echo::Opnum opnum;
  const char* request;
  const char* answer;
};

class EchoExchangeTest : public testing::TestWithParam<Exchange> {
 protected:
  sim::Runtime runtime{{}};
  EchoService service{runtime};
  DirectCaller caller;
};

TEST_P(EchoExchangeTest, has_the_layout_of_the_interface) {
  const Bytes answer =
      caller.call(service, static_cast<std::uint16_t>(GetParam().opnum), bytes(GetParam().request));

  EXPECT_EQ(0U, caller.fault);
  EXPECT_EQ(hex_text(bytes(GetParam().answer)), hex_text(answer));
}

INSTANTIATE_TEST_SUITE_P(
    Operations,
    EchoExchangeTest,
    testing::Values(
        Exchange{"AddOne", echo::Opnum::add_one, "ff 00 00 00", "00 01 00 00"},
        Exchange{"AddOne_wraps", echo::Opnum::add_one, "ff ff ff ff", "00 00 00 00"},
        // len, max_count, octets; max_count, octets.
        Exchange{"EchoData",
                 echo::Opnum::echo_data,
                 "03 00 00 00 03 00 00 00 61 62 63",
                 "03 00 00 00 61 62 63"},
        Exchange{"EchoData_of_nothing",
                 echo::Opnum::echo_data,
                 "00 00 00 00 00 00 00 00",
                 "00 00 00 00"},
        Exchange{"SinkData", echo::Opnum::sink_data, "01 00 00 00 01 00 00 00 61", ""},
        Exchange{"SourceData", echo::Opnum::source_data, "03 00 00 00", "03 00 00 00 00 01 02"},
        // max_count, offset, actual_count, "a" and NUL in UTF-16; the same behind a pointer.
        Exchange{"TestCall",
                 echo::Opnum::test_call,
                 "02 00 00 00 00 00 00 00 02 00 00 00 61 00 00 00",
                 "01 00 00 00 02 00 00 00 00 00 00 00 02 00 00 00 61 00 00 00"},
        // The level, its arm at the arm's alignment, the status at 4.
        Exchange{"TestCall2_level_1", echo::Opnum::test_call2, "01 00", "01 00 0a 00 00 00 00 00"},
        Exchange{"TestCall2_level_2", echo::Opnum::test_call2, "02 00", "02 00 14 00 00 00 00 00"},
        Exchange{"TestCall2_level_3",
                 echo::Opnum::test_call2,
                 "03 00",
                 "03 00 00 00 1e 00 00 00 00 00 00 00"},
        Exchange{"TestCall2_level_4",
                 echo::Opnum::test_call2,
                 "04 00",
                 "04 00 00 00 00 00 00 00 28 00 00 00 00 00 00 00 00 00 00 00"},
        Exchange{"TestCall2_level_5",
                 echo::Opnum::test_call2,
                 "05 00",
                 "05 00 00 00 00 00 00 00 32 00 00 00 00 00 00 00 3c 00 00 00 00 00 00 00 "
                 "00 00 00 00"},
        Exchange{"TestCall2_level_6", echo::Opnum::test_call2, "06 00", "06 00 46 50 00 00 00 00"},
        Exchange{"TestCall2_level_7",
                 echo::Opnum::test_call2,
                 "07 00",
                 "07 00 00 00 00 00 00 00 50 00 00 00 00 00 00 00 5a 00 00 00 00 00 00 00 "
                 "00 00 00 00"},
        // foo1; e1, pad, e2; discriminant and its arm.
        Exchange{"TestEnum_1",
                 echo::Opnum::test_enum,
                 "01 00 00 00 01 00 00 00 02 00 00 00 01 00 02 00",
                 "01 00 00 00 01 00 00 00 02 00 00 00 01 00 02 00"},
        Exchange{"TestEnum_2",
                 echo::Opnum::test_enum,
                 "02 00 00 00 01 00 00 00 02 00 00 00 02 00 00 00 01 00 00 00 02 00 00 00",
                 "02 00 00 00 01 00 00 00 02 00 00 00 02 00 00 00 01 00 00 00 02 00 00 00"},
        // The conformance in front of the structure; x; x numbers.
        Exchange{"TestSurrounding",
                 echo::Opnum::test_surrounding,
                 "02 00 00 00 02 00 00 00 01 00 02 00",
                 "04 00 00 00 04 00 00 00 00 00 00 00 00 00 00 00"},
        Exchange{"TestDoublePointer",
                 echo::Opnum::test_double_pointer,
                 "01 00 00 00 02 00 00 00 34 12",
                 "34 12"},
        Exchange{
            "TestDoublePointer_null", echo::Opnum::test_double_pointer, "00 00 00 00", "00 00"},
        Exchange{"TestDoublePointer_to_null",
                 echo::Opnum::test_double_pointer,
                 "01 00 00 00 00 00 00 00",
                 "00 00"}),
    [](const testing::TestParamInfo<Exchange>& exchange) {
      return std::string(exchange.param.name);
    });

class EchoServiceTest : public EchoExchangeTest {};

TEST_F(EchoServiceTest, refuses_a_stub_that_ends_early) {
  caller.call(service, 0, bytes("01 00 00"));

  EXPECT_EQ(0x6f7U, caller.fault);
  EXPECT_FALSE(caller.entered);
}

TEST_F(EchoServiceTest, refuses_a_len_that_is_not_the_arrays_size) {
  caller.call(service, 1, bytes("04 00 00 00 03 00 00 00 61 62 63"));

  EXPECT_EQ(0x6f7U, caller.fault);
}

TEST_F(EchoServiceTest, has_no_arm_for_level_8) {
  caller.call(service, 5, bytes("08 00"));

  EXPECT_EQ(0x1c000006U, caller.fault);
}

TEST_F(EchoServiceTest, reads_integers_as_the_client_writes_them) {
  Bytes reply;
  const Bytes stub = bytes("00 00 00 05");
  Call call{.opnum = 0, .order = ByteOrder::big_endian, .stub = stub, .reply = &reply};

  service.serve(call);

  EXPECT_EQ(bytes("06 00 00 00"), reply);
}

TEST_F(EchoServiceTest, sleeps_as_long_as_it_is_told) {
  Bytes reply;
  const Bytes stub = bytes("03 00 00 00");
  Call call{.opnum = 6, .stub = stub, .reply = &reply};
  ASSERT_EQ(Answer::later, service.serve(call));

  test::run_task(runtime, service.finish(call));

  EXPECT_EQ(Time(std::chrono::seconds(3)), runtime.now());
  EXPECT_EQ(bytes("03 00 00 00"), reply);
}

}  // namespace
}  // namespace ripcord::peers
