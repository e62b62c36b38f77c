#pragma once

#include "harness/scenario/world_spec.hpp"
#include "harness/stage/stage.hpp"
#include "harness/world/abroad.hpp"
#include "harness/world/action.hpp"
#include "harness/world/cast.hpp"
#include "harness/world/foreign_mappers.hpp"
#include "harness/world/gate.hpp"
#include "harness/world/observer.hpp"
#include "harness/world/service.hpp"
#include "transports/io/group.hpp"
#include "transports/relay/connector.hpp"
#include "transports/relay/lanes.hpp"
#include "transports/relay/relays.hpp"
#include "transports/shim/guest_book.hpp"
#include "transports/shim/rules.hpp"
#include "transports/trace/log.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::world {

/// The number of each event in a log; `no_name` = it is not known yet.
using EventNames = std::array<trace::NameId, event_count>;

/// What all worlds of one scenario's variant share; made once, immutable, shared by threads. All of
/// it outlives them.
struct Script {
  const scenario::WorldSpec& spec;
  const Cast& cast;
  const shim::RuleSet& rules;
  /// Contents of the services' files; null = all are drawn from the seed.
  const FileShelf* shelf = nullptr;
  /// For programs of others; null where there are none.
  const scenario::Environment* environment = nullptr;
  /// The folder of the scenario file.
  std::string_view folder{};
  /// What the rules' legend calls the events; null = whoever hears one first looks it up.
  const EventNames* event_names = nullptr;
};

/// Everything that exists in one run: hosts, mappers, services, clients, and the shims between
/// them. It plays no story: a player asks its clients to act and calls `mend`, rules do the rest.
///
/// A world dies in order: what it spawned, clients, relays, services and mappers; then its stage.
class World final : private relay::CommandSink, private relay::Lanes, private Doorkeeper {
 public:
  World(const Script& script,
        stage::Stage& stage,
        std::uint64_t seed,
        Observer& observer,
        trace::Log& log);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  /// Mappers and services begin to listen and are registered. Errors: a fixed port is taken, or may
  /// not be used.
  Result<void> open();
  /// Starts the programs of foreign servers, and waits until they are ready; what is not becomes
  /// the world's failure. Before anybody is asked to act.
  io::Task<void> start_programs();
  /// Asks them to end, and kills those that do not. Whatever is left dies with the world.
  io::Task<void> stop_programs();

  // --- Those who live in it ----------------------------------------------------------------------

  /// A client, what it is called, and its number as a speaker.
  struct Actor {
    Client* client = nullptr;
    std::string_view name;
    std::uint32_t speaker = 0;
  };
  /// The clients of the specification called `name`: one, or as many as its `count`.
  [[nodiscard]] std::vector<Actor> clients(std::string_view name);
  /// All of them, in the order of the file.
  [[nodiscard]] std::vector<Actor> clients();
  /// What it was made from.
  [[nodiscard]] const scenario::WorldSpec& spec() const { return script_.spec; }
  /// The service of that name, or null.
  [[nodiscard]] Service* service(std::string_view name);
  /// What a step names; empty where it does not.
  struct Aim {
    std::string_view service;
    std::string_view interface;
    std::string_view operation;
    std::uint16_t opnum = 0;
  };
  [[nodiscard]] Target target(const Aim& aim);
  [[nodiscard]] std::size_t open_handles() const;
  [[nodiscard]] std::size_t open_connections() const;
  [[nodiscard]] std::size_t open_lookup_handles() const;
  /// Bytes that shims have handed to servers or clients so far.
  [[nodiscard]] std::uint64_t delivered(shim::Direction direction) const {
    return relays_.delivered(direction);
  }
  /// When the first of the bytes and ends that shims hold goes on; `never` if none do.
  [[nodiscard]] Time held_until() const { return relays_.held_until(); }
  /// What the programs of foreign servers have written so far.
  [[nodiscard]] std::vector<ProgramOutput> written_by_servers() const {
    return abroad_ ? abroad_->written() : std::vector<ProgramOutput>{};
  }
  /// The connections of programs of others, and how many of them could not be told apart.
  [[nodiscard]] shim::GuestBook::Totals guest_totals() const {
    return guests_ ? guests_->totals() : shim::GuestBook::Totals{};
  }
  /// Which foreign server ended while it was needed, and how; empty if none did.
  [[nodiscard]] std::string casualty() const { return abroad_ ? abroad_->casualty() : ""; }

  // --- Verbs for actions -------------------------------------------------------------------------

