#pragma once

#include "harness/scenario/client_spec.hpp"

#include <cstdint>
#include <optional>

namespace ripcord::peers {

/// The client's side of an association: what its connections to one server share (C706 §9.3.1).
///
/// The server forgets its side with the last connection, and every context handle with it. Each
/// such end begins a new *generation*: a handle of an older one means nothing any more.
class Association {
 public:
  explicit Association(scenario::AssocGroup habit) : habit_(habit) {}

  /// The assoc_group_id that the next bind sends; 0 = a new group.
  [[nodiscard]] std::uint32_t group_id() const { return group_id_; }
  [[nodiscard]] std::uint32_t generation() const { return generation_; }

  /// Where the server is that knows the group; none while no connection holds it.
  [[nodiscard]] std::optional<std::uint16_t> port() const {
    return connection_count_ == 0 ? std::nullopt : std::optional(port_);
  }

  /// Where the last connection that was bound led to; 0 = there was none.
  [[nodiscard]] std::uint16_t last_port() const { return port_; }

  /// What a connection that was bound belongs to: the server at `port` calls the group `group_id`.
  struct Membership {
    std::uint32_t group_id = 0;
    std::uint16_t port = 0;
  };
  /// A connection was bound.
  void join(const Membership& membership);
  /// A connection of the generation `generation` is gone.
  void leave(std::uint32_t generation);
  /// The server does not know the group any more.
  void lose();

 private:
  scenario::AssocGroup habit_;
  std::uint32_t group_id_ = 0;
  std::uint16_t port_ = 0;
  std::uint32_t generation_ = 1;
  std::uint32_t connection_count_ = 0;
};

}  // namespace ripcord::peers
