#include "transports/sockets/watch.hpp"

#include "transports/base/assert.hpp"
#include "transports/sockets/descriptor.hpp"
#include "transports/sockets/kernel.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <memory>
#include <utility>

namespace ripcord::sockets {
namespace {

/// The reading end of a pipe that is watched. What is to happen when it is told is told it.
class WatchedPipe final : private Watch {
 public:
  explicit WatchedPipe(
      Kernel& kernel, std::function<void()> when_told = [] {})
      : Watch(kernel), when_told_(std::move(when_told)) {
    std::array<int, 2> ends{};
    const int made = ::pipe(ends.data());
    RIPCORD_ASSERT(made == 0);
    reading_ = Descriptor(ends[0]);
    writing_ = Descriptor(ends[1]);
    const ErrorCode error = begin(reading_.handle(), For::input);
    RIPCORD_ASSERT(!error);
  }

  void write() const {
    const ::ssize_t written = ::write(writing_.handle(), "x", 1);
    RIPCORD_ASSERT(written == 1);
  }
  void close() {
    end();
    reading_.close();
  }
  [[nodiscard]] int times_told() const { return times_told_; }

 private:
  void told(const News& /*news*/) override {
    ++times_told_;
    when_told_();
  }
  [[nodiscard]] bool is_waiting() const override { return true; }

  Descriptor reading_;
  Descriptor writing_;
  std::function<void()> when_told_;
  int times_told_ = 0;
};

/// A kernel of a process that may have no descriptor more.
std::unique_ptr<Kernel> kernel_without_descriptors() {
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  const rlimit none{.rlim_cur = 0, .rlim_max = before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &none);
  auto kernel = std::make_unique<Kernel>();
  setrlimit(RLIMIT_NOFILE, &before);
  return kernel;
}

void tell_all(Kernel& kernel) {
  kernel.ask(Kernel::Patience::none);
  while (kernel.has_news()) kernel.tell();
}

TEST(KernelWithoutDescriptors, says_what_it_lacks) {
  const std::unique_ptr<Kernel> kernel = kernel_without_descriptors();

  EXPECT_EQ(boost::system::errc::too_many_files_open, kernel->problem());
}

TEST(KernelWithoutDescriptors, has_no_news) {
  const std::unique_ptr<Kernel> kernel = kernel_without_descriptors();

  kernel->ask(Kernel::Patience::endless);

  EXPECT_FALSE(kernel->has_news());
}

TEST(Watch, is_told_of_input) {
  Kernel kernel;
  const WatchedPipe pipe(kernel);
  pipe.write();

  tell_all(kernel);

  EXPECT_EQ(1, pipe.times_told());
}

TEST(Watch, is_told_once_of_what_nobody_reads) {
  Kernel kernel;
  const WatchedPipe pipe(kernel);
  pipe.write();
  tell_all(kernel);

  tell_all(kernel);

  EXPECT_EQ(1, pipe.times_told());
}

TEST(Watch, is_told_nothing_when_it_ends_after_the_news_were_fetched) {
  Kernel kernel;
  WatchedPipe second(kernel);
  const WatchedPipe first(kernel, [&second] { second.close(); });
  first.write();
  second.write();

  tell_all(kernel);

  EXPECT_EQ(0, second.times_told());
}

TEST(Watch, is_told_no_news_of_one_whose_place_it_took) {
  Kernel kernel;
  std::unique_ptr<WatchedPipe> late;
  WatchedPipe second(kernel);
  const WatchedPipe first(kernel, [&] {
    second.close();
    late = std::make_unique<WatchedPipe>(kernel);
  });
  first.write();
  second.write();

  tell_all(kernel);

  EXPECT_EQ(0, late->times_told());
}

TEST(Watch, counts_as_awaited_while_it_lives) {
  Kernel kernel;
  WatchedPipe pipe(kernel);
  ASSERT_TRUE(kernel.is_awaited());

  pipe.close();

  EXPECT_FALSE(kernel.is_awaited());
}

}  // namespace
}  // namespace ripcord::sockets
