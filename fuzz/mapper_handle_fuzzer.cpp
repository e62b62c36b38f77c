// ept_lookup_handle_free, ept_inq_object and ept_mgmt_delete, in and out.

#include "fuzz/kit/stub_check.hpp"
#include "transports/dcerpc/endpoint_map.hpp"

using namespace ripcord::dcerpc::ept;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ripcord::ByteView stub(data, size);
  ripcord::fuzz::check_stub(stub, decode_stub<LookupHandleFreeIn>, encode_stub<LookupHandleFreeIn>);
  ripcord::fuzz::check_stub(
      stub, decode_stub<LookupHandleFreeOut>, encode_stub<LookupHandleFreeOut>);
  ripcord::fuzz::check_stub(stub, decode_stub<InqObjectOut>, encode_stub<InqObjectOut>);
  ripcord::fuzz::check_stub(stub, decode_stub<MgmtDeleteIn>, encode_stub<MgmtDeleteIn>);
  ripcord::fuzz::check_stub(stub, decode_stub<StatusOut>, encode_stub<StatusOut>);
  return 0;
}
