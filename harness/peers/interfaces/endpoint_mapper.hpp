#pragma once

#include "harness/peers/interfaces/mapper_database.hpp"
#include "harness/peers/interfaces/mapper_habits.hpp"
#include "harness/peers/publisher.hpp"
#include "harness/peers/server/served_interface.hpp"
#include "transports/base/prng.hpp"
#include "transports/dcerpc/context_handle.hpp"
#include "transports/dcerpc/endpoint_map.hpp"

#include <cstdint>
#include <vector>

namespace ripcord::peers {

/// The endpoint mapper's interface: `epmapper` (C706 appendix O).
extern const InterfaceDescription epmapper_interface;

/// Serves ept, operations 0 to 6, from an endpoint map; add it to a `Server` that listens on port
/// 135.
///
/// Searches that need several calls are held under handles that outlive the association: who ends
/// a search early must free its handle (MS-RPCE §3.1.3.5.3).
class EndpointMapper final : public ServedInterface {
 public:
  /// `publisher` outlives it.
  EndpointMapper(Publisher& publisher, Prng random, const scenario::MapperSpec& spec);

  [[nodiscard]] const InterfaceDescription& description() const override {
    return epmapper_interface;
  }
  Answer serve(Call& call) override;

  // What local programs and a world's actions do, whatever the habits towards remote ones.

  /// Adds an element; returns the mapper's status.
  std::uint32_t enlist(MapperEntry entry, Replace replace);
  /// Removes every element at that port of that interface; returns how many there were.
  std::size_t delist(const dcerpc::SyntaxId& interface, std::uint16_t port);
  /// Forgets the map and all handles, as a mapper that starts anew.
  void restart();
  /// Forgets all handles: searches under way cannot go on.
  void forget_handles();

  [[nodiscard]] const MapperDatabase& database() const { return database_; }
  [[nodiscard]] std::size_t handle_count() const { return searches_.size(); }

 private:
  /// What a search has found and not yet told.
  struct Search {
    dcerpc::ContextHandle handle;
    std::uint64_t number = 0;
    dcerpc::ept::Opnum operation = dcerpc::ept::Opnum::ept_lookup;
    std::vector<std::uint64_t> left;
  };

  void insert(Call& call);
  void erase(Call& call);
  void mgmt_delete(Call& call);
  void inq_object(Call& call);
  void lookup(Call& call);
  void map(Call& call);
  void free_handle(Call& call);

  bool deny_remote(Call& call);
  [[nodiscard]] std::uint32_t resume(const dcerpc::ContextHandle& handle, Search& search);
  std::vector<const MapperEntry*> take(Search& search, std::uint32_t count_max) const;
  [[nodiscard]] std::uint32_t keep(Search search, dcerpc::ContextHandle& handle);
  void discard(const Search& search);
  void destroy(std::size_t index);
  void publish(Event event, const MapperEntry& entry);

  Publisher& publisher_;
  Prng random_;
  MapperHabits habits_;
  std::uint32_t entries_per_answer_max_;
  /// More searches at one time are refused with no_memory.
  std::size_t searches_max_;
  Uuid object_;
  MapperDatabase database_;
  std::vector<Search> searches_;
  std::uint64_t last_handle_ = 0;
};

}  // namespace ripcord::peers
