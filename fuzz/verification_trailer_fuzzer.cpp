// A stub with anything at its end: a verification trailer that decodes is found again where it is
// written anew, and says the same.

#include "transports/base/assert.hpp"
#include "transports/dcerpc/verification_trailer.hpp"

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView stub(data, size);
  const auto at = dcerpc::find_verification_trailer(stub);
  if (!at) return 0;
  RIPCORD_ASSERT(*at < size);
  const auto trailer = dcerpc::decode_verification_trailer(stub.subspan(*at));
  if (!trailer) return 0;
  if (!trailer->bitmask && !trailer->pcontext && !trailer->header2) return 0;
  Bytes again;
  dcerpc::encode_verification_trailer(*trailer, 0, again);
  RIPCORD_ASSERT(dcerpc::find_verification_trailer(again) == 0U);
  const auto decoded_again = dcerpc::decode_verification_trailer(again);
  RIPCORD_ASSERT(decoded_again.has_value());
  Bytes third;
  dcerpc::encode_verification_trailer(*decoded_again, 0, third);
  RIPCORD_ASSERT(third == again);
  return 0;
}
