#include "fuzz/kit/body_targets.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>
#include <array>

namespace ripcord::fuzz {
namespace {

using enum dcerpc::PduType;

constexpr std::array calls{request, response, fault};
constexpr std::array binds{bind, alter_context};
constexpr std::array bind_answers{bind_ack, alter_context_resp, bind_nak};
constexpr std::array first_bind_answers{bind_ack, bind_nak};
constexpr std::array controls{auth3, shutdown, co_cancel, orphaned, rts};

constexpr std::array targets{BodyTarget{.name = "pdu_call", .types = calls},
                             BodyTarget{.name = "pdu_bind", .types = binds},
                             BodyTarget{.name = "pdu_bind_answer", .types = bind_answers},
                             BodyTarget{.name = "pdu_control", .types = controls},
                             BodyTarget{.name = "negotiation", .types = binds, .choices_size = 3},
                             BodyTarget{.name = "bind_answer", .types = first_bind_answers}};

}  // namespace

std::span<const BodyTarget> body_targets() { return targets; }

std::span<const dcerpc::PduType> types_of(std::string_view name) {
  const auto target = std::ranges::find(targets, name, &BodyTarget::name);
  RIPCORD_ASSERT(target != targets.end());
  return target->types;
}

}  // namespace ripcord::fuzz
