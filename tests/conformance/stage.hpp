#pragma once

#include "transports/io/network.hpp"
#include "transports/io/stream.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace ripcord::conformance {

/// Two ends of one connection.
struct Ends {
  std::unique_ptr<io::Stream> near;
  std::unique_ptr<io::Stream> far;
};

/// A transport with what the suite needs of it.
class Stage {
 public:
  Stage() = default;
  virtual ~Stage() = default;
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  virtual io::Runtime& runtime() = 0;
  virtual Ends connect() = 0;
  /// Lets the world go on until `done()`. False if it never comes to that.
  [[nodiscard]] virtual bool run_until(const std::function<bool()>& done) = 0;
};

/// A transport that has addresses.
class NetworkStage : public Stage {
 public:
  virtual io::Network& client() = 0;
  virtual io::Network& server() = 0;
  /// Where the server may listen; the port is 0. Where addresses have no ports, each is another.
  virtual io::Address server_address() = 0;
  /// An address that never answers.
  virtual io::Address black_hole() = 0;

  Ends connect() override;
};

/// pipe, sim, sim_seeded (latency, short reads and segments, drawn order) tcp or local.
[[nodiscard]] std::unique_ptr<Stage> make_stage(const std::string& transport);
/// As above, but pipe, which has no addresses.
[[nodiscard]] std::unique_ptr<NetworkStage> make_network_stage(const std::string& transport);

/// How a test that is run on each transport is called.
[[nodiscard]] inline std::string transport_name(
    const testing::TestParamInfo<const char*>& transport) {
  return transport.param;
}

[[nodiscard]] std::unique_ptr<Stage> make_pipe_stage();
[[nodiscard]] std::unique_ptr<NetworkStage> make_sim_stage();
[[nodiscard]] std::unique_ptr<NetworkStage> make_seeded_sim_stage();
[[nodiscard]] std::unique_ptr<NetworkStage> make_tcp_stage();
[[nodiscard]] std::unique_ptr<NetworkStage> make_local_stage();

}  // namespace ripcord::conformance
