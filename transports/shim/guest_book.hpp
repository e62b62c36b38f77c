#pragma once

#include "transports/protocol/interface_table.hpp"
#include "transports/protocol/protocol.hpp"
#include "transports/shim/effect.hpp"
#include "transports/shim/link.hpp"
#include "transports/shim/moment.hpp"
#include "transports/trace/log.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace ripcord::shim {

/// How often a rule struck a connection.
struct Struck {
  RuleIndex rule = 0;
  std::uint64_t times = 0;
};

/// A connection of a client that nobody announced.
struct Guest {
  Scope scope;
  std::uint64_t introduction = 0;
  bool introduced = false;
  /// Another that introduced itself alike was there at the same time: which of them is the first is
  /// chance.
  bool ambiguous = false;
  /// In the order in which the rules first struck.
  std::vector<Struck> struck;
};

/// Names the connections of foreign programs, which have no names of their own (DESIGN 4), and
/// keeps what is worth telling of each.
///
/// 1. A guest that has said nothing yet is the k-th that came to its lane.
/// 2. Its introduction names the service that it wants; from then on it is the k-th of those on
/// that
///    lane that introduced themselves alike. Neither ports nor times go into that name.
/// 3. Guests of equal introduction that are there at the same time are ambiguous.
class GuestBook {
 public:
  /// What services are called.
  struct Names {
    /// The protocol's directory.
    std::string directory;
    /// Other services by their interface; the first of several counts. Those that are not listed
    /// are called after their interface, by its name or else by its UUID.
    std::vector<std::pair<protocol::InterfaceId, std::string>> services;
    /// What lanes to nobody knows whom are called: only a guest on one of these is renamed after
    /// what it asks for. Empty = every guest is.
    std::string unknown{};
  };
  /// Guests that rules struck are remembered up to this number; beyond, they are only counted.
  static constexpr std::size_t struck_max = 1000;
  /// Introductions that are told apart; any further ones count together.
  static constexpr std::size_t crowds_max = std::size_t{1} << 14U;
  /// What services without a name are called once there are that many.
  static constexpr std::string_view others = "others";

  /// `log` and `interfaces` must outlive the book.
  GuestBook(trace::Log& log, const protocol::InterfaceTable& interfaces, Names names);

  /// What the service of `interface` is called, whoever asks for it.
  [[nodiscard]] std::string service_name(const protocol::InterfaceId& interface) const;

  // --- For wires ---------------------------------------------------------------------------------

  /// A client connects on the lane `client` > `service`.
  [[nodiscard]] Scope arrived(trace::NameId client, trace::NameId service);
  /// The first unit of a guest passes. Returns its scope under its new name; none = it introduced
  /// itself in no way that is known.
  [[nodiscard]] Scope introduced(const Scope& scope,
                                 const std::optional<protocol::Introduction>& introduction);
  void struck(const Scope& scope, RuleIndex rule);
  void left(const Scope& scope, const Ledger& to_server, const Ledger& to_client);

  // --- For reports -------------------------------------------------------------------------------

  struct Totals {
    std::uint64_t arrived = 0;
    std::uint64_t struck = 0;
    std::uint64_t ambiguous = 0;
    /// Strikes of rules on ambiguous guests: their coordinates are known, but not who bore them.
    std::uint64_t ambiguous_strikes = 0;
    /// Of guests that have left.
    std::uint64_t bytes_from_clients = 0;
    std::uint64_t bytes_to_clients = 0;
  };
  /// Over those that have left and those that are still there.
  [[nodiscard]] Totals totals() const;
  [[nodiscard]] std::size_t present() const { return present_.size(); }
  /// Those that rules struck, in the order of their arrival; at most `struck_max`.
  [[nodiscard]] std::vector<Guest> struck_guests() const;

 private:
  /// Guests of one lane and introduction.
  struct Crowd {
    std::uint32_t count = 0;
    /// By connection.
    std::vector<std::uint32_t> present;
  };
  using CrowdKey = std::tuple<trace::NameId, trace::NameId, std::uint64_t>;

  [[nodiscard]] bool is_renamed(const Scope& scope) const;
  [[nodiscard]] std::string name_of(const protocol::Introduction& introduction) const;
  Crowd& crowd(const Scope& scope, std::uint64_t introduction);
  void join(Guest& guest);
  static void add(Totals& totals, const Guest& guest);

  trace::Log& log_;
  const protocol::InterfaceTable& interfaces_;
  Names names_;
  trace::NameId unknown_ = trace::no_name;
  std::map<CrowdKey, Crowd> crowds_;
  /// By connection.
  std::map<std::uint32_t, Guest> present_;
  std::vector<Guest> struck_;
  Totals left_;
};

}  // namespace ripcord::shim
