#include "transports/shim/fault.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{Parameter{.name = "copies",
                                          .type = ValueType::integer,
                                          .fallback = "1",
                                          .doc = "How many more of it arrive.",
                                          .low = 1,
                                          .high = 1000}};

class Duplicate final : public Fault {
 public:
  explicit Duplicate(const Arguments& arguments) : copies_(arguments.integer("copies")) {}

  void on_unit(const Unit& unit, Emitter& emitter) override {
    const Bytes copy(emitter.bytes().begin(), emitter.bytes().end());
    emitter.forward();
    for (std::int64_t i = 0; i < copies_; ++i) emitter.inject(unit.direction, copy);
  }

 private:
  std::int64_t copies_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<Duplicate>(arguments);
}

}  // namespace

extern const FaultKind duplicate_kind{
    {.name = "duplicate",
     .family = Family::mid_stream,
     .summary = "Delivers the unit more than once.",
     .doc =
         "The copies follow the unit at once, on the same connection, equal to the last byte. "
         "Imitates a sender that writes a buffer again after a partial write that it took for a "
         "failure, or a proxy that retries. A second request must not be executed as a new call "
         "of the client's; a second answer belongs to no call, and must not be taken for the next "
         "one's.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: response, nth: 2 }, do: { duplicate: {} } "
                "}",
     .symptoms = symptom::garbled},
    Target::units,
    make};

}  // namespace ripcord::shim
