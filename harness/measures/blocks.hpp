#pragma once

#include <cstdint>
#include <vector>

namespace ripcord::measures {

/// Which of the two that are compared.
enum class Side : std::uint8_t { a, b };

/// In which order `pairs` pairs are launched: blocks of a b b a or b a a b, drawn from `seed`, and
/// half a block at the end of an odd number. Launches 2i and 2i + 1 are pair i.
///
/// Within a block whatever drifts steadily (a machine that grows warm, a disk that fills) falls on
/// both sides alike; that blocks are drawn keeps what comes in waves from always meeting the same
/// side.
[[nodiscard]] std::vector<Side> launch_order(std::uint32_t pairs, std::uint64_t seed);

}  // namespace ripcord::measures
