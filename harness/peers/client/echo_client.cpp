#include "harness/peers/client/echo_client.hpp"

#include "harness/peers/client/echo_stubs.hpp"

namespace ripcord::peers {
namespace {

/// The server's answer does not fit its question (ERROR_INVALID_DATA).
constexpr std::uint32_t error_invalid_data = 13;

}  // namespace

io::Task<Called<void>> EchoClient::call(echo::Opnum opnum, std::uint32_t size) {
  const Bytes stub = echo::request_stub(opnum, size, random_, context_.byte_order());
  const Request request{.opnum = static_cast<std::uint16_t>(opnum), .stub = stub};
  const Called<Bytes> answer = co_await caller_.call(request);
  if (!answer) co_return answer.error();
  const bool right = echo::is_right_answer(opnum,
                                           {.stub = stub, .order = context_.byte_order()},
                                           {.stub = *answer, .order = caller_.answer_order()});
  if (right) co_return Called<void>();
  co_return CallFailure(Stage::call, Trouble::application, Executed::maybe, error_invalid_data);
}

}  // namespace ripcord::peers
