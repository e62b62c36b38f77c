#pragma once

#include "tests/shim_support/shim_bench.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/group.hpp"
#include "transports/io/stream.hpp"
#include "transports/relay/connector.hpp"
#include "transports/sim/network.hpp"
#include "transports/sim/runtime.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::relay {

/// Every address is the service that its host is named for.
class HostLanes final : public Lanes {
 public:
  std::string_view service_at(const io::Address& address) override {
    name_ = address.host;
    return name_;
  }

 private:
  std::string name_;
};

/// Notes which rules' actions were performed.
class NotedCommands final : public CommandSink {
 public:
  void perform(shim::RuleIndex rule, const shim::Scope& /*scope*/) override {
    rules.push_back(rule);
  }

  std::vector<shim::RuleIndex> rules;
};

/// What one end of a connection heard until it ended.
struct Heard {
  Bytes bytes;
  ErrorCode end;
  Time ended_at{};
};

/// A client whose connects go through a shim, a listening server, and what each of them heard.
class RelayTest : public testing::Test {
 protected:
  void build(std::initializer_list<shim::RuleText> rules, sim::NetworkOptions options = {}) {
    std::vector<shim::RuleSpec> specs;
    for (const shim::RuleText& text : rules) specs.push_back(shim::spec(text));
    set_ = std::make_unique<shim::RuleSet>(shim::compiled(specs));
    log_ = std::make_unique<trace::Log>(set_->legend());
    rules_ = std::make_unique<shim::Rules>(*set_, 1, *log_);
    network_ = std::make_unique<sim::Network>(runtime_, options);
    listener_ = *network_->host("server").listen({"server", 135});
    relays_ = std::make_unique<Relays>(runtime_, *rules_, commands_);
    connector_ = std::make_unique<Connector>(
        Connector::Parts{.relays = *relays_, .upstream = network_->host("client"), .lanes = lanes_},
        "client");
  }

  /// Connects a client to the server through the shim, and accepts it.
  void establish() {
    group_.spawn(connect({"server", 135}, never));
    group_.spawn(accept());
    run();
  }

  io::Task<void> connect(io::Address remote, Time deadline) {
    Result<std::unique_ptr<io::Stream>> stream =
        co_await connector_->connect(std::move(remote), deadline);
    connected_at_ = runtime_.now();
    if (stream) {
      client_ = *std::move(stream);
    } else {
      connect_error_ = stream.error();
    }
  }

  io::Task<void> accept() {
    Result<std::unique_ptr<io::Stream>> stream = co_await listener_->accept();
    if (stream) server_ = *std::move(stream);
  }

  io::Task<void> hear(io::Stream& stream, Heard& heard) {
    Bytes buffer(100'000);
    for (;;) {
      const Result<std::size_t> count = co_await stream.read_some(buffer);
      if (!count) {
        heard.end = count.error();
        heard.ended_at = runtime_.now();
        co_return;
      }
      heard.bytes.insert(
          heard.bytes.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(*count));
    }
  }

  io::Task<void> send(io::Stream& stream, Bytes bytes) {
    const Result<void> written = co_await io::write_all(stream, bytes);
    if (!written) write_error_ = written.error();
  }

  void hear_both() {
    group_.spawn(hear(*client_, at_client_));
    group_.spawn(hear(*server_, at_server_));
  }

  void client_sends(Bytes bytes) { group_.spawn(send(*client_, std::move(bytes))); }
  void server_sends(Bytes bytes) { group_.spawn(send(*server_, std::move(bytes))); }
  void run(Time until = never) { runtime_.run_until_idle({.time = until}); }

  sim::Runtime runtime_{{}};
  std::unique_ptr<shim::RuleSet> set_;
  std::unique_ptr<trace::Log> log_;
  std::unique_ptr<shim::Rules> rules_;
  std::unique_ptr<sim::Network> network_;
  HostLanes lanes_;
  NotedCommands commands_;
  std::unique_ptr<io::Listener> listener_;
  std::unique_ptr<Relays> relays_;
  std::unique_ptr<Connector> connector_;
  std::unique_ptr<io::Stream> client_;
  std::unique_ptr<io::Stream> server_;
  Time connected_at_{};
  ErrorCode connect_error_;
  ErrorCode write_error_;
  Heard at_client_;
  Heard at_server_;
  io::Group group_{runtime_};
};

}  // namespace ripcord::relay
