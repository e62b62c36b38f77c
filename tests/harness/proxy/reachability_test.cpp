#include "harness/proxy/reachability.hpp"

#include "transports/io/errors.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace ripcord::proxy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

class NotedPorter final : public Porter {
 public:
  void admit(Door& /*door*/, std::unique_ptr<io::Stream> /*client*/) override {}
  void notice(const std::string& text) override { notices.push_back(text); }

  std::vector<std::string> notices;
};

const io::Address& store() {
  static const io::Address address("10.0.0.5", 135);
  return address;
}

const ErrorCode refused = io::make_error_code(io::errc::connection_refused);

TEST(Reachability, says_nothing_of_an_upstream_that_is_there) {
  NotedPorter porter;
  Reachability reachability(porter);

  reachability.note(store(), ErrorCode());

  EXPECT_THAT(porter.notices, IsEmpty());
  EXPECT_THAT(reachability.failed(), IsEmpty());
}

TEST(Reachability, says_once_that_an_upstream_refuses_and_counts_how_often) {
  NotedPorter porter;
  Reachability reachability(porter);

  reachability.note(store(), refused);
  reachability.note(store(), refused);

  EXPECT_THAT(porter.notices, ElementsAre(StartsWith("cannot reach 10.0.0.5:135: ")));
  EXPECT_EQ(2U, reachability.failed()[0].failures);
}

TEST(Reachability, says_that_an_upstream_is_back_and_gone_again) {
  NotedPorter porter;
  Reachability reachability(porter);

  reachability.note(store(), refused);
  reachability.note(store(), ErrorCode());
  reachability.note(store(), refused);

  EXPECT_THAT(porter.notices,
              ElementsAre(StartsWith("cannot reach 10.0.0.5:135"),
                          "10.0.0.5:135 can be reached again",
                          StartsWith("cannot reach 10.0.0.5:135")));
}

}  // namespace
}  // namespace ripcord::proxy
