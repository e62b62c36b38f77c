#include "harness/peers/client/client_context.hpp"

namespace ripcord::peers {

Time ClientContext::deadline(const scenario::TimeLimit& limit) const {
  const bool bounded = spec.deadlines == scenario::Deadlines::bounded;
  if (!bounded || !limit || has(defects, Defect::hang)) return never;
  return after(runtime().now(), *limit);
}

}  // namespace ripcord::peers
