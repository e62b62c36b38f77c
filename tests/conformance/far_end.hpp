#pragma once

#include "tests/harness/world/small_world.hpp"
#include "transports/dcerpc/context_handle.hpp"
#include "transports/dcerpc/syntax.hpp"
#include "transports/io/stream.hpp"

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>

namespace ripcord::conformance {

/// A socket on the client's host of a small world, with no shim in its way, that says one PDU at a
/// time and tells what comes back, in words: `bind_ack`, `fault 0x1c00001a`, `finish`, `reset`,
/// `nothing`.
class FarEnd {
 public:
  /// Dials `port` of the host on which the services live.
  FarEnd(world::SmallWorld& small, std::uint16_t port);

  /// A socket that nobody answered has no other words than `refused` or `unanswered`.
  std::string bind(const dcerpc::SyntaxId& interface, std::uint32_t assoc_group_id = 0);
  std::string call(std::uint16_t opnum, const Bytes& stub);
  std::string say(const Bytes& unit);

  /// The unit that came last.
  [[nodiscard]] const Bytes& unit() const { return unit_; }
  /// The stub of the response that came last; empty if something else came.
  [[nodiscard]] Bytes stub() const;

 private:
  io::Task<void> dial(std::uint16_t port);
  io::Task<void> exchange(Bytes unit);
  io::Task<void> receive();

  world::SmallWorld& small_;
  std::unique_ptr<io::Stream> stream_;
  Bytes unit_;
  std::string heard_;
  std::uint32_t call_id_ = 0;
};

/// All that can be seen of a service from outside.
struct Sight {
  /// What is answered to a call with an old context handle, on a connection that stood before.
  std::string standing = "response";
  /// What is answered to a new bind at the port where the service was, and to one that joins the
  /// old association group there.
  std::string bind = "bind_ack";
  std::string join = "bind_ack";
  /// Which ports the endpoint mapper names, as `old`, `new` or both; or what else it answers.
  std::string map = "old";
  /// What is answered to a search in the map that was begun before.
  std::string search = "response 0x0";

  friend bool operator==(const Sight&, const Sight&) = default;
  friend void PrintTo(const Sight& sight, std::ostream* out) {
    *out << "standing: " << sight.standing << ", bind: " << sight.bind << ", join: " << sight.join
         << ", map: " << sight.map << ", search: " << sight.search;
  }
};

/// Opens what a client of the store would have open, and looks later what became of it.
class Onlooker {
 public:
  explicit Onlooker(world::SmallWorld& small);

  [[nodiscard]] Sight look();

 private:
  [[nodiscard]] std::string ask_mapper();
  [[nodiscard]] std::string search();

  world::SmallWorld& small_;
  std::uint16_t old_port_;
  FarEnd standing_;
  FarEnd searcher_;
  std::uint32_t assoc_group_id_ = 0;
  dcerpc::ContextHandle handle_;
  dcerpc::ContextHandle search_;
};

}  // namespace ripcord::conformance
