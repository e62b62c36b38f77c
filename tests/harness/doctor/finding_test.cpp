#include "harness/doctor/finding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ripcord::doctor {
namespace {

using testing::Contains;
using testing::Each;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

TEST(Machine, is_described_without_gaps) {
  EXPECT_THAT(examine_machine(), Each(Field(&Finding::value, Not(IsEmpty()))));
}

TEST(Machine, has_a_monotonic_clock) {
  EXPECT_THAT(examine_machine(), Contains(Field(&Finding::name, "monotonic")));
}

TEST(Network, is_asked_for_the_mappers_port) {
  EXPECT_THAT(examine_network(), Contains(Field(&Finding::name, "endpoint mapper")));
}

}  // namespace
}  // namespace ripcord::doctor
