#include "harness/client/desk.hpp"

#include <utility>

namespace ripcord::client {

scenario::ClientSpec personal_client(Duration step_limit) {
  scenario::ClientSpec spec;
  spec.name = "client";
  spec.registration = scenario::Registration::believed;
  spec.mapper_unreachable = scenario::MapperUnreachable::host_down;
  spec.retries = 0;
  spec.connect_timeout = step_limit;
  spec.bind_timeout = step_limit;
  spec.mapper_timeout = step_limit;
  spec.call_timeout = step_limit;
  return spec;
}

Desk::Desk(const Server& server, scenario::ClientSpec spec)
    : server_(server),
      spec_(std::move(spec)),
      network_(runtime_),
      context_{.network = network_,
               .publisher = silence_,
               .spec = spec_,
               .mapper_port = server.mapper_port,
               .own_host = "127.0.0.1"} {}

}  // namespace ripcord::client
