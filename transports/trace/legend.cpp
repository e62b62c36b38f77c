#include "transports/trace/legend.hpp"

#include "transports/base/hash.hpp"

namespace ripcord::trace {
namespace {

/// A power of two; a run speaks of some tens of names.
constexpr std::size_t slots_at_first = 64;

}  // namespace

Names::Names() : texts_(1), digests_(1), slots_(slots_at_first) {}

NameId Names::intern(std::string_view text) {
  if (text.empty()) return no_name;
  const std::uint64_t text_digest = ripcord::digest(text);
  const std::size_t slot = slot_of(text_digest, text);
  if (slots_[slot] != no_name) return slots_[slot];
  const auto name = static_cast<NameId>(texts_.size());
  texts_.emplace_back(text);
  digests_.push_back(text_digest);
  slots_[slot] = name;
  if (texts_.size() * 2 > slots_.size()) grow();
  return name;
}

NameId Names::find(std::string_view text) const {
  if (text.empty()) return no_name;
  return slots_[slot_of(ripcord::digest(text), text)];
}

std::size_t Names::slot_of(std::uint64_t digest, std::string_view text) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = digest & mask;
  while (slots_[slot] != no_name &&
         (digests_[slots_[slot]] != digest || texts_[slots_[slot]] != text)) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

void Names::grow() {
  slots_.assign(slots_.size() * 2, no_name);
  for (std::size_t name = 1; name < texts_.size(); ++name) {
    slots_[slot_of(digests_[name], texts_[name])] = static_cast<NameId>(name);
  }
}

}  // namespace ripcord::trace
