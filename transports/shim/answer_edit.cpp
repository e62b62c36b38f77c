#include "transports/shim/answer_edit.hpp"

#include "transports/protocol/protocol.hpp"

#include <optional>
#include <utility>

namespace ripcord::shim {

std::vector<protocol::DirectoryEntry> answered_entries(const Unit& unit, const Emitter& emitter) {
  std::optional<std::vector<protocol::DirectoryEntry>> entries =
      emitter.protocol().directory().learn(unit.info, emitter.bytes());
  if (!entries) return {};
  return *std::move(entries);
}

void edit_answer(const Unit& unit, const protocol::AnswerEdit& edit, Emitter& emitter) {
  Decoded<Bytes> answer = emitter.protocol().directory().answer(unit.info, emitter.bytes(), edit);
  if (answer) emitter.replace(*std::move(answer));
}

}  // namespace ripcord::shim
