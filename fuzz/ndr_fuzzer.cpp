// Any primitives read from any stub, in any order: what was read is read again from what is written
// of it, in both byte orders.

#include "fuzz/kit/input.hpp"
#include "fuzz/kit/primitives.hpp"
#include "transports/base/assert.hpp"

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const auto order = static_cast<ByteOrder>(input.choice(2));
  const ByteView kinds = input.bytes(1 + input.choice(16));
  const ByteView stub = input.rest();
  dcerpc::NdrReader reader(stub, order);
  const fuzz::Primitives read = fuzz::read_primitives(reader, kinds);
  RIPCORD_ASSERT(reader.offset() <= stub.size());
  if (reader.failed()) return RIPCORD_ASSERT(reader.error().offset <= stub.size()), 0;
  Bytes again;
  dcerpc::NdrWriter writer(again, order);
  fuzz::write_primitives(writer, read);
  dcerpc::NdrReader second(again, order);
  RIPCORD_ASSERT(fuzz::read_primitives(second, kinds) == read);
  RIPCORD_ASSERT(!second.failed());
  RIPCORD_ASSERT(second.remaining() == 0);
  return 0;
}
