#pragma once

#include "harness/peers/server/served_interface.hpp"

#include <cstdint>
#include <string_view>

namespace ripcord::io {
class Runtime;
}

namespace ripcord::peers {

/// The interface by which RPC implementations test each other, `echo` (rpcecho 1.0).
extern const InterfaceDescription echo_interface;

namespace echo {

enum class Opnum : std::uint16_t {
  add_one = 0,
  echo_data = 1,
  sink_data = 2,
  source_data = 3,
  test_call = 4,
  test_call2 = 5,
  test_sleep = 6,
  test_enum = 7,
  test_surrounding = 8,
  test_double_pointer = 9,
};

/// The operation called `name`, which the interface has.
[[nodiscard]] Opnum operation_named(std::string_view name);

/// The most that source_data makes: what a client of ours takes of a request.
inline constexpr std::uint32_t data_size_max = 0x400000;

}  // namespace echo

/// Serves echo, operations 0 to 9.
///
/// | operation | request | answer |
/// | --- | --- | --- |
/// | AddOne | u32 | the number plus one |
/// | EchoData | u32 len, conformant octets | the same octets, conformant |
/// | SinkData | as EchoData | nothing |
/// | SourceData | u32 len | octets 0, 1, 2, ... conformant |
/// | TestCall | UTF-16 string | pointer to the same string |
/// | TestCall2 | u16 level 1 to 7 | union of that level, status |
/// | TestSleep | u32 seconds | the seconds, when they have passed |
/// | TestEnum | u16; {u16, u32}; union | the same |
/// | TestSurrounding | conformant structure of x u16 | the same with 2x zeros |
/// | TestDoublePointer | pointer to pointer to u16 | the u16, 0 for null |
class EchoService final : public ServedInterface {
 public:
  /// TestSleep sleeps on `runtime`, which outlives the service.
  explicit EchoService(io::Runtime& runtime) : runtime_(runtime) {}

  [[nodiscard]] const InterfaceDescription& description() const override { return echo_interface; }
  Answer serve(Call& call) override;
  io::Task<void> finish(Call& call) override;

 private:
  io::Runtime& runtime_;
};

}  // namespace ripcord::peers
