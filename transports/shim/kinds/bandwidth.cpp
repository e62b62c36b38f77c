#include "transports/shim/fault.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{
    Parameter{.name = "rate",
              .type = ValueType::size,
              .doc = "Bytes a second, for each connection and direction.",
              .required = true,
              .low = 1}};

/// Bytes leave in portions of this size, as a network's packets would.
constexpr std::size_t portion_bytes = 1460;

/// A line that carries `rate` bytes a second: each portion arrives when its last byte has passed.
class Bandwidth final : public Fault {
 public:
  explicit Bandwidth(const Arguments& arguments) : rate_(arguments.size("rate")) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    const std::size_t size = emitter.bytes().size();
    Line& line = line_of(unit, emitter.now());
    const Duration backlog = line.free - emitter.now();
    std::vector<Cut> cuts;
    for (std::size_t at = portion_bytes; at < size; at += portion_bytes) {
      cuts.push_back({.offset = at, .pause = time_of(std::min(portion_bytes, size - at))});
    }
    if (!cuts.empty()) emitter.cut(cuts);
    emitter.forward_after(backlog + time_of(std::min(portion_bytes, size)));
    line.free = after(line.free, time_of(size));
  }

 private:
  struct Line {
    std::uint32_t connection = 0;
    Direction direction = Direction::to_server;
    /// When what was sent before has passed.
    Time free{};
  };

  [[nodiscard]] Duration time_of(std::size_t bytes) const {
    constexpr std::uint64_t second = 1'000'000'000;
    return Duration(bytes * second / rate_);
  }

  Line& line_of(const Unit& unit, Time now) {
    for (Line& line : lines_) {
      if (line.connection != unit.scope.id || line.direction != unit.direction) continue;
      line.free = std::max(line.free, now);
      return line;
    }
    // A line that has nothing to do is as good as a new one.
    std::erase_if(lines_, [&](const Line& line) { return line.free <= now; });
    return lines_.emplace_back(unit.scope.id, unit.direction, now);
  }

  std::uint64_t rate_;
  std::vector<Line> lines_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Bandwidth>(arguments);
}

}  // namespace

extern const FaultKind bandwidth_kind{
    {.name = "bandwidth",
     .family = Family::mid_stream,
     .summary = "Lets so many bytes a second through.",
     .doc =
         "What the rule selects arrives packet by packet, each when its last byte would have "
         "passed, and what follows waits its turn. Imitates a slow line between two sites, or one "
         "that others use, too. Time limits that were chosen on a fast network are too short: the "
         "client gives up in the middle of an answer that is still arriving.",
     .parameters = parameters,
     .example =
         "{ when: { direction: to_client, operation: BackupRead }, do: { bandwidth: { rate: 64KiB "
         "} } }",
     .symptoms = symptom::late},
    Target::units,
    make};

}  // namespace ripcord::shim
