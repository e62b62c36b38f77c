#pragma once

#include "harness/stage/stage.hpp"

namespace ripcord::stage {

/// Runs over Unix sockets, in real time, each in a folder of its own that only this user may enter
/// and that is removed behind it. Hosts and ports keep their names: `server:135` is a socket.
[[nodiscard]] const Venue& local_venue();

}  // namespace ripcord::stage
