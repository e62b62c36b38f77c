#pragma once

namespace ripcord {

/// Prints the broken condition with its place on standard error and ends the process (SIGABRT).
[[noreturn]] void assertion_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace ripcord

/// States what only a bug of ours can break. On in every build; one condition each. What a peer,
/// the network or a scenario's author can break is a Result or a Diagnostic instead.
#define RIPCORD_ASSERT(condition) \
  ((condition) ? static_cast<void>(0) : ::ripcord::assertion_failed(#condition, __FILE__, __LINE__))
