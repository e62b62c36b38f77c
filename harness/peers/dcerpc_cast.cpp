#include "harness/peers/dcerpc_cast.hpp"

#include "harness/peers/client_role.hpp"
#include "harness/peers/documented_errors.hpp"
#include "harness/peers/interfaces/backup_messages.hpp"
#include "harness/peers/interfaces/echo_service.hpp"
#include "harness/peers/interfaces/endpoint_mapper.hpp"
#include "harness/peers/interfaces/management.hpp"
#include "harness/peers/pdu_conduct.hpp"
#include "harness/peers/server_role.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/status.hpp"

#include <array>
#include <vector>

namespace ripcord::peers {
namespace {

constexpr std::array<std::string_view, 6> step_words{
    "backup", "echo", "call", "map", "lookup", "load"};

class DcerpcCast final : public world::Cast {
 public:
  DcerpcCast() {
    for (const InterfaceDescription* description :
         {&epmapper_interface, &management_interface, &backup_interface, &echo_interface}) {
      interfaces_.push_back(table_entry(*description));
    }
    for (const dcerpc::StatusName& error : dcerpc::win32_errors())
      errors_.push_back({error.name, error.value});
  }

  const protocol::Protocol& protocol() const override { return dcerpc::protocol(); }
  std::span<const protocol::Interface> interfaces() const override { return interfaces_; }
  std::span<const std::string_view> steps() const override { return step_words; }
  std::span<const world::ErrorName> errors() const override { return errors_; }

  bool documents(shim::Symptoms symptoms, std::uint32_t error) const override {
    return documents_error(symptoms, error);
  }
  std::string misconduct(const trace::Log& log) const override { return peers::misconduct(log); }

  std::unique_ptr<world::Server> server(const world::Setting& setting,
                                        const scenario::ServiceSpec& spec,
                                        world::Server* housemate) const override {
    return make_server(setting, spec, housemate);
  }
  std::unique_ptr<world::Server> impostor(const world::Setting& setting,
                                          world::Impostor what,
                                          const scenario::ServiceSpec& victim) const override {
    return make_impostor(setting, what, victim);
  }
  std::unique_ptr<world::Mapper> mapper(const world::Setting& setting,
                                        const scenario::MapperSpec& spec) const override {
    return make_mapper(setting, spec);
  }
  std::unique_ptr<world::Client> client(const world::Setting& setting,
                                        const scenario::ClientSpec& spec) const override {
    return make_client(setting, spec);
  }

 private:
  std::vector<protocol::Interface> interfaces_;
  std::vector<world::ErrorName> errors_;
};

}  // namespace

const world::Cast& dcerpc_cast() {
  static const DcerpcCast cast;
  return cast;
}

}  // namespace ripcord::peers
