#pragma once

#include "transports/base/bytes.hpp"

namespace ripcord::bench {

/// What a call carries each way.
struct Exchange {
  Bytes request;
  Bytes response;
};

}  // namespace ripcord::bench
