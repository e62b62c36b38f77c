#include "harness/peers/client/load_lines.hpp"

namespace ripcord::peers {

io::Task<std::optional<std::uint64_t>> CallLine::call() {
  const Called<void> called = co_await caller_.call(request_, answer_);
  if (called) co_return request_.stub.size() + answer_.size();
  if (!failure_) failure_ = called.error();
  co_return std::nullopt;
}

io::Task<std::optional<std::uint64_t>> EchoLine::call() {
  const Called<void> called = co_await client_.call(words_.opnum, words_.size);
  if (called) co_return client_.last_bytes();
  if (!failure_) failure_ = called.error();
  co_return std::nullopt;
}

}  // namespace ripcord::peers
