// bench_grpc: gRPC C++, synchronous, one unary method that takes octets and answers with a number.

#include "bench/peers/main.hpp"
#include "bench/proxy/socket.hpp"

#include <grpcpp/grpcpp.h>

#include <sink.grpc.pb.h>
#include <string>

namespace ripcord::bench {
namespace {

class Service final : public Sink::Service {
  grpc::Status Take(grpc::ServerContext*, const Octets* octets, Count* count) override {
    count->set_size(static_cast<std::uint32_t>(octets->data().size()));
    return grpc::Status::OK;
  }
};

std::string target(std::uint16_t port) { return "127.0.0.1:" + std::to_string(port); }

void serve(std::uint16_t port) {
  Service service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(target(port), grpc::InsecureServerCredentials());
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  if (!server) die("BuildAndStart");
  server->Wait();
}

void call(std::uint16_t port, Shape shape, Stopwatch& watch) {
  const auto stub =
      Sink::NewStub(grpc::CreateChannel(target(port), grpc::InsecureChannelCredentials()));
  Octets octets;
  octets.set_data(std::string(shape.request_size, 'x'));
  while (watch.is_running()) {
    const Nanoseconds begun = now();
    grpc::ClientContext context;
    Count count;
    const grpc::Status status = stub->Take(&context, octets, &count);
    if (!status.ok() || count.size() != shape.request_size) die("Take");
    watch.count(begun);
  }
}

}  // namespace
}  // namespace ripcord::bench

int main(int argc, char** argv) {
  return ripcord::bench::peer_main(argc, argv, ripcord::bench::serve, ripcord::bench::call);
}
