#include "harness/peers/interfaces/stored_file.hpp"

#include "harness/peers/stream_digest.hpp"
#include "transports/base/assert.hpp"
#include "transports/base/octets.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {
namespace {

class BytesInMemory final : public world::FileContent {
 public:
  explicit BytesInMemory(Bytes bytes) : bytes_(std::move(bytes)) {}

  Result<void> read(std::uint64_t position, MutableByteView out) const override {
    RIPCORD_ASSERT(position <= bytes_.size());
    RIPCORD_ASSERT(out.size() <= bytes_.size() - position);
    // By pointers: over spans, g++ 12 copies byte by byte.
    std::copy_n(bytes_.data() + position, out.size(), out.data());
    return {};
  }

 private:
  Bytes bytes_;
};

}  // namespace

StoredFile make_file(std::string name, Bytes bytes) {
  StreamDigest digest;
  digest.add(bytes);
  return {.name = std::move(name),
          .size = bytes.size(),
          .digest = digest.value(),
          .content = std::make_unique<BytesInMemory>(std::move(bytes))};
}

StoredFile make_file(std::string name, std::uint64_t size, Prng random) {
  constexpr std::uint64_t word_size = sizeof(std::uint64_t);
  Bytes bytes((size + word_size - 1) / word_size * word_size);
  for (std::size_t at = 0; at < bytes.size(); at += word_size)
    store_integer(bytes.data() + at, random.next(), ByteOrder::little_endian);
  bytes.resize(size);
  return make_file(std::move(name), std::move(bytes));
}

}  // namespace ripcord::peers
