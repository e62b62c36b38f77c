// Any log as packets: a pcapng file that parses block by block, in which every packet is on one of
// the two interfaces and says its length.

#include "fuzz/kit/pcapng_blocks.hpp"
#include "transports/base/assert.hpp"
#include "transports/capture/capture.hpp"
#include "transports/trace/json_reader.hpp"

using namespace ripcord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const auto stored = trace::read_json_lines(text);
  if (!stored) return 0;
  const std::size_t packets = capture::packets(*stored->log).packets.size();
  const fuzz::PcapngFile file = fuzz::read_pcapng(capture::pcapng(*stored->log));
  RIPCORD_ASSERT(file.interfaces == 2);
  RIPCORD_ASSERT(file.packets.size() == packets);
  return 0;
}
