#include "tests/conformance/loopback_socket.hpp"
#include "tests/conformance/stage.hpp"
#include "transports/tcp/network.hpp"
#include "transports/tcp/runtime.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <optional>

namespace ripcord::conformance {
namespace {

/// A listening socket whose backlog is full: Linux drops further SYNs.
class BlackHole {
 public:
  BlackHole() {
    const sockaddr_in name = listener_.name();
    // A backlog of 0 takes one connection; the others make sure.
    for (int& filler : fillers_) {
      filler = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
      // Under way, established or dropped: each is fine.
      [[maybe_unused]] const int connected =
          connect(filler, reinterpret_cast<const sockaddr*>(&name), sizeof name);
    }
  }
  ~BlackHole() {
    for (const int filler : fillers_) close(filler);
  }
  BlackHole(const BlackHole&) = delete;
  BlackHole& operator=(const BlackHole&) = delete;

  [[nodiscard]] io::Address address() const { return listener_.address(); }

 private:
  LoopbackSocket listener_{0};
  std::array<int, 4> fillers_{};
};

class TcpStage final : public NetworkStage {
 public:
  io::Runtime& runtime() override { return runtime_; }
  io::Network& client() override { return network_; }
  io::Network& server() override { return network_; }
  io::Address server_address() override { return {"127.0.0.1", 0}; }
  io::Address black_hole() override { return black_hole_.emplace().address(); }

  bool run_until(const std::function<bool()>& done) override {
    // Long enough for a loaded machine; nothing that passes waits for it.
    constexpr Duration patience = std::chrono::seconds(20);
    return runtime_.run_until(done, after(runtime_.now(), patience)) == tcp::Stop::done;
  }

 private:
  tcp::Runtime runtime_;
  tcp::Network network_{runtime_};
  std::optional<BlackHole> black_hole_;
};

}  // namespace

std::unique_ptr<NetworkStage> make_tcp_stage() { return std::make_unique<TcpStage>(); }

}  // namespace ripcord::conformance
