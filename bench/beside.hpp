#pragma once

#include <benchmark/benchmark.h>

#include <string>

namespace ripcord::bench {

/// Names the subject of the same program that bounds the one that `state` measures: the one of that
/// name with the same type and arguments, or the one of just that name. Every subject has a limit
/// or is one: `ratios.py` fails where it finds another.
///
/// Where only one of both counts items (`SetItemsProcessed`) it fails, too; where both do, an item
/// is compared with an item.
inline void beside(benchmark::State& state, const std::string& limit) {
  state.SetLabel("beside " + limit);
}

}  // namespace ripcord::bench
