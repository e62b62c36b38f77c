#include "transports/shim/fault.hpp"

#include <array>
#include <vector>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{
    Parameter{
        .name = "size",
        .type = ValueType::size,
        .fallback = "1",
        .doc = "Bytes in each piece. A byte in `when` goes before this: two pieces, cut there.",
        .low = 1},
    Parameter{.name = "pause",
              .type = ValueType::duration,
              .fallback = "0ms",
              .doc = "Time between two pieces."}};

class Split final : public Fault {
 public:
  explicit Split(const Arguments& arguments)
      : size_(arguments.size("size")), pause_(arguments.duration("pause")) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    std::vector<Cut> cuts;
    if (const std::optional<std::size_t> strike = emitter.strike()) {
      cuts.push_back({.offset = *strike, .pause = pause_});
    } else {
      for (std::size_t at = size_; at < emitter.bytes().size(); at += size_) {
        cuts.push_back({.offset = at, .pause = pause_});
      }
    }
    emitter.cut(cuts);
  }

 private:
  std::size_t size_;
  Duration pause_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Split>(arguments);
}

}  // namespace

extern const FaultKind split_kind{
    {.name = "split",
     .family = Family::mid_stream,
     .summary = "Delivers the unit in pieces, each in a write of its own.",
     .doc = "Not a byte changes: a correct receiver cannot tell. Imitates small segments, a slow "
            "link, or a sender that writes header and body apart. Receivers that take one read for "
            "one message fail.",
     .parameters = parameters,
     .example = "{ when: { pdu: bind_ack }, do: { split: { size: 1, pause: 10ms } } }",
     .symptoms = symptom::late},
    Target::units,
    make};

}  // namespace ripcord::shim
