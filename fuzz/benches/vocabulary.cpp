#include "fuzz/benches/vocabulary.hpp"

#include "harness/peers/dcerpc_cast.hpp"
#include "harness/run/production.hpp"
#include "harness/stage/local_venue.hpp"
#include "harness/stage/sim_venue.hpp"
#include "harness/stage/tcp_venue.hpp"

#include <array>

namespace ripcord::fuzz {

const scenario::Vocabulary& vocabulary() {
  static const std::array<const stage::Venue*, 3> venues{
      &stage::sim_venue(), &stage::tcp_venue(), &stage::local_venue()};
  static const scenario::Vocabulary words = run::vocabulary(peers::dcerpc_cast(), venues);
  return words;
}

}  // namespace ripcord::fuzz
