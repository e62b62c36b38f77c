#include "transports/io/stream.hpp"

#include "tests/support/run_task.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/group.hpp"
#include "transports/io/pipe.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

namespace ripcord::io {
namespace {

using test::run_task;

Bytes pattern(std::size_t size) {
  Bytes bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<Byte>(i * 7 + i / 251);
  return bytes;
}

Task<void> write(Stream& stream, const Bytes& bytes, Result<void>& result) {
  result = co_await write_all(stream, bytes);
}

Task<Result<void>> read(Stream& stream, Bytes& buffer) { return read_exactly(stream, buffer); }

struct WritePastBuffer : testing::TestWithParam<std::size_t> {};

TEST_P(WritePastBuffer, write_all_writes_more_than_the_buffer_holds) {
  sim::Runtime runtime({});
  Pipe pipe = make_pipe(runtime, {.buffer_bytes_max = 16});
  const Bytes sent = pattern(GetParam());
  Result<void> written = errc::eof;
  Group group(runtime);
  group.spawn(write(*pipe.near, sent, written));
  Bytes received(GetParam());

  const Result<void> result = run_task(runtime, read(*pipe.far, received));
  runtime.run_until_idle();

  EXPECT_TRUE(written.has_value());
  EXPECT_TRUE(result.has_value());
  EXPECT_EQ(sent, received);
}

INSTANTIATE_TEST_SUITE_P(Sizes,
                         WritePastBuffer,
                         testing::Values(0, 1, 15, 16, 17, 31, 32, 33, 10'000),
                         testing::PrintToStringParamName());

TEST(WriteAll, tells_an_error_that_comes_when_a_part_is_written) {
  sim::Runtime runtime({});
  Pipe pipe = make_pipe(runtime, {.buffer_bytes_max = 16});
  const Bytes sent = pattern(100);
  Result<void> written;
  Group group(runtime);
  group.spawn(write(*pipe.near, sent, written));
  runtime.run_until_idle();

  pipe.far->abort();
  runtime.run_until_idle();

  EXPECT_EQ(errc::connection_reset, written.error());
}

TEST(ReadExactly, tells_eof_where_the_stream_ends_inside) {
  sim::Runtime runtime({});
  Pipe pipe = make_pipe(runtime);
  const Bytes sent = pattern(10);
  Result<void> written;
  Group group(runtime);
  group.spawn(write(*pipe.near, sent, written));
  runtime.run_until_idle();
  pipe.near->finish();
  Bytes received(11);

  const Result<void> result = run_task(runtime, read(*pipe.far, received));

  EXPECT_EQ(errc::eof, result.error());
}

TEST(Pipe, tells_each_end_both_addresses) {
  sim::Runtime runtime({});

  const Pipe pipe = make_pipe(runtime, {.near = {"client", 1}, .far = {"server", 2}});

  EXPECT_EQ((Address{"server", 2}), pipe.near->peer_address());
  EXPECT_EQ((Address{"server", 2}), pipe.far->local_address());
  EXPECT_EQ((Address{"client", 1}), pipe.near->local_address());
  EXPECT_EQ((Address{"client", 1}), pipe.far->peer_address());
}

TEST(Pipe, leaves_nothing_alive_when_both_ends_are_gone) {
  sim::Runtime runtime({});

  {
    const Pipe pipe = make_pipe(runtime);
  }

  EXPECT_EQ(LiveCounts{}, runtime.live());
}

}  // namespace
}  // namespace ripcord::io
