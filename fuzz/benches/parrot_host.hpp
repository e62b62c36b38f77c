#pragma once

#include "harness/peers/pdu_buffer.hpp"
#include "transports/io/group.hpp"
#include "transports/io/network.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace ripcord::fuzz {

/// A host whose servers know nothing: every unit that comes is answered with the next of a list,
/// whatever connection it comes by. Once the list is over they close.
class ParrotHost {
 public:
  /// Listens on the mapper's port and on those that a dynamic service may have. `words` are the
  /// list's units, one behind the other; what is no unit is said last. They and `network` outlive
  /// the host.
  ParrotHost(io::Network& network, ByteView words);
  ParrotHost(const ParrotHost&) = delete;
  ParrotHost& operator=(const ParrotHost&) = delete;

  /// How many units came. All were whole and legal (asserted).
  [[nodiscard]] std::size_t heard() const { return heard_; }

 private:
  io::Task<void> accept(io::Listener& listener);
  io::Task<void> serve(std::unique_ptr<io::Stream> stream);
  /// What is said to `unit`; empty at the end of the list.
  [[nodiscard]] Bytes answer_to(ByteView unit);

  ByteView words_;
  std::size_t heard_ = 0;
  std::vector<std::unique_ptr<io::Listener>> listeners_;
  io::Group coroutines_;
};

}  // namespace ripcord::fuzz
