#include "harness/peers/client/backup_client.hpp"
#include "harness/peers/interfaces/backup_service.hpp"
#include "harness/peers/interfaces/endpoint_mapper.hpp"
#include "harness/peers/server/server.hpp"
#include "transports/io/group.hpp"
#include "transports/tcp/network.hpp"
#include "transports/tcp/runtime.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

// The proof of the seam: the peers that simulated runs are made of, unchanged, on the kernel's
// sockets.
namespace ripcord::peers {
namespace {

class Silence final : public Publisher {
 public:
  void publish(const Happening&) override {}
};

class PeersOverSocketsTest : public testing::Test {
 protected:
  void SetUp() override {
    mapper_server.add(mapper);
    server.add(service);
    mapper_port = mapper_server.listen(0).value();
    const std::uint16_t port = server.listen(0).value();
    dcerpc::TowerBinding binding;
    binding.interface = backup_interface.id;
    binding.port = port;
    mapper.enlist(make_entry(binding), Replace::no);
  }

  io::Task<void> back_up(BackupClient& client) { outcome = co_await client.run({}); }

  static std::vector<StoredFile> files() {
    std::vector<StoredFile> made;
    made.push_back(make_file("priv.edb", 100'000, Prng(1, "peers over sockets", 1)));
    made.push_back(make_file("pub.edb", 50'000, Prng(1, "peers over sockets", 2)));
    return made;
  }

  tcp::Runtime runtime;
  tcp::Network network{runtime};
  Silence silence;
  EndpointMapper mapper{silence, Prng(1, "mapper"), scenario::MapperSpec{}};
  BackupService service{network, {.files = files(), .chunk_size = 16384}};
  Server mapper_server{network, silence, Prng(1, "mapper server"), {}};
  Server server{network, silence, Prng(1, "server"), {}};
  std::uint16_t mapper_port = 0;
  std::optional<BackupOutcome> outcome;
};

TEST_F(PeersOverSocketsTest, carries_a_backup_of_two_files_through_the_mapper) {
  const scenario::ClientSpec spec;
  ClientContext context{.network = network,
                        .publisher = silence,
                        .spec = spec,
                        .mapper_port = mapper_port,
                        .own_host = "127.0.0.1"};
  BackupClient client(context, {.host = "127.0.0.1", .port = std::nullopt});
  io::Group group(runtime);

  group.spawn(back_up(client));
  const tcp::Stop stop = runtime.run_until([&] { return outcome.has_value(); },
                                           after(runtime.now(), std::chrono::minutes(1)));

  ASSERT_EQ(tcp::Stop::done, stop);
  EXPECT_EQ(Ending::completed, outcome->ending);
  ASSERT_EQ(2U, outcome->files.size());
  EXPECT_EQ(service.files()[0].digest, outcome->files[0].digest);
  EXPECT_EQ(service.files()[1].digest, outcome->files[1].digest);
}

}  // namespace
}  // namespace ripcord::peers
