#pragma once

#include "transports/trace/log.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace ripcord::explore {

/// Where a run stands, as far as a fault could care: what last passed on each living connection and
/// which rules struck it, which calls and context handles are open, and what was done to the world.
/// No time, and nothing of how the run came there, so that two ways to one state need not both be
/// explored further. A fault on a client's connection cares for that client's connections and for
/// what was done to that service; on a connection to the mapper, for what was done to any.
class AbstractState {
 public:
  /// `log` and `harms` outlive the state. Rules from `first` on are told apart by `harms`.
  AbstractState(const trace::Log& log, std::span<const std::uint64_t> harms, std::size_t first);

  /// The next record of the log.
  void note(const trace::Record& record);

  /// Where the run stands for what could strike at `record`.
  [[nodiscard]] std::uint64_t value(const trace::Record& record) const;

 private:
  /// Something for each of a few names.
  class ByName {
   public:
    [[nodiscard]] std::uint64_t of(trace::NameId name) const;
    std::uint64_t& at(trace::NameId name);

   private:
    std::vector<std::pair<trace::NameId, std::uint64_t>> values_;
  };

  /// A living connection: digests of what last passed each way, and of what struck it.
  struct Connection {
    std::uint64_t lane = 0;
    std::uint64_t last[2] = {0, 0};
    std::uint64_t struck = 0;
    bool lives = false;
    [[nodiscard]] std::uint64_t value() const;
  };

  void note_unit(const trace::Record& record);
  void note_happening(const trace::Record& record);
  void note_strike(const trace::Record& record);
  void note_action(const trace::Record& record);
  template <typename Change>
  void change(std::uint32_t connection, Change change);

  const trace::Log& log_;
  std::span<const std::uint64_t> harms_;
  std::size_t first_;
  /// By the connection's number, from 1.
  std::vector<Connection> connections_;
  /// The sum over `connections_`, of all and by client: their order does not matter.
  std::uint64_t connections_value_ = 0;
  ByName connections_of_;
  /// What was done to the world, to all of it and by service.
  std::uint64_t world_ = 0;
  ByName done_to_;
  /// What strikes at a happening, whose action is yet to be noted.
  std::uint64_t pending_ = 0;
  std::uint32_t open_calls_ = 0;
  std::uint32_t open_handles_ = 0;
  std::uint64_t handle_created_;
  std::uint64_t handle_destroyed_;
  std::uint64_t handle_run_down_;
  std::uint64_t mapper_;
};

}  // namespace ripcord::explore
