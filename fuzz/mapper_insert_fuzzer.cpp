// What ept_insert and ept_delete are asked, and what they answer.

#include "fuzz/kit/stub_check.hpp"
#include "transports/dcerpc/endpoint_map.hpp"

using namespace ripcord::dcerpc::ept;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ripcord::ByteView stub(data, size);
  ripcord::fuzz::check_stub(stub, decode_stub<InsertIn>, encode_stub<InsertIn>);
  ripcord::fuzz::check_stub(stub, decode_stub<DeleteIn>, encode_stub<DeleteIn>);
  ripcord::fuzz::check_stub(stub, decode_stub<StatusOut>, encode_stub<StatusOut>);
  return 0;
}
