#include "transports/io/operation.hpp"

#include "transports/io/slot.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace ripcord::io {
namespace {

using State = Operation::State;

class Node : public Operation {
 public:
  Node() : Operation([](Operation&) {}) {}
};

class Counter {
 public:
  void count() { ++counted; }

  int counted = 0;
  Callback<&Counter::count> callback{*this};
};

TEST(Operation, waits_in_the_slot_that_holds_it) {
  Node node;
  Slot<Node> slot;

  slot.hold(node);

  EXPECT_EQ(State::waiting, node.state());
}

TEST(Operation, leaves_its_slot_empty_when_it_is_destroyed) {
  std::optional<Node> node(std::in_place);
  Slot<Node> slot;
  slot.hold(*node);

  node.reset();

  EXPECT_TRUE(slot.empty());
}

TEST(Operation, is_idle_when_its_slot_has_died) {
  Node node;
  std::optional<Slot<Node>> slot(std::in_place);
  slot->hold(node);

  slot.reset();

  EXPECT_EQ(State::idle, node.state());
}

TEST(Operation, is_idle_when_it_was_taken) {
  Node node;
  Slot<Node> slot;
  slot.hold(node);

  Node* const taken = slot.take();

  EXPECT_EQ(State::idle, taken->state());
}

TEST(OperationDeathTest, is_in_one_place_at_most) {
  Node node;
  Slot<Node> slot;
  Slot<Node> other;
  slot.hold(node);

  EXPECT_DEATH(other.hold(node), "idle");
}

TEST(Callback, calls_its_owner) {
  Counter counter;

  counter.callback.complete();

  EXPECT_EQ(1, counter.counted);
}

}  // namespace
}  // namespace ripcord::io
