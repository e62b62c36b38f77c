#pragma once

#include "harness/peers/interfaces/backup_messages.hpp"
#include "harness/peers/interfaces/stored_file.hpp"
#include "harness/peers/server/served_interface.hpp"
#include "transports/io/group.hpp"
#include "transports/io/network.hpp"

#include <cstdint>
#include <list>
#include <memory>
#include <string_view>
#include <vector>

namespace ripcord::peers {

struct BackupServiceOptions {
  std::vector<StoredFile> files;
  /// Most file bytes in one answer to BackupRead, and in one block of a data connection.
  std::uint64_t chunk_size = 16384;
};

/// What becomes of the connections that a service dials by itself.
enum class Callbacks : std::uint8_t {
  dialled,
  blocked,  // they reach nobody, and those who wait for them are not told
};

/// Serves the backup interface: a store of files that are read in blocks through context handles,
/// or sent over a connection that the service dials to an address of the client's choice.
///
/// A data connection carries blocks of a u32 length, little endian, and so many bytes; a length of
/// 0 is the end of the file. Whom it cannot reach it does not tell anybody: the client that gave
/// the address has to notice.
class BackupService final : public ServedInterface {
 public:
  /// Dials from `network`, which outlives the service.
  BackupService(io::Network& network, BackupServiceOptions options);

  [[nodiscard]] const InterfaceDescription& description() const override {
    return backup_interface;
  }
  Answer serve(Call& call) override;

  [[nodiscard]] const std::vector<StoredFile>& files() const { return options_.files; }

  /// Ends the data connections, as the death of the service's process does.
  void drop_data_connections();
  /// Of files that are opened from now on.
  void set_callbacks(Callbacks callbacks) { callbacks_ = callbacks; }

 private:
  void prepare(Call& call);
  void get_database_names(Call& call);
  void open_file(Call& call);
  void read(Call& call);
  void close(Call& call);
  void get_backup_logs(Call& call);
  void truncate_logs(Call& call);
  void end(Call& call);

  [[nodiscard]] const StoredFile* find(std::string_view name) const;

  using DataConnections = std::list<std::unique_ptr<io::Stream>>;
  io::Task<void> deliver(io::Address client, const StoredFile& file, std::uint64_t position);

  io::Network& network_;
  BackupServiceOptions options_;
  Callbacks callbacks_ = Callbacks::dialled;
  DataConnections data_connections_;
  io::Group deliveries_;
};

}  // namespace ripcord::peers
