#include "transports/shim/fault.hpp"
#include "transports/shim/length_field.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ripcord::shim {
namespace {

constexpr std::array<std::string_view, 2> words_of_length{"kept", "rewritten"};
constexpr std::array parameters{
    Parameter{.name = "keep",
              .type = ValueType::size,
              .doc =
                  "How many bytes stay. A byte in `when` goes before this; with neither, all but "
                  "the last byte."},
    Parameter{.name = "length",
              .type = ValueType::choice,
              .fallback = "kept",
              .doc = "Whether the unit goes on claiming its old length, or claims the new one.",
              .choices = words_of_length}};

class Truncate final : public Fault {
 public:
  explicit Truncate(const Arguments& arguments)
      : rewrites_(arguments.text("length") == "rewritten") {
    if (arguments.has("keep")) keep_ = arguments.size("keep");
  }

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    const std::size_t size = emitter.bytes().size();
    if (size == 0) return;
    const std::size_t kept =
        std::min(emitter.strike().value_or(keep_.value_or(size - 1)), size - 1);
    if (!rewrites_) return emitter.forward_prefix(kept);
    const ByteView front = emitter.bytes().first(kept);
    Bytes shorter(front.begin(), front.end());
    rewrite_length(emitter.protocol(), emitter.bytes(), shorter);
    emitter.replace(std::move(shorter));
  }

 private:
  std::optional<std::size_t> keep_;
  bool rewrites_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Truncate>(arguments);
}

}  // namespace

extern const FaultKind truncate_kind{
    {.name = "truncate",
     .family = Family::mid_stream,
     .summary = "Cuts the unit's tail off.",
     .doc =
         "With its length kept, the unit still claims its old size, so its receiver waits for the "
         "rest and takes the next unit's bytes for it. Imitates a sender that dies or miscounts. "
         "With its length rewritten, the unit is whole but its content ends too early, which a "
         "decoder must notice. Imitates a server that fills its buffer short.",
     .parameters = parameters,
     .example = "{ when: { pdu: response, operation: ept_map }, do: { truncate: { keep: 40, "
                "length: rewritten } } }",
     .symptoms = symptom::garbled | symptom::missing | symptom::ended},
    Target::units,
    make};

}  // namespace ripcord::shim
