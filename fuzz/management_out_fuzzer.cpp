// What the operations of remote management answer.

#include "fuzz/kit/stub_check.hpp"
#include "transports/dcerpc/management.hpp"

using namespace ripcord::dcerpc::mgmt;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ripcord::ByteView stub(data, size);
  ripcord::fuzz::check_stub(stub, decode_stub<InqIfIdsOut>, encode_stub<InqIfIdsOut>);
  ripcord::fuzz::check_stub(stub, decode_stub<InqStatsOut>, encode_stub<InqStatsOut>);
  ripcord::fuzz::check_stub(
      stub, decode_stub<IsServerListeningOut>, encode_stub<IsServerListeningOut>);
  ripcord::fuzz::check_stub(
      stub, decode_stub<StopServerListeningOut>, encode_stub<StopServerListeningOut>);
  ripcord::fuzz::check_stub(stub, decode_stub<InqPrincNameOut>, encode_stub<InqPrincNameOut>);
  return 0;
}
