#include "harness/peers/client/backup_outcome.hpp"

#include <array>
#include <charconv>

namespace ripcord::peers {

std::string backup_event_text(std::string_view operation, std::uint32_t error) {
  std::array<char, 8> digits{};
  const std::to_chars_result end =
      std::to_chars(digits.data(), digits.data() + digits.size(), error, 16);
  std::string text = "The Microsoft Exchange services returned ";
  text.append(digits.data(), end.ptr);
  text.append(" from a call to ").append(operation).append("()");
  // Only reading has a noun behind it, as the event log has it.
  text.append(operation == "BackupRead" ? " data." : ".");
  return text;
}

}  // namespace ripcord::peers
