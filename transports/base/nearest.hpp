#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ripcord {

/// The word of `words` that a person most likely meant by `typed`: the nearest by edit distance (an
/// exchange of neighbours counts one), if no more than a third of the letters differ. Empty if none
/// is near. The first wins a tie.
std::string nearest(std::string_view typed, std::span<const std::string_view> words);

}  // namespace ripcord
