#include "transports/base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace ripcord {

void assertion_failed(const char* condition, const char* file, int line) noexcept {
  // The process ends here, so nothing that might allocate or fail comes before the words are out.
  std::fprintf(stderr, "%s:%d: ripcord is broken: %s\n", file, line, condition);
  std::abort();
}

}  // namespace ripcord
