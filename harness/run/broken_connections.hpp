#pragma once

#include "transports/trace/log.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ripcord::run {

/// Which connections of a log have a reason to be gone that is not their client's own: a rule
/// struck them, or their server ended them first.
class BrokenConnections {
 public:
  /// `log` must outlive it.
  explicit BrokenConnections(const trace::Log& log);

  /// How many of that client's are.
  [[nodiscard]] std::uint64_t of(std::string_view client) const;
  /// Whether a server ended any of them before its client did.
  [[nodiscard]] bool any_by_server() const { return by_server_; }

 private:
  struct End {
    bool by_client = false;
    bool broken = false;
  };

  void note(const trace::Record& record);

  const trace::Log& log_;
  /// By the connection's number, from 1.
  std::vector<End> ends_;
  bool by_server_ = false;
};

}  // namespace ripcord::run
