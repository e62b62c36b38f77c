#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

namespace ripcord::explore {

/// Of `items`, fewer that still `fail(items)`: no single one of what is returned can be left out.
/// Removes halves, quarters and so on first (delta debugging), so that few of many are found in few
/// tries. `items` fail as they are. `fail` may refuse to try further by returning false: then the
/// result is what was found until then.
template <typename Item, typename Fail>
std::vector<Item> ddmin(std::vector<Item> items, Fail fail) {
  std::size_t chunk = items.size();
  while (chunk > 0) {
    bool is_smaller = false;
    for (std::size_t begin = 0; begin < items.size();) {
      const std::size_t end = std::min(begin + chunk, items.size());
      std::vector<Item> rest(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(begin));
      rest.insert(rest.end(), items.begin() + static_cast<std::ptrdiff_t>(end), items.end());
      if (fail(std::as_const(rest))) {
        items = std::move(rest);
        is_smaller = true;
      } else {
        begin = end;
      }
    }
    // What could not be left out may be so once others are: single ones are tried until none can.
    if (chunk == 1 && is_smaller) continue;
    chunk = chunk == 1 ? 0 : (chunk + 1) / 2;
  }
  return items;
}

}  // namespace ripcord::explore
