#pragma once

#include <cstdint>
#include <string>

namespace ripcord::diagram {

/// A time or a duration as people say it: `850 us`, `4.32 ms`, `30.1 s`.
[[nodiscard]] std::string time_text(std::int64_t nanoseconds);

/// `512 B`, `5.7 KiB`, `1.0 MiB`.
[[nodiscard]] std::string size_text(std::uint64_t bytes);

}  // namespace ripcord::diagram
