#include "harness/run/oracle.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ripcord::run {
namespace {

Finding judge(const Facts& facts) {
  for (const FileEntry& received : facts.ledger.files_received()) {
    if (facts.ledger.served(received)) continue;
    const std::vector<FileEntry>& served = facts.ledger.files_served();
    const auto named = [&](const FileEntry& file) { return file.name == received.name; };
    const auto original = std::find_if(served.begin(), served.end(), named);
    if (original == served.end()) {
      // Then it is one of theirs, whose bytes only they know.
      if (!facts.foreign_service.empty()) continue;
      return {OracleState::violated,
              fmt::format("{} was received, but no server ever opened it", received.name)};
    }
    return {OracleState::violated,
            fmt::format(
                "{} was received as {} bytes (digest {:016x}), but is {} bytes (digest {:016x})",
                received.name,
                received.size,
                received.digest,
                original->size,
                original->digest)};
  }
  return {};
}

}  // namespace

extern const Oracle bytes_equal_oracle;
const Oracle bytes_equal_oracle{
    .id = "bytes_equal",
    .promise =
        "What a client says it received is what the server has, byte for byte; else it says there "
        "was an error.",
    .judge = judge,
    .testimony = Testimony::both,
};

}  // namespace ripcord::run
