#include "transports/sockets/silence.hpp"

#include <algorithm>
#include <string_view>

namespace ripcord::sockets {
namespace {

/// Without the zero with which the kernel ends a path, and which a caller may leave out.
std::string_view name_of(const Endpoint& endpoint) {
  const std::string_view whole(reinterpret_cast<const char*>(endpoint.data()), endpoint.size());
  return whole.substr(0, whole.find_last_not_of('\0') + 1);
}

bool are_same(const Endpoint& a, const Endpoint& b) { return name_of(a) == name_of(b); }

}  // namespace

bool Silence::Waiter::wait_at(const Endpoint& remote) {
  const auto is_remote = [&](const Endpoint& silent) { return are_same(silent, remote); };
  if (std::ranges::none_of(silence_.silent_, is_remote)) return false;
  remote_ = remote;
  silence_.waiters_.push_back(this);
  return true;
}

void Silence::Waiter::leave() noexcept { std::erase(silence_.waiters_, this); }

void Silence::end(const Endpoint& at) {
  std::erase_if(silent_, [&](const Endpoint& silent) { return are_same(silent, at); });
  std::vector<Waiter*> told;
  std::erase_if(waiters_, [&](Waiter* waiter) {
    const bool is_told = are_same(waiter->remote_, at);
    if (is_told) told.push_back(waiter);
    return is_told;
  });
  for (Waiter* const waiter : told) waiter->silence_ended();
}

}  // namespace ripcord::sockets
