#include "harness/run/patience.hpp"

#include <algorithm>
#include <array>

namespace ripcord::run {

Duration shortest_patience(const Facts& facts) {
  Duration shortest = Duration::max();
  for (const scenario::ClientSpec& client : facts.client_specs) {
    const std::array limits{client.read_wait,
                            client.call_timeout,
                            client.connect_timeout,
                            client.bind_timeout,
                            client.mapper_timeout};
    for (const scenario::TimeLimit& limit : limits)
      shortest = std::min(shortest, limit.value_or(shortest));
  }
  return shortest;
}

}  // namespace ripcord::run
