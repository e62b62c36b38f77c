#include "tests/conformance/stage.hpp"
#include "tests/support/temporary_folder.hpp"
#include "transports/base/assert.hpp"
#include "transports/local/network.hpp"
#include "transports/local/runtime.hpp"
#include "transports/local/switchboard.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <string>

namespace ripcord::conformance {
namespace {

/// A listening socket whose backlog is full.
class BlackHole {
 public:
  explicit BlackHole(std::string path)
      : path_(std::move(path)), listener_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    path_.copy(address.sun_path, sizeof address.sun_path - 1);
    const auto* const generic = reinterpret_cast<const sockaddr*>(&address);
    RIPCORD_ASSERT(bind(listener_, generic, sizeof address) == 0);
    RIPCORD_ASSERT(::listen(listener_, 0) == 0);
    // A backlog of 0 takes one connection; the others make sure.
    for (int& filler : fillers_) {
      filler = ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
      // Established or refused: each is fine.
      [[maybe_unused]] const int connected = ::connect(filler, generic, sizeof address);
    }
  }
  ~BlackHole() {
    for (const int filler : fillers_) close(filler);
    close(listener_);
  }
  BlackHole(const BlackHole&) = delete;
  BlackHole& operator=(const BlackHole&) = delete;

  [[nodiscard]] io::Address address() const { return {path_, 0}; }

 private:
  std::string path_;
  int listener_;
  std::array<int, 4> fillers_{};
};

class LocalStage final : public NetworkStage {
 public:
  io::Runtime& runtime() override { return runtime_; }
  io::Network& client() override { return network_; }
  io::Network& server() override { return network_; }
  io::Address server_address() override { return {next_path(), 0}; }
  io::Address black_hole() override { return black_hole_.emplace(next_path()).address(); }

  bool run_until(const std::function<bool()>& done) override {
    // Long enough for a loaded machine; nothing that passes waits for it.
    constexpr Duration patience = std::chrono::seconds(20);
    return runtime_.run_until(done, after(runtime_.now(), patience)) == local::Stop::done;
  }

 private:
  std::string next_path() { return folder_ / std::to_string(++paths_); }

  test::TemporaryFolder folder_;
  int paths_ = 0;
  local::Switchboard switchboard_;
  local::Runtime runtime_;
  local::Network network_{runtime_, {.switchboard = &switchboard_}};
  std::optional<BlackHole> black_hole_;
};

}  // namespace

std::unique_ptr<NetworkStage> make_local_stage() { return std::make_unique<LocalStage>(); }

}  // namespace ripcord::conformance
