#include "transports/shim/fault.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{
    Parameter{.name = "behind",
              .type = ValueType::integer,
              .fallback = "1",
              .doc = "How many later units of its direction go past it.",
              .low = 1,
              .high = 1000},
    Parameter{.name = "wait",
              .type = ValueType::duration,
              .fallback = "1s",
              .doc = "How long it waits for them; then it goes on all the same."}};

class Reorder final : public Fault {
 public:
  explicit Reorder(const Arguments& arguments)
      : behind_(static_cast<std::uint32_t>(arguments.integer("behind"))),
        wait_(arguments.duration("wait")) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    emitter.hold_behind(behind_);
    emitter.wake_later(wait_);
  }
  void on_wake(Emitter& emitter) override { emitter.release(); }
  void on_end(Emitter& emitter) override { emitter.release(); }

 private:
  std::uint32_t behind_;
  Duration wait_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Reorder>(arguments);
}

}  // namespace

extern const FaultKind reorder_kind{
    {.name = "reorder",
     .family = Family::mid_stream,
     .summary = "Lets later units overtake this one.",
     .doc =
         "The unit is taken out of the stream and put back whole behind those that follow it in "
         "its direction; if none comes in time, or the sender ends, it goes on late. Imitates a "
         "sender whose threads write to one connection without agreeing on the order, and a proxy "
         "that spreads a stream over two. A fragment that comes before its first one is a protocol "
         "error; a receiver that only appends makes wrong data of it.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: response, fragment: 2 }, do: { reorder: {} "
                "} }",
     .symptoms = symptom::garbled},
    Target::units,
    make};

}  // namespace ripcord::shim
