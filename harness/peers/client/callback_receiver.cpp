#include "harness/peers/client/callback_receiver.hpp"

#include "harness/peers/interfaces/backup_messages.hpp"
#include "transports/base/reader.hpp"
#include "transports/io/stream.hpp"

#include <array>
#include <utility>

namespace ripcord::peers {

CallbackReceiver::CallbackReceiver(ClientContext& context)
    : slot_(context), arrival_(context.runtime()), coroutines_(context.runtime()) {
  Result<std::unique_ptr<io::Listener>> listener = context.network.listen(io::Address());
  if (!listener) return;
  listener_ = std::move(*listener);
  coroutines_.spawn(run());
}

std::uint16_t CallbackReceiver::port() const {
  return listener_ ? listener_->address().port : std::uint16_t{0};
}

io::Task<bool> CallbackReceiver::dialled(Time deadline) {
  const io::Wakeup woken = co_await arrival_.wait_until(deadline);
  co_return woken == io::Wakeup::signalled;
}

io::Task<Called<Bytes>> CallbackReceiver::read() { return slot_.take(); }

void CallbackReceiver::stop() {
  coroutines_.clear();
  listener_.reset();
}

io::Task<void> CallbackReceiver::run() {
  Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
  if (!stream) co_return;
  arrival_.set();
  bool more = true;
  while (more) {
    Called<Bytes> block = co_await receive_block(**stream);
    more = block && !block->empty();
    co_await slot_.put(std::move(block));
  }
}

/// A u32 length, little endian, and so many bytes.
io::Task<Called<Bytes>> CallbackReceiver::receive_block(io::Stream& stream) const {
  std::array<Byte, 4> length{};
  Result<void> read = co_await io::read_exactly(stream, length);
  if (!read) co_return call_lost(read.error(), Executed::maybe);
  const std::uint32_t size = Reader(length).u32();
  if (size > backup::block_size_max) co_return illegal_answer(Stage::call, Executed::maybe);
  Bytes block(size);
  read = co_await io::read_exactly(stream, block);
  if (!read) co_return call_lost(read.error(), Executed::maybe);
  co_return block;
}

}  // namespace ripcord::peers
