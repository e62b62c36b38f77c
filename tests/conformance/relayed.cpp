#include "tests/conformance/relayed.hpp"

#include "tests/conformance/pending.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace ripcord::conformance {

void Relayed::establish(const std::vector<shim::RuleText>& rules) {
  put_rules(rules);
  const std::unique_ptr<io::Listener> listener = *stage_->server().listen(stage_->server_address());
  PendingConnect connecting(*connector_, listener->address());
  PendingAccept accepting(*listener);
  ASSERT_TRUE(stage_->run_until([&] { return connecting.done() && accepting.done(); }));
  client_ = *connecting.take_result();
  server_ = *accepting.take_result();
}

Dialled Relayed::dial(const std::vector<shim::RuleText>& rules) {
  put_rules(rules);
  const std::unique_ptr<io::Listener> listener = *stage_->server().listen(stage_->server_address());
  PendingConnect connecting(*connector_, listener->address());
  const PendingAccept accepting(*listener);
  const PendingSleep patience(stage_->runtime(), std::chrono::milliseconds(100));
  static_cast<void>(stage_->run_until(
      [&] { return patience.done() || (connecting.done() && accepting.done()); }));
  Dialled dialled{.client = "waiting", .server = accepting.done() ? "accepted" : "nobody"};
  if (connecting.done()) {
    const Result<std::unique_ptr<io::Stream>> stream = connecting.take_result();
    dialled.client = stream ? "connected" : stream.error().message();
  }
  return dialled;
}

void Relayed::put_rules(const std::vector<shim::RuleText>& rules) {
  std::vector<shim::RuleSpec> specs;
  for (const shim::RuleText& text : rules) specs.push_back(shim::spec(text));
  set_ = std::make_unique<shim::RuleSet>(shim::compiled(specs));
  log_ = std::make_unique<trace::Log>(set_->legend());
  rules_ = std::make_unique<shim::Rules>(*set_, 1, *log_);
  relays_ = std::make_unique<relay::Relays>(stage_->runtime(), *rules_, commands_);
  connector_ = std::make_unique<relay::Connector>(
      relay::Connector::Parts{.relays = *relays_, .upstream = stage_->client(), .lanes = lanes_},
      "client");
}

Told Relayed::read_to_end(io::Stream& stream) {
  Told told;
  Bytes buffer(std::size_t{64} * 1024);
  while (!told.end) {
    const PendingRead reading(stream, buffer);
    EXPECT_TRUE(stage_->run_until([&] { return reading.done(); })) << "the read never ends";
    if (!reading.done()) break;
    told.end = reading.error();
    if (told.end) break;
    const auto end = buffer.begin() + static_cast<std::ptrdiff_t>(reading.count());
    told.bytes.insert(told.bytes.end(), buffer.begin(), end);
  }
  return told;
}

Bytes Relayed::read(io::Stream& stream, std::size_t size) {
  Bytes bytes(size);
  std::size_t read = 0;
  while (read < size) {
    const PendingRead reading(stream, MutableByteView(bytes).subspan(read));
    EXPECT_TRUE(stage_->run_until([&] { return reading.done(); })) << "the read never ends";
    if (!reading.done() || reading.error()) break;
    read += reading.count();
  }
  bytes.resize(read);
  return bytes;
}

std::size_t Relayed::fill(io::Stream& stream) {
  constexpr std::size_t bytes_max = std::size_t{256} << 20U;
  const Bytes bytes(std::size_t{64} * 1024);
  std::size_t count = 0;
  while (count < bytes_max) {
    const PendingWrite writing(stream, bytes);
    const PendingSleep patience(stage_->runtime(), std::chrono::milliseconds(100));
    static_cast<void>(stage_->run_until([&] { return writing.done() || patience.done(); }));
    if (!writing.done()) break;
    count += writing.count();
  }
  return count;
}

void Relayed::put(io::Stream& stream, const Bytes& bytes) {
  const PendingWrite writing(stream, bytes);
  EXPECT_TRUE(stage_->run_until([&] { return writing.done(); }));
  EXPECT_EQ(bytes.size(), writing.count());
}

void Relayed::try_put(io::Stream& stream, const Bytes& bytes) {
  const PendingWrite writing(stream, bytes);
  EXPECT_TRUE(stage_->run_until([&] { return writing.done(); }));
}

}  // namespace ripcord::conformance
