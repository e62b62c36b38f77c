#include "transports/shim/fault.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::shim {
namespace {

constexpr std::array<std::string_view, 3> words_of_part{"unit", "header", "stub"};
constexpr std::array parameters{
    Parameter{.name = "count",
              .type = ValueType::integer,
              .fallback = "1",
              .doc = "How many bits change, each another one.",
              .low = 1,
              .high = 64},
    Parameter{.name = "part",
              .type = ValueType::choice,
              .fallback = "unit",
              .doc = "Where they are: anywhere, in what comes before the stub, or in the stub. A "
                     "byte in `when` goes before this: then they are in that byte.",
              .choices = words_of_part}};

/// Bytes of a unit.
struct Span {
  std::size_t begin = 0;
  std::size_t size = 0;
};

class FlipBits final : public Fault {
 public:
  explicit FlipBits(const Arguments& arguments)
      : count_(static_cast<std::size_t>(arguments.integer("count"))),
        part_(arguments.text("part")) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    const Span span = where(unit, emitter);
    const std::size_t bits = span.size * 8;
    if (bits == 0) return;
    Bytes bytes(emitter.bytes().begin(), emitter.bytes().end());
    std::vector<std::size_t> flipped;
    while (flipped.size() < std::min(count_, bits)) {
      std::size_t bit = emitter.choose(bits, flipped.size());
      // The next one that is not flipped yet.
      while (std::ranges::find(flipped, bit) != flipped.end()) bit = (bit + 1) % bits;
      flipped.push_back(bit);
      bytes[span.begin + bit / 8] ^= static_cast<Byte>(1U << bit % 8);
    }
    emitter.replace(std::move(bytes));
  }

 private:
  [[nodiscard]] Span where(const Unit& unit, const Emitter& emitter) const {
    const std::size_t size = emitter.bytes().size();
    const std::optional<std::size_t> strike = emitter.strike();
    if (strike) return *strike < size ? Span{*strike, 1} : Span{};
    if (part_ == "unit") return {0, size};
    const std::size_t stub = std::min<std::size_t>(unit.info.stub_offset, size);
    if (part_ == "stub") return {stub, std::min<std::size_t>(unit.info.stub_size, size - stub)};
    return {0, unit.info.stub_size == 0 ? size : stub};
  }

  std::size_t count_;
  std::string part_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<FlipBits>(arguments);
}

}  // namespace

extern const FaultKind flip_bits_kind{
    {.name = "flip_bits",
     .family = Family::mid_stream,
     .summary = "Changes single bits of the unit.",
     .doc =
         "Which bits is decided by seed, rule and coordinate; the size of the unit stays. Imitates "
         "memory without ECC, a network adapter whose offloaded checksum is right over wrong data, "
         "and a router that corrupts and then recomputes. TCP's checksum does not help there: only "
         "a digest over the whole, or a signature, tells.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: response, nth: 2 }, do: { flip_bits: { "
                "part: stub } } }",
     .symptoms = symptom::anything},
    Target::units,
    make};

}  // namespace ripcord::shim
