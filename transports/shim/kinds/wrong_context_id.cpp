#include "transports/shim/fault.hpp"
#include "transports/shim/field_shift.hpp"

#include <array>

namespace ripcord::shim {
namespace {

constexpr std::array parameters{Parameter{.name = "by",
                                          .type = ValueType::integer,
                                          .fallback = "1",
                                          .doc = "What is added to the true one.",
                                          .low = -65535,
                                          .high = 65535}};

class WrongContextId final : public Fault {
 public:
  explicit WrongContextId(const Arguments& arguments) : by_(arguments.integer("by")) {}

  void on_unit(const Unit& /*unit*/, Emitter& emitter) override {
    shift_field("p_cont_id", by_, emitter);
  }

 private:
  std::int64_t by_;
};

std::unique_ptr<Fault> make(const Arguments& arguments) {
  return std::make_unique<WrongContextId>(arguments);
}

}  // namespace

extern const FaultKind wrong_context_id_kind{
    {.name = "wrong_context_id",
     .family = Family::mid_stream,
     .summary = "Gives the unit another presentation context.",
     .doc =
         "The unit is as it was sent, but its p_cont_id is that of another interface, or of none. "
         "Imitates a client or server that loses count of its contexts after alter_context or on a "
         "pooled connection. A server answers nca_s_unk_if or, where the context exists, executes "
         "the wrong interface's operation; a client must not take the answer for its own.",
     .parameters = parameters,
     .example = "{ when: { operation: BackupRead, pdu: request, nth: 2 }, do: { wrong_context_id: "
                "{ by: 7 } "
                "} }"},
    Target::units,
    make};

}  // namespace ripcord::shim
