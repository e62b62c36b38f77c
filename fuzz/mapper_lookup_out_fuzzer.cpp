// What ept_lookup answers.

#include "fuzz/kit/stub_check.hpp"
#include "transports/dcerpc/endpoint_map.hpp"

using namespace ripcord::dcerpc::ept;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ripcord::ByteView stub(data, size);
  ripcord::fuzz::check_stub(stub, decode_stub<LookupOut>, encode_stub<LookupOut>);
  return 0;
}
