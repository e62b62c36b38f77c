#pragma once

#include "transports/base/result.hpp"

#include <cstdint>
#include <string>

namespace ripcord::cli {

/// Tells apart when a process runs short of descriptors: from the first refusal until there has
/// been none for a while is one episode, however many accepts and connects fail in it.
class ShortageWatch {
 public:
  /// Looks at how many shortages there have been in all; whether a new episode has begun since the
  /// last look.
  [[nodiscard]] bool begins(std::uint64_t shortages) {
    const bool more = shortages != seen_;
    const bool is_new = more && calm_ >= calm_looks;
    seen_ = shortages;
    calm_ = more ? 0 : calm_ + (calm_ < calm_looks ? 1U : 0U);
    if (is_new) ++episodes_;
    return is_new;
  }

  [[nodiscard]] std::uint64_t episodes() const { return episodes_; }

  /// Looks without a shortage that end an episode: a second's worth, at ten a second.
  static constexpr unsigned calm_looks = 10;

 private:
  std::uint64_t seen_ = 0;
  std::uint64_t episodes_ = 0;
  unsigned calm_ = calm_looks;
};

/// What to tell the user when an episode begins; `shortage` is what there is too little of.
[[nodiscard]] inline std::string shortage_notice(const ErrorCode& shortage) {
  return shortage.message() +
         ": clients wait or are reset until connections end; `ulimit -n` allows more";
}

}  // namespace ripcord::cli
