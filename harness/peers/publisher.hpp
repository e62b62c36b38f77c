#pragma once

#include "harness/world/publisher.hpp"

namespace ripcord::peers {

// What peers say, and to whom: the world's words.
using world::Event;
using world::event_name;
using world::Happening;
using world::Publisher;

}  // namespace ripcord::peers
