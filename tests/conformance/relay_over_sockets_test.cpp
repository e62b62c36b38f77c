#include "tests/conformance/pending.hpp"
#include "tests/conformance/stage.hpp"
#include "tests/shim_support/shim_bench.hpp"
#include "transports/io/errors.hpp"
#include "transports/relay/connector.hpp"
#include "transports/relay/relays.hpp"
#include "transports/shim/rules.hpp"
#include "transports/trace/log.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

// A shim in the way of real bytes: what a relay promises, with kernels that buffer and acknowledge.
namespace ripcord::conformance {
namespace {

using io::errc;

class NoCommands final : public relay::CommandSink {
 public:
  void perform(shim::RuleIndex /*rule*/, const shim::Scope& /*scope*/) override {}
};

class OneLane final : public relay::Lanes {
 public:
  std::string_view service_at(const io::Address& /*address*/) override { return "server"; }
};

/// What reading to the end brought.
struct Heard {
  std::size_t size = 0;
  ErrorCode end;
};

class RelayOverSockets : public testing::TestWithParam<const char*> {
 protected:
  void establish(std::initializer_list<shim::RuleText> rules) {
    std::vector<shim::RuleSpec> specs;
    for (const shim::RuleText& text : rules) specs.push_back(shim::spec(text));
    set_ = std::make_unique<shim::RuleSet>(shim::compiled(specs));
    log_ = std::make_unique<trace::Log>(set_->legend());
    rules_ = std::make_unique<shim::Rules>(*set_, 1, *log_);
    relays_ = std::make_unique<relay::Relays>(stage_->runtime(), *rules_, commands_);
    connector_ = std::make_unique<relay::Connector>(
        relay::Connector::Parts{.relays = *relays_, .upstream = stage_->client(), .lanes = lanes_},
        "client");
    const std::unique_ptr<io::Listener> listener =
        *stage_->server().listen(stage_->server_address());
    PendingConnect connecting(*connector_, listener->address());
    PendingAccept accepting(*listener);
    ASSERT_TRUE(stage_->run_until([&] { return connecting.done() && accepting.done(); }));
    client_ = *connecting.take_result();
    server_ = *accepting.take_result();
  }

  Heard read_to_end(io::Stream& stream) {
    Heard heard;
    Bytes buffer(std::size_t{64} * 1024);
    while (!heard.end) {
      const PendingRead reading(stream, buffer);
      EXPECT_TRUE(stage_->run_until([&] { return reading.done(); })) << "the read never ends";
      if (!reading.done()) break;
      heard.end = reading.error();
      if (!heard.end) heard.size += reading.count();
    }
    return heard;
  }

  /// Writes until nothing has moved for a while, and returns how much was taken.
  std::size_t fill(io::Stream& stream) {
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

  void put(io::Stream& stream, const Bytes& bytes) {
    const PendingWrite writing(stream, bytes);
    EXPECT_TRUE(stage_->run_until([&] { return writing.done(); }));
    EXPECT_EQ(bytes.size(), writing.count());
  }

  std::unique_ptr<NetworkStage> stage_ = make_network_stage(GetParam());
  std::unique_ptr<shim::RuleSet> set_;
  std::unique_ptr<trace::Log> log_;
  std::unique_ptr<shim::Rules> rules_;
  NoCommands commands_;
  OneLane lanes_;
  std::unique_ptr<relay::Relays> relays_;
  std::unique_ptr<relay::Connector> connector_;
  std::unique_ptr<io::Stream> client_;
  std::unique_ptr<io::Stream> server_;
};

const Bytes question = toy::question({.operation = 1, .stub = Bytes(1000)});

TEST_P(RelayOverSockets, shows_the_receiver_every_byte_before_a_reset) {
  establish({{.when = {{"offset", "512"}}, .kind = "reset"}});
  put(*client_, question);

  const Heard heard = read_to_end(*server_);

  EXPECT_EQ(512U, heard.size);
  EXPECT_EQ(errc::connection_reset, heard.end);
}

TEST_P(RelayOverSockets, passes_a_half_close_and_the_answer_behind_it) {
  establish({});
  put(*client_, question);
  client_->finish();
  ASSERT_EQ(errc::eof, read_to_end(*server_).end);

  put(*server_, toy::answer({.operation = 1}));
  server_.reset();

  EXPECT_EQ(toy::answer({.operation = 1}).size(), read_to_end(*client_).size);
}

TEST_P(RelayOverSockets, passes_a_servers_reset_behind_what_it_sent) {
  establish({});
  put(*server_, toy::answer({.operation = 1}));
  Bytes first(1);
  const PendingRead reading(*client_, first);
  ASSERT_TRUE(stage_->run_until([&] { return reading.done(); }));

  server_->abort();

  EXPECT_EQ(errc::connection_reset, read_to_end(*client_).end);
}

TEST_P(RelayOverSockets, a_reader_that_stalls_stalls_the_writer) {
  establish({});

  const std::size_t taken = fill(*client_);

  // What two kernels buffer on a machine with its usual limits, and a relay between them.
  constexpr std::size_t everybodys_buffers = std::size_t{32} << 20U;
  EXPECT_GT(everybodys_buffers, taken);
}

TEST_P(RelayOverSockets, what_was_stalled_arrives) {
  establish({});
  const std::size_t taken = fill(*client_);
  client_->finish();

  EXPECT_EQ(taken, read_to_end(*server_).size);
}

INSTANTIATE_TEST_SUITE_P(Transports,
                         RelayOverSockets,
                         testing::Values("sim", "tcp", "local"),
                         transport_name);

}  // namespace
}  // namespace ripcord::conformance
