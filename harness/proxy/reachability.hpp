#pragma once

#include "harness/proxy/door.hpp"
#include "transports/base/result.hpp"
#include "transports/io/address.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ripcord::proxy {

/// Which upstreams could be reached, and how often they could not. Tells the user of each when it
/// is first in vain, and again when that has changed: not of every connect.
class Reachability {
 public:
  struct Upstream {
    io::Address address;
    /// Connects that failed.
    std::uint64_t failures = 0;
    /// Why the last of them did.
    std::string reason;
    /// Whether the last connect of all failed.
    bool is_down = false;
  };
  /// Upstreams that are remembered: one for each door that can be open at once, and more.
  static constexpr std::size_t upstreams_max = 8192;

  /// `porter` outlives it.
  explicit Reachability(Porter& porter) : porter_(porter) {}

  /// A connect to `upstream` ended with `error`, or well if that is none.
  void note(const io::Address& upstream, const ErrorCode& error);

  /// Those that were dialled in vain, in the order of the first time.
  [[nodiscard]] std::span<const Upstream> failed() const { return failed_; }

 private:
  Porter& porter_;
  std::vector<Upstream> failed_;
};

}  // namespace ripcord::proxy
