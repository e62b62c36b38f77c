// An answer of the mapper changed as a rule may change it: what comes out is one whole PDU that
// answers the same call, and hands out no entry but those that were put into it. The first byte
// chooses the operation, the next three the edit; behind them is the stub.

#include "fuzz/kit/input.hpp"
#include "transports/base/assert.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"
#include "transports/dcerpc/pdu.hpp"

using namespace ripcord;
using Kind = protocol::AnswerEdit::Kind;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const protocol::Directory& directory = dcerpc::protocol().directory();
  fuzz::Input input(data, size);
  const protocol::UnitInfo info{.first_fragment = true,
                                .last_fragment = true,
                                .directory = true,
                                .operation = static_cast<std::uint16_t>(2 + input.choice(2))};
  protocol::AnswerEdit edit{.kind = static_cast<Kind>(input.choice(5)), .status = input.number()};
  Bytes unit;
  dcerpc::encode(dcerpc::Response{.header = {.call_id = 7}, .stub = input.rest()}, unit);
  const auto learnt = directory.learn(info, unit);
  if (!learnt) return RIPCORD_ASSERT(!directory.answer(info, unit, edit)), 0;
  edit.entries = *learnt;

  const Decoded<Bytes> edited = directory.answer(info, unit, edit);
  if (!edited) return RIPCORD_ASSERT(edit.kind == Kind::entries), 0;
  const auto response = dcerpc::decode_as<dcerpc::Response>(*edited);
  RIPCORD_ASSERT(response.has_value());
  RIPCORD_ASSERT(response->header.call_id == 7);
  const auto again = directory.learn(info, *edited);
  RIPCORD_ASSERT(again.has_value());
  RIPCORD_ASSERT(again->size() <= learnt->size());
  RIPCORD_ASSERT(edit.kind != Kind::empty || again->empty());
  RIPCORD_ASSERT(edit.kind != Kind::entries || again == learnt);
  return 0;
}
