#pragma once

#include "transports/sockets/runtime.hpp"

namespace ripcord::tcp {

using sockets::Runtime;
using sockets::Stop;

}  // namespace ripcord::tcp
