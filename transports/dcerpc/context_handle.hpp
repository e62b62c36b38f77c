#pragma once

#include "transports/base/uuid.hpp"

#include <cstdint>

namespace ripcord::dcerpc {

/// A context handle as it travels: 20 octets that only its server understands (C706 appendix N;
/// MS-RPCE §2.2.1.1.4). It lives in an association group; all zero is the null handle.
struct ContextHandle {
  std::uint32_t attributes = 0;
  Uuid uuid;

  [[nodiscard]] bool is_null() const { return *this == ContextHandle{}; }

  friend auto operator<=>(const ContextHandle&, const ContextHandle&) = default;
};

inline constexpr std::size_t context_handle_size = 20;

}  // namespace ripcord::dcerpc
