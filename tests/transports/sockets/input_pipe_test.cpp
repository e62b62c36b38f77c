#include "transports/sockets/input_pipe.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/group.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <string>
#include <string_view>

namespace ripcord::sockets {
namespace {

/// A pipe whose writing end is plain, as another process would have it.
class PlainPipe {
 public:
  PlainPipe() {
    const int made = ::pipe(ends_.data());
    RIPCORD_ASSERT(made == 0);
  }
  ~PlainPipe() { close_writing_end(); }
  PlainPipe(const PlainPipe&) = delete;
  PlainPipe& operator=(const PlainPipe&) = delete;

  [[nodiscard]] int reading_end() const { return ends_[0]; }
  void write(std::string_view text) const {
    const ::ssize_t written = ::write(ends_[1], text.data(), text.size());
    RIPCORD_ASSERT(written == static_cast<::ssize_t>(text.size()));
  }
  void close_writing_end() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
};

/// Adds what is read to `text`; ends with the error that ended the reading.
io::Task<void> read_all(InputPipe& pipe, std::string& text, ErrorCode& end) {
  std::array<Byte, 4> buffer{};
  for (;;) {
    const Result<std::size_t> count = co_await pipe.read_some(buffer);
    if (!count) {
      end = count.error();
      co_return;
    }
    text.append(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*count));
  }
}

io::Task<void> write_one(InputPipe& pipe, ErrorCode& error) {
  const std::array<Byte, 1> byte{};
  const Result<std::size_t> written = co_await pipe.write_some(byte);
  if (!written) error = written.error();
}

struct InputPipeTest : testing::Test {
  void run_until_read(io::Group& group) {
    runtime.run_until([&group] { return group.empty(); });
  }
  /// Lets the one coroutine that was spawned begin, and wait.
  void run_one_step() {
    int asked = 0;
    runtime.run_until([&asked] { return ++asked == 2; });
  }

  Runtime runtime;
  PlainPipe plain;
  std::string text;
  ErrorCode end;
};

TEST_F(InputPipeTest, reads_what_the_other_process_writes_and_then_eof) {
  InputPipe pipe(runtime, plain.reading_end());
  plain.write("hello there");
  plain.close_writing_end();
  io::Group group(runtime);
  group.spawn(read_all(pipe, text, end));

  run_until_read(group);

  EXPECT_EQ("hello there", text);
  EXPECT_EQ(ErrorCode(io::errc::eof), end);
}

TEST_F(InputPipeTest, waits_for_what_is_written_later) {
  InputPipe pipe(runtime, plain.reading_end());
  io::Group group(runtime);
  group.spawn(read_all(pipe, text, end));
  run_one_step();
  plain.write("late");

  runtime.run_until([this] { return text == "late"; });

  EXPECT_EQ("late", text);
}

TEST_F(InputPipeTest, fails_a_pending_read_when_it_is_aborted) {
  InputPipe pipe(runtime, plain.reading_end());
  io::Group group(runtime);
  group.spawn(read_all(pipe, text, end));
  run_one_step();

  pipe.abort();
  run_until_read(group);

  EXPECT_EQ(ErrorCode(io::errc::operation_aborted), end);
}

TEST_F(InputPipeTest, cannot_be_written_to) {
  InputPipe pipe(runtime, plain.reading_end());
  io::Group group(runtime);
  group.spawn(write_one(pipe, end));

  run_until_read(group);

  EXPECT_EQ(ErrorCode(io::errc::broken_pipe), end);
}

TEST_F(InputPipeTest, leaves_nothing_behind_when_it_dies_with_a_read_pending) {
  {
    InputPipe pipe(runtime, plain.reading_end());
    io::Group group(runtime);
    group.spawn(read_all(pipe, text, end));
    run_one_step();
  }

  EXPECT_EQ(io::LiveCounts{}, runtime.live());
}

}  // namespace
}  // namespace ripcord::sockets
