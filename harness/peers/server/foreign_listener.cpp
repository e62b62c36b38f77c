#include "harness/peers/server/foreign_listener.hpp"

#include "transports/io/runtime.hpp"
#include "transports/io/stream.hpp"

#include <string_view>
#include <utility>

namespace ripcord::peers {
namespace {

constexpr std::string_view greeting = "220 mail ready\r\n";

}  // namespace

Result<std::unique_ptr<ForeignListener>> ForeignListener::listen(io::Network& network,
                                                                 io::Address local,
                                                                 ForeignKind kind) {
  Result<std::unique_ptr<io::Listener>> listener = network.listen(std::move(local));
  if (!listener) return listener.error();
  const ErrorCode error = kind == ForeignKind::full ? (*listener)->fill_backlog() : ErrorCode();
  if (error) return error;
  return std::make_unique<ForeignListener>(std::move(*listener), kind);
}

ForeignListener::ForeignListener(std::unique_ptr<io::Listener> listener, ForeignKind kind)
    : listener_(std::move(listener)), kind_(kind), coroutines_(listener_->runtime()) {
  coroutines_.spawn(accept());
}

io::Task<void> ForeignListener::accept() {
  while (true) {
    Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
    if (!stream) co_return;
    coroutines_.spawn(converse(std::move(*stream)));
  }
}

io::Task<void> ForeignListener::converse(std::unique_ptr<io::Stream> stream) const {
  if (kind_ == ForeignKind::raw) {
    const Bytes words(greeting.begin(), greeting.end());
    const Result<void> greeted = co_await io::write_all(*stream, words);
    if (!greeted) co_return;
  }
  Bytes ignored(1024);
  while (true) {
    const Result<std::size_t> count = co_await stream->read_some(ignored);
    if (!count) co_return;
  }
}

}  // namespace ripcord::peers
