#pragma once

#include "harness/scenario/client_spec.hpp"
#include "harness/scenario/command_spec.hpp"
#include "transports/base/bytes.hpp"
#include "transports/base/time.hpp"
#include "transports/protocol/interface_table.hpp"
#include "transports/shim/parameter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ripcord::scenario {

/// How many bytes a simulated read returns: all there are, or a share drawn from the seed.
enum class Reads : std::uint8_t { whole, seeded };
/// Who runs first of those ready at one virtual instant.
enum class Schedule : std::uint8_t { fifo, seeded };

/// The simulated network; other transports take what the machine gives.
struct NetworkSpec {
  /// One way, drawn for each segment.
  shim::DurationRange latency{Duration::zero(), std::chrono::milliseconds(2)};
  Reads reads = Reads::seeded;
  Schedule schedule = Schedule::seeded;
  /// Bytes per second and direction of a connection; none = no limit.
  std::optional<std::uint64_t> bandwidth;
  /// Most bytes of one segment.
  std::uint32_t segment = 1460;
  /// Bytes that a connection's direction holds before its sender blocks.
  std::uint64_t buffer = std::uint64_t{64} << 10U;
  friend bool operator==(const NetworkSpec&, const NetworkSpec&) = default;
};

/// Whose server behaviour is imitated where servers differ.
enum class ServerProfile : std::uint8_t { windows, samba };

struct ZerosAnswer {
  /// Stub bytes of the answer, all zero.
  std::uint64_t bytes = 0;
  friend bool operator==(const ZerosAnswer&, const ZerosAnswer&) = default;
};
struct FaultAnswer {
  /// The status of the fault PDU.
  std::uint32_t status = 0;
  friend bool operator==(const FaultAnswer&, const FaultAnswer&) = default;
};

/// What an operation of a stand-in answers to any stub; `Bytes` is the stub itself.
struct OperationSpec {
  std::uint16_t opnum = 0;
  std::variant<ZerosAnswer, Bytes, FaultAnswer> answer;
  friend bool operator==(const OperationSpec&, const OperationSpec&) = default;
};

/// A file that a backup service offers; its contents are drawn from the seed.
struct FileSpec {
  std::string name;
  std::uint64_t size = 0;
  friend bool operator==(const FileSpec&, const FileSpec&) = default;
};

/// How long a service works on each call, beyond what it needs anyway.
struct ServiceTime {
  Duration spin{};
  /// So much more than `spin`: a slowdown that is there to be found.
  std::optional<shim::Probability> slower;

  [[nodiscard]] Duration whole() const {
    const std::int64_t share = slower ? slower->parts_per_million : 0;
    return spin + spin / 1'000'000 * share + spin % 1'000'000 * share / 1'000'000;
  }
  friend bool operator==(const ServiceTime&, const ServiceTime&) = default;
};

enum class ServiceKind : std::uint8_t { backup, echo, mgmt, stand_in, foreign };

/// An interface served at an endpoint.
struct ServiceSpec {
  std::string name;
  std::uint32_t line = 0;
  ServiceKind kind = ServiceKind::stand_in;
  /// The name of its interface: `backup`, `echo`, `mgmt`, one of `interfaces:`, or the one that a
  /// stand-in gives.
  std::string interface;
  /// The id of a stand-in's interface; of a known interface only where the scenario overrides it.
  std::optional<protocol::InterfaceId> interface_id;
  /// The port it listens on; none = dynamic, registered with its host's endpoint mapper.
  std::optional<std::uint16_t> port;
  /// The simulated host it runs on.
  std::string host = "server";
  /// Annotation of its registration; at most 63 characters are legal, more are allowed to break
  /// peers with.
  std::string annotation;
  ServerProfile profile = ServerProfile::windows;
  /// Whether it is up when the run begins; an action can start it later.
  bool started = true;
  /// Most stub bytes in one of its fragments are what this leaves; max_xmit_frag, in bytes.
  std::uint32_t fragment_size = 5840;
  /// Connections without a call in progress are closed after this; none = never.
  TimeLimit idle_close;
  std::optional<ServiceTime> service_time;
  std::vector<FileSpec> files;
  /// Most file bytes in one answer to BackupRead, and in one block of a data connection.
  std::uint64_t chunk_size = std::uint64_t{16} << 10U;
  std::vector<OperationSpec> operations;

  /// A foreign server: the program to start, or where it already listens (`host:port`).
  std::optional<CommandSpec> server;
  std::optional<TemplateText> connect;

  friend bool operator==(const ServiceSpec&, const ServiceSpec&) = default;
};

/// Which era's or vendor's mapper is imitated. Sets the defaults of the options below.
enum class MapperProfile : std::uint8_t { nt4, windows_2000, windows, samba, wine };
/// What insert, delete and mgmt_delete from the wire do (MS-RPCE notes 28 to 31).
enum class RemoteInsert : std::uint8_t {
  by_profile,
  allowed,
  denied_status,  // status 0x6d8
  denied_fault,   // fault 0x6d8
  op_rng,         // fault nca_s_op_rng_error, as Samba
};
/// How a lookup says that there is no more.
enum class LookupEnd : std::uint8_t { by_profile, null_handle, not_registered };
/// When the registrations of a dead process go.
enum class Liveness : std::uint8_t {
  by_profile,
  process,  // with the process
  pings,    // after twenty failed pings, 20 to 35 minutes
  none,     // never
};

/// The endpoint mapper of every host that has services.
struct MapperSpec {
  std::uint32_t line = 0;
  MapperProfile profile = MapperProfile::windows;
  RemoteInsert remote_insert = RemoteInsert::by_profile;
  LookupEnd lookup_end = LookupEnd::by_profile;
  Liveness liveness = Liveness::by_profile;
  /// Most entries of one answer, whatever the client allows.
  std::uint32_t max_entries = 500;
  /// Most searches whose handles it holds at one time.
  std::uint32_t max_searches = 256;
  /// Whether it is up when the run begins; an action can start it later.
  bool started = true;
  std::uint16_t port = 135;
  friend bool operator==(const MapperSpec&, const MapperSpec&) = default;
};

struct WorldSpec {
  NetworkSpec network;
  MapperSpec mapper;
  std::vector<ServiceSpec> services;
  /// In the order of the file.
  std::vector<ClientSpec> clients;
  friend bool operator==(const WorldSpec&, const WorldSpec&) = default;
};

}  // namespace ripcord::scenario
