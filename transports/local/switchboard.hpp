#pragma once

#include "transports/io/address.hpp"

#include <map>

namespace ripcord::local {

class Stream;

/// Knows both ends of those connections that have both ends here, by the address of the end that
/// connected.
///
/// A Unix socket cannot reset: an end that closes with nothing left to read looks finished to the
/// other. Where that is here, too, it is told.
class Switchboard {
 public:
  struct Ends {
    Stream* near = nullptr;
    Stream* far = nullptr;
  };

  /// Both streams of an address; null where an end is not, or not any more, here.
  [[nodiscard]] Ends& ends(const io::Address& near) { return ends_[near]; }
  /// Forgets an address that neither end has any more.
  void tidy(const io::Address& near) {
    const auto found = ends_.find(near);
    if (found == ends_.end()) return;
    if (found->second.near == nullptr && found->second.far == nullptr) ends_.erase(found);
  }

 private:
  std::map<io::Address, Ends> ends_;
};

}  // namespace ripcord::local
