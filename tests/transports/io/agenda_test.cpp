#include "transports/io/agenda.hpp"

#include "transports/base/prng.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <optional>
#include <vector>

namespace ripcord::io {
namespace {

using State = Operation::State;

class Node : public Operation {
 public:
  explicit Node(int node_name = 0) : Operation([](Operation&) {}), name(node_name) {}

  int name;
};

Time at(int seconds) { return Time(std::chrono::seconds(seconds)); }

/// Takes all that is ready, oldest first.
std::vector<int> ready_names(Agenda& agenda) {
  std::vector<int> names;
  while (agenda.ready_count() > 0) names.push_back(static_cast<Node&>(agenda.take_ready(0)).name);
  return names;
}

TEST(Agenda, gives_what_is_ready_in_order) {
  Node first(1);
  Node second(2);
  Agenda agenda;
  agenda.post(first);
  agenda.post(second);

  EXPECT_THAT(ready_names(agenda), testing::ElementsAre(1, 2));
}

TEST(Agenda, gives_any_of_what_is_ready) {
  Node first(1);
  Node second(2);
  Node third(3);
  Agenda agenda;
  agenda.post(first);
  agenda.post(second);
  agenda.post(third);

  EXPECT_EQ(&second, &agenda.take_ready(1));
}

TEST(Agenda, loses_an_operation_that_is_destroyed_while_it_is_ready) {
  Node first(1);
  std::optional<Node> second(2);
  Node third(3);
  Agenda agenda;
  agenda.post(first);
  agenda.post(*second);
  agenda.post(third);

  second.reset();

  EXPECT_THAT(ready_names(agenda), testing::ElementsAre(1, 3));
}

TEST(Agenda, makes_ready_what_is_due_by_time_and_then_by_order_of_arming) {
  Node late(1);
  Node early(2);
  Node also_late(3);
  Agenda agenda;
  agenda.arm(late, at(2));
  agenda.arm(early, at(1));
  agenda.arm(also_late, at(2));

  agenda.release_due(at(2));

  EXPECT_THAT(ready_names(agenda), testing::ElementsAre(2, 1, 3));
}

TEST(Agenda, keeps_what_is_not_due) {
  Node node;
  Agenda agenda;
  agenda.arm(node, at(2));

  agenda.release_due(at(2) - Duration(1));

  EXPECT_EQ(State::armed, node.state());
}

TEST(Agenda, tells_when_the_next_is_due) {
  Node late;
  Node early;
  Agenda agenda;
  agenda.arm(late, at(2));
  agenda.arm(early, at(1));

  EXPECT_EQ(at(1), agenda.next_due());
}

TEST(Agenda, has_nothing_due_ever_when_it_is_empty) {
  const Agenda agenda;

  EXPECT_EQ(never, agenda.next_due());
}

TEST(Agenda, loses_an_operation_that_is_destroyed_while_it_is_armed) {
  std::optional<Node> node(1);
  Agenda agenda;
  agenda.arm(*node, at(1));

  node.reset();

  EXPECT_EQ(0U, agenda.armed_count());
}

TEST(Agenda, stays_in_order_when_operations_leave_from_anywhere) {
  constexpr int count = 200;
  Prng prng(1, "agenda test");
  std::deque<Node> nodes;
  Agenda agenda;
  for (int i = 0; i < count; ++i) {
    const int due = static_cast<int>(prng.below(50));
    agenda.arm(nodes.emplace_back(due), at(due));
  }
  for (int i = 0; i < count; i += 3) nodes[static_cast<std::size_t>(i)].unlink();

  agenda.release_due(at(count));

  EXPECT_THAT(ready_names(agenda), testing::WhenSorted(testing::SizeIs(133)));
}

TEST(Agenda, gives_what_remains_sorted_when_operations_leave_from_anywhere) {
  constexpr int count = 200;
  Prng prng(1, "agenda test");
  std::deque<Node> nodes;
  Agenda agenda;
  for (int i = 0; i < count; ++i) {
    const int due = static_cast<int>(prng.below(50));
    agenda.arm(nodes.emplace_back(due), at(due));
  }
  for (int i = 0; i < count; i += 3) nodes[static_cast<std::size_t>(i)].unlink();
  agenda.release_due(at(count));

  const std::vector<int> names = ready_names(agenda);

  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST(Agenda, leaves_operations_idle_when_it_dies) {
  Node ready;
  Node armed;
  std::optional<Agenda> agenda(std::in_place);
  agenda->post(ready);
  agenda->arm(armed, at(1));

  agenda.reset();

  EXPECT_THAT((std::vector{ready.state(), armed.state()}), testing::Each(State::idle));
}

}  // namespace
}  // namespace ripcord::io
