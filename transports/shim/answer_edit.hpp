#pragma once

#include "transports/protocol/directory.hpp"
#include "transports/shim/emitter.hpp"

#include <vector>

namespace ripcord::shim {

/// The entries of the unit as it would go on now; none if it is no whole answer of the directory,
/// or an answer without any.
[[nodiscard]] std::vector<protocol::DirectoryEntry> answered_entries(const Unit& unit,
                                                                     const Emitter& emitter);

/// Edits the unit, if it is a whole answer of the directory; what is none passes as it is.
void edit_answer(const Unit& unit, const protocol::AnswerEdit& edit, Emitter& emitter);

}  // namespace ripcord::shim
