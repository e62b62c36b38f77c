// What the operations of remote management are asked.

#include "fuzz/kit/stub_check.hpp"
#include "transports/dcerpc/management.hpp"

using namespace ripcord::dcerpc::mgmt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ripcord::ByteView stub(data, size);
  ripcord::fuzz::check_stub(stub, decode_stub<InqStatsIn>, encode_stub<InqStatsIn>);
  ripcord::fuzz::check_stub(stub, decode_stub<InqPrincNameIn>, encode_stub<InqPrincNameIn>);
  return 0;
}
