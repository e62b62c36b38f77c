#pragma once

#include "transports/base/assert.hpp"
#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"

namespace ripcord::fuzz {

/// Whatever `stub` decodes to is decoded again from its own encoding; what does not decode names a
/// byte that is there. In `order`.
template <typename Message>
void check_stub(ByteView stub,
                ByteOrder order,
                Decoded<Message> (*decode)(ByteView, ByteOrder),
                void (*encode)(const Message&, ByteOrder, Bytes&)) {
  const Decoded<Message> message = decode(stub, order);
  if (!message) return RIPCORD_ASSERT(message.error().offset <= stub.size());
  Bytes again;
  encode(*message, order, again);
  const Decoded<Message> decoded_again = decode(again, order);
  RIPCORD_ASSERT(decoded_again.has_value());
  RIPCORD_ASSERT(*decoded_again == *message);
}

/// The same in both byte orders.
template <typename Message>
void check_stub(ByteView stub,
                Decoded<Message> (*decode)(ByteView, ByteOrder),
                void (*encode)(const Message&, ByteOrder, Bytes&)) {
  check_stub(stub, ByteOrder::little_endian, decode, encode);
  check_stub(stub, ByteOrder::big_endian, decode, encode);
}

}  // namespace ripcord::fuzz
