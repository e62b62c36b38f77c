#pragma once

#include "harness/peers/publisher.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace ripcord::peers {

/// A happening that outlives its publication.
struct Recorded {
  Happening happening;
  std::string subject;
};

/// Remembers all that was published, and tells a test at once if it wants to act on it.
class Recorder final : public Publisher {
 public:
  void publish(const Happening& happening) override {
    all.push_back({happening, std::string(happening.subject)});
    all.back().happening.subject = {};
    if (react) react(happening);
  }

  [[nodiscard]] std::size_t count(Event event) const {
    return static_cast<std::size_t>(std::ranges::count(
        all, event, [](const Recorded& recorded) { return recorded.happening.event; }));
  }

  std::vector<Recorded> all;
  std::function<void(const Happening&)> react;
};

}  // namespace ripcord::peers
