#include "transports/shim/fault.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{
    Parameter{.name = "pieces",
              .type = ValueType::integer,
              .fallback = "4",
              .doc = "Into how many pieces a unit falls, if it has as many bytes.",
              .low = 2,
              .high = 1024},
    Parameter{.name = "up_to",
              .type = ValueType::duration,
              .fallback = "20ms",
              .doc = "The longest pause before a piece; each has its own."}};

class Jitter final : public Fault {
 public:
  explicit Jitter(const Arguments& arguments)
      : pieces_(static_cast<std::size_t>(arguments.integer("pieces"))),
        up_to_(arguments.duration("up_to")) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    std::vector<Cut> cuts;
    const std::size_t size = emitter.bytes().size();
    for (std::size_t i = 1; i < pieces_ && size > 1; ++i) {
      cuts.push_back({.offset = 1 + emitter.choose(size - 1, 2 * i), .pause = pause(i, emitter)});
    }
    std::ranges::sort(cuts, {}, &Cut::offset);
    emitter.cut(cuts);
    emitter.forward_after(pause(0, emitter));
  }

 private:
  [[nodiscard]] Duration pause(std::size_t piece, const Emitter& emitter) const {
    const auto longest = static_cast<std::uint64_t>(up_to_.count());
    return Duration(emitter.choose(longest + 1, 2 * piece + 1));
  }

  std::size_t pieces_;
  Duration up_to_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Jitter>(arguments);
}

}  // namespace

extern const FaultKind jitter_kind{
    {.name = "jitter",
     .family = Family::mid_stream,
     .summary = "Delivers the unit in uneven pieces with uneven pauses.",
     .doc =
         "Not a byte changes and none overtakes another: a correct receiver is only slower. Each "
         "unit has its own cuts and pauses, the same ones in every run of a seed. Imitates a busy "
         "network with queues, a virtual machine that is scheduled now and then, or a radio link. "
         "Receivers that take one read for one message fail now and then, which is worse than "
         "always.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: response }, do: { jitter: { pieces: 5, "
                "up_to: 10ms } } }",
     .symptoms = symptom::late},
    Target::units,
    make};

}  // namespace ripcord::shim
