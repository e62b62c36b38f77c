#include "harness/peers/client/backup_pump.hpp"

#include "transports/io/timer.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {
namespace {

/// Between two tries of a pump that will not be told.
constexpr Duration stubborn_pause = std::chrono::seconds(1);

}  // namespace

BackupPump::BackupPump(ClientContext& context, BackupApi& api, Binding& data, RemoteFile& file)
    : context_(context),
      api_(api),
      data_(data),
      file_(file),
      slot_(context),
      coroutines_(context.runtime()) {
  coroutines_.spawn(run());
}

io::Task<Called<Bytes>> BackupPump::read() { return slot_.take(); }

void BackupPump::stop() {
  if (coroutines_.empty()) return;
  coroutines_.clear();
  api_.abandon_calls();
}

io::Task<void> BackupPump::run() {
  const auto count = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(context_.spec.read_size, backup::block_size_max));
  bool more = true;
  while (more) {
    Called<Bytes> block =
        co_await api_.read(data_, file_, ReadRange{.position = position_, .count = count});
    if (!block && swallows(block.error())) {
      co_await io::sleep_for(context_.runtime(), stubborn_pause);
      continue;
    }
    if (block) position_ += block->size();
    more = !is_last(block);
    co_await slot_.put(std::move(block));
  }
}

bool BackupPump::swallows(const CallFailure& failure) const {
  return failure.stage == Stage::connect && !data_.endpoint_validated();
}

bool BackupPump::is_last(const Called<Bytes>& block) const {
  return !block || block->empty() || position_ >= file_.size;
}

}  // namespace ripcord::peers
