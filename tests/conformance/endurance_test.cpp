#include "tests/conformance/pending.hpp"
#include "tests/conformance/stage.hpp"
#include "transports/io/runtime.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <memory>

// What many connections leave behind.
namespace ripcord::conformance {
namespace {

std::ptrdiff_t descriptors() {
  const std::filesystem::directory_iterator first("/proc/self/fd");
  return std::distance(first, std::filesystem::directory_iterator());
}

class EnduranceConformance : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    // What the first connection opens for good is open by now.
    static_cast<void>(stage_->connect());
    descriptors_before_ = descriptors();
  }

  std::unique_ptr<NetworkStage> stage_ = make_network_stage(GetParam());
  std::ptrdiff_t descriptors_before_ = 0;
};

TEST_P(EnduranceConformance, ten_thousand_connections_leave_no_descriptor_behind) {
  for (int i = 0; i < 10'000; ++i) {
    // Reset, so that no port lingers: there are not enough of them.
    stage_->connect().near->abort();
  }

  EXPECT_EQ(descriptors_before_, descriptors());
  EXPECT_EQ(0U, stage_->runtime().live().streams);
}

TEST_P(EnduranceConformance, connects_that_are_given_up_leave_no_descriptor_behind) {
  const std::unique_ptr<io::Listener> listener = *stage_->server().listen(stage_->server_address());
  const std::ptrdiff_t before = descriptors();
  for (int i = 0; i < 1'000; ++i) {
    const PendingConnect given_up(stage_->client(), listener->address());
  }

  EXPECT_EQ(before, descriptors());
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         EnduranceConformance,
                         testing::Values("tcp", "local"),
                         transport_name);

}  // namespace
}  // namespace ripcord::conformance
