#include "harness/proxy/reachability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ripcord::proxy {

void Reachability::note(const io::Address& upstream, const ErrorCode& error) {
  auto known = std::ranges::find(failed_, upstream, &Upstream::address);
  if (known == failed_.end()) {
    if (!error || failed_.size() >= upstreams_max) return;
    known = failed_.insert(failed_.end(), Upstream{.address = upstream});
  }
  if (!error) {
    if (std::exchange(known->is_down, false))
      porter_.notice(fmt::format("{} can be reached again", upstream.text()));
    return;
  }
  ++known->failures;
  known->reason = error.message();
  if (std::exchange(known->is_down, true)) return;
  porter_.notice(
      fmt::format("cannot reach {}: {}; its clients are reset", upstream.text(), known->reason));
}

}  // namespace ripcord::proxy
