#include "harness/peers/client/echo_client.hpp"

#include "harness/peers/client/echo_stubs.hpp"

namespace ripcord::peers {
namespace {

/// The server's answer does not fit its question (ERROR_INVALID_DATA).
constexpr std::uint32_t error_invalid_data = 13;

}  // namespace

io::Task<Called<void>> EchoClient::call(echo::Opnum opnum, std::uint32_t size) {
  echo::write_request(opnum, size, random_, context_.byte_order(), stub_);
  const Request request{.opnum = static_cast<std::uint16_t>(opnum), .stub = stub_};
  const Called<void> called = co_await caller_.call(request, answer_);
  if (!called) co_return called.error();
  const bool right = echo::is_right_answer(opnum,
                                           {.stub = stub_, .order = context_.byte_order()},
                                           {.stub = answer_, .order = caller_.answer_order()});
  if (right) co_return Called<void>();
  co_return CallFailure(Stage::call, Trouble::application, Executed::maybe, error_invalid_data);
}

}  // namespace ripcord::peers
