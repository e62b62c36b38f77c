#pragma once

#include "harness/peers/client/backup_api.hpp"
#include "harness/peers/client/block_slot.hpp"
#include "harness/peers/client/block_source.hpp"
#include "transports/io/group.hpp"

#include <cstdint>

namespace ripcord::peers {

/// Fetches the blocks of one open file in the background, one ahead of who reads them.
///
///     server --BackupRead answers--> pump --block, event--> read()
///
/// A pump whose endpoint nobody validated takes a failed connect for a passing trouble of the
/// network: it dials again, and again, and tells nobody (Q156715). Any other failure it hands on.
class BackupPump final : public BlockSource {
 public:
  /// Begins to fetch `file` over `data`; all outlive the pump.
  BackupPump(ClientContext& context, BackupApi& api, Binding& data, RemoteFile& file);
  BackupPump(const BackupPump&) = delete;
  BackupPump& operator=(const BackupPump&) = delete;

  io::Task<Called<Bytes>> read() override;
  void stop() override;

 private:
  io::Task<void> run();
  [[nodiscard]] bool swallows(const CallFailure& failure) const;
  [[nodiscard]] bool is_last(const Called<Bytes>& block) const;

  ClientContext& context_;
  BackupApi& api_;
  Binding& data_;
  RemoteFile& file_;
  std::uint64_t position_ = 0;
  BlockSlot slot_;
  io::Group coroutines_;
};

}  // namespace ripcord::peers
