#include "harness/explore/decisions.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "tests/harness/explore/searched.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace ripcord::explore {
namespace {

/// An atlas of one point, at which `refuse` alone may strike.
class OnePoint : public testing::Test {
 protected:
  OnePoint()
      : subject_(variations(peers::dcerpc_cast(),
                            run::repository_file("scenarios/stale-bindings/refuse.yaml"))),
        clean_(Trials(*subject_).play({})),
        menu_(subject_->scenario(), kinds_),
        atlas_(menu_) {
    const auto connects = [&](const Reached& reached) {
      return point_of(reached, clean_.log()).kind == Point::Kind::connect;
    };
    atlas_.add(*std::ranges::find_if(clean_.survey.reached, connects), clean_.log());
  }

  [[nodiscard]] Schedule decided(const Bytes& bytes) const {
    return schedule_from(bytes, atlas_, atlas_.points().size());
  }

  std::vector<std::string> kinds_{"refuse"};
  std::unique_ptr<run::Variations> subject_;
  Trial clean_;
  Menu menu_;
  Atlas atlas_;
};

constexpr Byte all = 0xff;

TEST_F(OnePoint, is_not_struck_by_no_bytes) { EXPECT_TRUE(decided({}).empty()); }

TEST_F(OnePoint, is_not_struck_by_a_profile_alone) {
  EXPECT_TRUE(decided({all, all, all, all, all, all, all, all}).empty());
}

TEST_F(OnePoint, is_struck_where_the_gap_is_none) {
  const Schedule schedule = decided({all, all, all, all, all, all, all, all, 0, 0});

  ASSERT_EQ(1U, schedule.size());
  EXPECT_EQ("refuse", schedule.front().kind);
}

TEST_F(OnePoint, is_passed_by_where_there_is_a_gap) {
  EXPECT_TRUE(decided({all, all, all, all, all, all, all, all, 1, 0}).empty());
}

TEST_F(OnePoint, is_not_struck_by_a_kind_that_the_profile_leaves_out) {
  EXPECT_TRUE(decided({0, 0, 0, 0, 0, 0, 0, 0, 0, 0}).empty());
}

}  // namespace
}  // namespace ripcord::explore
