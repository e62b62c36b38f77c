#include "transports/shim/fault.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{
    Parameter{.name = "wait",
              .type = ValueType::duration,
              .fallback = "10ms",
              .doc = "How long the first unit waits for others to join it."}};

/// The first unit waits; what comes within that time queues behind it, and all leave in one write.
class Coalesce final : public Fault {
 public:
  explicit Coalesce(const Arguments& arguments) : wait_(arguments.duration("wait")) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    Window& window = window_of(unit);
    if (emitter.now() < window.end) return emitter.forward();
    window.end = after(emitter.now(), wait_);
    emitter.forward_after(wait_);
  }

 private:
  struct Window {
    std::uint32_t connection = 0;
    Direction direction = Direction::to_server;
    Time end{};
  };

  Window& window_of(const Unit& unit) {
    for (Window& window : windows_) {
      if (window.connection == unit.scope.id && window.direction == unit.direction) return window;
    }
    return windows_.emplace_back(unit.scope.id, unit.direction, Time{});
  }

  Duration wait_;
  std::vector<Window> windows_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Coalesce>(arguments);
}

}  // namespace

extern const FaultKind coalesce_kind{
    {.name = "coalesce",
     .family = Family::mid_stream,
     .summary = "Delivers several units in one write.",
     .doc = "Not a byte changes: a correct receiver cannot tell. Imitates a sender whose small "
            "writes are joined on the way. Receivers that take one read for one message lose "
            "whatever comes behind it.",
     .parameters = parameters,
     .example =
         "{ when: { direction: to_client, fragment: first }, do: { coalesce: { wait: 20ms } } }",
     .symptoms = symptom::late},
    Target::units,
    make};

}  // namespace ripcord::shim
