#include "harness/peers/client/association.hpp"

namespace ripcord::peers {

void Association::join(const Membership& membership) {
  group_id_ = membership.group_id;
  port_ = membership.port;
  ++connection_count_;
}

void Association::leave(std::uint32_t generation) {
  if (generation != generation_ || connection_count_ == 0) return;
  if (--connection_count_ == 0) lose();
}

void Association::lose() {
  // M7: a client that keeps the id asks a server for a group that died with its last connection.
  if (habit_ == scenario::AssocGroup::fresh) group_id_ = 0;
  connection_count_ = 0;
  ++generation_;
}

}  // namespace ripcord::peers
