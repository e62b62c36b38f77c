// A stub of the endpoint mapper, as each of its messages and in both byte orders: whatever decodes
// is decoded again from its own encoding.

#include "transports/base/assert.hpp"
#include "transports/dcerpc/endpoint_map.hpp"

using namespace ripcord;
using namespace ripcord::dcerpc::ept;

template <typename Message>
static void check_one(ByteView stub, ByteOrder order) {
  const Decoded<Message> message = decode_stub<Message>(stub, order);
  if (!message) return RIPCORD_ASSERT(message.error().offset <= stub.size());
  Bytes again;
  encode_stub(*message, order, again);
  const Decoded<Message> decoded_again = decode_stub<Message>(again, order);
  RIPCORD_ASSERT(decoded_again.has_value());
  RIPCORD_ASSERT(*decoded_again == *message);
}

template <typename... Messages>
static void check(ByteView stub, ByteOrder order) {
  (check_one<Messages>(stub, order), ...);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const ByteOrder order : {ByteOrder::little_endian, ByteOrder::big_endian}) {
    check<InsertIn, DeleteIn, LookupIn, LookupOut, MapIn, MapOut>({data, size}, order);
    check<LookupHandleFreeIn, LookupHandleFreeOut, InqObjectOut>({data, size}, order);
    check<MgmtDeleteIn, StatusOut>({data, size}, order);
  }
  return 0;
}
