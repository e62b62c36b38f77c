#pragma once

#include "harness/explore/harm.hpp"
#include "transports/trace/log.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace ripcord::explore {

/// Where a run stands, as far as what strikes next could care: what last passed on each living
/// connection, which calls and context handles are open, and what is left of earlier strikes. No
/// time, and nothing of how the run came there, so that two ways to one state need not both be
/// explored further.
///
/// What is left of a strike is the mark of its harm, as long as that may be felt (`Harm::Reach`):
/// on a connection, until more has passed both ways; on a service, until its client is answered on
/// a new connection; on a mapper, for ever.
class AbstractState {
 public:
  /// `log` and `harms` outlive the state. Rules from `first` on have `harms`.
  AbstractState(const trace::Log& log, std::span<const Harm> harms, std::size_t first);

  /// The next record of the log.
  void note(const trace::Record& record);

  /// For a fault at `record`: the connections of its client, and what was done to its service; on a
  /// connection to the mapper, what was done to any.
  [[nodiscard]] std::uint64_t for_fault(const trace::Record& record) const;
  /// For an action on `service`: the connections to it, and what was done to any; `no_name`: all
  /// connections.
  [[nodiscard]] std::uint64_t for_action(trace::NameId service) const;

 private:
  /// Something for each of a few names.
  class ByName {
   public:
    [[nodiscard]] std::uint64_t of(trace::NameId name) const;
    std::uint64_t& at(trace::NameId name);
    [[nodiscard]] std::uint64_t sum() const;

   private:
    std::vector<std::pair<trace::NameId, std::uint64_t>> values_;
  };

  /// A living connection: digests of what last passed each way, and of what struck it.
  struct Connection {
    std::uint64_t lane = 0;
    std::uint64_t last[2] = {0, 0};
    /// Of units that were harmed.
    std::uint64_t struck = 0;
    /// Which directions had a unit since.
    bool moved[2] = {false, false};
    /// Of what goes on.
    std::uint64_t lasting = 0;
    bool lives = false;
    [[nodiscard]] std::uint64_t value() const;
  };

  /// Something was done to the world.
  struct Deed {
    std::uint64_t value = 0;
    /// A service, or a host.
    trace::NameId object = trace::no_name;
    Harm::Reach reach = Harm::Reach::service;
    /// Connections that had been asked for by then.
    std::uint32_t after_connection = 0;
  };

  /// The newest connection on which a service answered a call of a client.
  struct Bond {
    trace::NameId client = trace::no_name;
    trace::NameId service = trace::no_name;
    std::uint32_t connection = 0;
  };

  void note_unit(const trace::Record& record);
  void note_bond(const trace::Record& record);
  void note_strike(const trace::Record& record);
  void note_action(const trace::Record& record);
  void note_happening(const trace::Record& record);
  template <typename Change>
  void change(std::uint32_t connection, Change change);
  [[nodiscard]] std::uint64_t open() const;
  /// Of what was done to `service` (`no_name`: to any) as `client` (`no_name`: any) may feel it.
  [[nodiscard]] std::uint64_t deeds(trace::NameId service, trace::NameId client) const;
  [[nodiscard]] bool is_over(const Deed& deed, trace::NameId client) const;
  [[nodiscard]] bool is_host(trace::NameId object) const;

  const trace::Log& log_;
  std::span<const Harm> harms_;
  std::size_t first_;
  /// By the connection's number, from 1.
  std::vector<Connection> connections_;
  /// Sums over `connections_`, by client and by service: their order does not matter.
  ByName of_client_;
  ByName to_service_;
  std::vector<Deed> deeds_;
  std::vector<Bond> bonds_;
  /// Of the rule that struck last: an action follows.
  Harm pending_;
  std::uint32_t open_calls_ = 0;
  std::uint32_t open_handles_ = 0;
  std::uint64_t handle_created_;
  std::uint64_t handle_destroyed_;
  std::uint64_t handle_run_down_;
  std::uint64_t mapper_;
};

}  // namespace ripcord::explore
