#include "tests/harness/peers/mutants/mutant_cast.hpp"

#include "harness/peers/client_role.hpp"
#include "harness/peers/dcerpc_cast.hpp"

namespace ripcord::peers {

MutantCast::MutantCast(Defect planted) : sound_(dcerpc_cast()), defects_{.planted = planted} {}

std::unique_ptr<world::Client> MutantCast::client(const world::Setting& setting,
                                                  const scenario::ClientSpec& spec) const {
  return make_client(setting, spec, defects_);
}

}  // namespace ripcord::peers
