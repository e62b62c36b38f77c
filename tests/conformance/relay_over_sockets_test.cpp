#include "tests/conformance/pending.hpp"
#include "tests/conformance/relayed.hpp"
#include "transports/io/errors.hpp"

#include <gtest/gtest.h>

// A shim in the way of real bytes: what a relay promises, with kernels that buffer and acknowledge.
namespace ripcord::conformance {
namespace {

using io::errc;

class RelayOverSockets : public testing::TestWithParam<const char*> {
 protected:
  Relayed relayed_{GetParam()};
};

const Bytes question = toy::question({.operation = 1, .stub = Bytes(1000)});

TEST_P(RelayOverSockets, shows_the_receiver_every_byte_before_a_reset) {
  relayed_.establish({{.when = {{"offset", "512"}}, .kind = "reset"}});
  relayed_.put(*relayed_.client(), question);

  const Told heard = relayed_.read_to_end(*relayed_.server());

  EXPECT_EQ(512U, heard.bytes.size());
  EXPECT_EQ(errc::connection_reset, heard.end);
}

TEST_P(RelayOverSockets, passes_a_half_close_and_the_answer_behind_it) {
  relayed_.establish({});
  relayed_.put(*relayed_.client(), question);
  relayed_.client()->finish();
  ASSERT_EQ(errc::eof, relayed_.read_to_end(*relayed_.server()).end);

  relayed_.put(*relayed_.server(), toy::answer({.operation = 1}));
  relayed_.server().reset();

  EXPECT_EQ(toy::answer({.operation = 1}).size(),
            relayed_.read_to_end(*relayed_.client()).bytes.size());
}

TEST_P(RelayOverSockets, passes_a_servers_reset_behind_what_it_sent) {
  relayed_.establish({});
  relayed_.put(*relayed_.server(), toy::answer({.operation = 1}));
  Bytes first(1);
  const PendingRead reading(*relayed_.client(), first);
  ASSERT_TRUE(relayed_.stage().run_until([&] { return reading.done(); }));

  relayed_.server()->abort();

  EXPECT_EQ(errc::connection_reset, relayed_.read_to_end(*relayed_.client()).end);
}

TEST_P(RelayOverSockets, a_reader_that_stalls_stalls_the_writer) {
  relayed_.establish({});

  const std::size_t taken = relayed_.fill(*relayed_.client());

  // What two kernels buffer on a machine with its usual limits, and a relay between them.
  constexpr std::size_t everybodys_buffers = std::size_t{32} << 20U;
  EXPECT_GT(everybodys_buffers, taken);
}

TEST_P(RelayOverSockets, what_was_stalled_arrives) {
  relayed_.establish({});
  const std::size_t taken = relayed_.fill(*relayed_.client());
  relayed_.client()->finish();

  EXPECT_EQ(taken, relayed_.read_to_end(*relayed_.server()).bytes.size());
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         RelayOverSockets,
                         testing::Values("sim", "tcp", "local"),
                         transport_name);

}  // namespace
}  // namespace ripcord::conformance
