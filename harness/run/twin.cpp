// What a run is compared with: how its clients fared, and how they fare where nothing disturbs
// them.
#include "harness/run/play.hpp"

#include <algorithm>

namespace ripcord::run {

const Twin& Play::twin() {
  if (parts_.twin != nullptr) return *parts_.twin;
  if (!twin_) twin_ = undisturbed(parts_, venue_, seed_);
  return *twin_;
}

Twin Play::undisturbed(const Parts& parts, const stage::Venue& venue, std::uint64_t seed) {
  Play play(parts, venue, seed, Keep::none, Undisturbed::yes);
  return play.play_undisturbed();
}

Twin Play::play_undisturbed() {
  play_story();
  Twin twin{.ending = ending_, .clients = client_ends()};
  for (const CallEntry& call : ledger_.calls()) {
    if (call.status != 0) twin.errors.push_back(call.status);
  }
  end_world();
  return twin;
}

/// How every client has fared so far.
std::vector<ClientEnd> Play::client_ends() const {
  std::vector<ClientEnd> ends;
  for (const std::unique_ptr<Begun>& begun : begun_) {
    auto end = std::ranges::find(ends, begun->actor.speaker, &ClientEnd::speaker);
    if (end == ends.end()) {
      end = ends.insert(end,
                        {.name = std::string(begun->actor.name),
                         .speaker = begun->actor.speaker,
                         .ending = world::Ending{},
                         .reconnects = ledger_.metrics(begun->actor.speaker).reconnects});
    }
    if (begun->open > 0) {
      end->ending.reset();
    } else if (end->ending && end->ending->outcome == world::Outcome::completed) {
      end->ending = begun->ending;
    }
  }
  return ends;
}

}  // namespace ripcord::run