  /// Makes something that will listen where `service` was.
  [[nodiscard]] std::unique_ptr<Server> impostor(const Service& service, Impostor what);
  /// The mapper of `service`'s host. Where that is somebody else's, the world fails.
  [[nodiscard]] Mapper& mapper(const Service& service);
  /// The mapper of `service`'s host listens again.
  void start_mapper(const Service& service);
  /// Where the host cannot be cut off, the world fails.
  [[nodiscard]] stage::Silence cut(std::string_view host);
  void heal(std::string_view host);
  /// Runs `task` beside everything else; it ends with the world.
  void spawn(io::Task<void> task) { errands_.spawn(std::move(task)); }
  [[nodiscard]] io::Runtime& runtime() { return stage_.runtime(); }
  /// Says in the trace what an action did.
  void trace_action(const Cause& cause,
                    std::string_view verb,
                    std::string_view object,
                    std::uint64_t value = 0);
  /// Says more of the action that was traced last.
  void trace_detail(std::string_view name, std::string_view value);
  void trace_listener(const Service& service, std::uint16_t port, trace::Log::Change change);
  /// Somebody listens on `port` of `host` from now on, or does no more: the gates of foreign
  /// clients follow.
  void listener_opened(std::string_view host,
                       std::uint16_t port,
                       Backlog backlog = Backlog::served) {
    if (abroad_) abroad_->listener_opened(host, port, backlog);
  }
  void listener_closed(std::string_view host, std::uint16_t port) {
    if (abroad_) abroad_->listener_closed(host, port);
  }
  /// An action could not be performed. The run cannot be judged; the player reports the first.
  void fail(std::string what);
  [[nodiscard]] const std::string& failure() const { return failure_; }

  /// Relays a client that nobody announced, and that dialled `dialled`, under the rules; whoever
  /// listens at that port is reached by `inside`, which outlives the world.
  void receive(const io::Address& dialled, io::Network& inside, std::unique_ptr<io::Stream> client);

  // --- The end -----------------------------------------------------------------------------------

  /// Retires all rules, heals what they did, and puts every service and mapper back in order. No
  /// action is done any more.
  void mend();
  /// Asks every client to end its connections in good order.
  io::Task<void> close_clients();

  [[nodiscard]] shim::Rules& rules() { return rules_; }

  /// The lane name of endpoint mappers: what `service: mapper` selects.
  static constexpr std::string_view mapper_name = "mapper";
  /// A world performs at most this many actions: rules that set each other off end here.
  static constexpr std::size_t actions_max = 10'000;

 private:
  class Voice;
  struct Host;
  struct Player;
  struct Due {
    shim::RuleIndex rule = 0;
    std::string service;
  };

  void perform(shim::RuleIndex rule, const shim::Scope& scope) override;
  [[nodiscard]] std::string_view service_at(const io::Address& address) override;
  [[nodiscard]] shim::GuestBook* guests(std::string_view service) override;
  [[nodiscard]] std::optional<Detour> detour(const io::Address& address) override;
  void admit(Gate& gate, const io::Address& remote, std::unique_ptr<io::Stream> client) override;
  [[nodiscard]] const Service* aimed_at(const Aim& aim) const;
  void aim_at_mapper(std::string_view host, Target& target);
  /// Null where the host's mapper is ours.
  [[nodiscard]] const Service* foreign_mapper(std::string_view host);
  [[nodiscard]] const Service* known_at(const io::Address& address) const;
  [[nodiscard]] std::string_view lane_to(const io::Address& address);
  shim::GuestBook& guest_book();
  void hear(const Voice& voice, const Happening& happening);
  void follow(const Voice& mapper, const Happening& happening);
  void act(shim::RuleIndex rule, std::string_view service);
  void add_services();
  [[nodiscard]] Server* housemate(const scenario::ServiceSpec& spec) const;
  std::unique_ptr<Server> make_server(const scenario::ServiceSpec& spec, const Setting& setting);
  void add_clients();
  std::unique_ptr<Client> make_client(const scenario::ClientSpec& spec, Player& player);
  void add_client(const scenario::ClientSpec& spec, std::uint32_t number);
  [[nodiscard]] std::string_view local_host(std::string_view name) const;
  Voice& add_voice(Speaker::Role role, std::string_view name, std::string_view host);
  Host& host(std::string_view name);

  Script script_;
  stage::Stage& stage_;
  std::uint64_t seed_;
  Observer& observer_;
  trace::Log& log_;
  shim::Rules rules_;
  /// Names the connections of programs of others; made for the first of them.
  std::optional<shim::GuestBook> guests_;
  /// None where the stage has no place for programs of others.
  std::optional<Abroad> abroad_;
  std::optional<ForeignMappers> foreign_mappers_;
  std::vector<std::unique_ptr<Voice>> voices_;
  std::vector<std::unique_ptr<Host>> hosts_;
  std::vector<std::unique_ptr<Service>> services_;
  relay::Relays relays_;
  std::vector<std::unique_ptr<Player>> players_;
  io::Group errands_;
  std::string failure_;
  /// Of the events that were heard.
  EventNames event_names_{};
  /// The action that is being done, and those that it set off.
  std::vector<Due> due_;
  std::size_t actions_ = 0;
  bool open_ = false;
  bool mended_ = false;
};

}  // namespace ripcord::world
