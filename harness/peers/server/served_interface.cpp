#include "harness/peers/server/served_interface.hpp"

#include "transports/base/assert.hpp"

namespace ripcord::peers {

io::Task<void> ServedInterface::finish(Call& /*call*/) {
  RIPCORD_ASSERT(false);  // only an interface that says `later` is asked to finish
  co_return;
}

}  // namespace ripcord::peers
