#pragma once

#include "transports/sockets/runtime.hpp"

namespace ripcord::local {

using sockets::Runtime;
using sockets::Stop;

}  // namespace ripcord::local
