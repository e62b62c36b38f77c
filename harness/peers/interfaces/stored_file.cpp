#include "harness/peers/interfaces/stored_file.hpp"

#include "harness/peers/stream_digest.hpp"
#include "transports/base/assert.hpp"
#include "transports/base/writer.hpp"

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
    std::ranges::copy(ByteView(bytes_).subspan(position, out.size()), out.begin());
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
  Bytes bytes;
  bytes.reserve(size + sizeof(std::uint64_t));
  Writer writer(bytes);
  while (bytes.size() < size) writer.u64(random.next());
  bytes.resize(size);
  return make_file(std::move(name), std::move(bytes));
}

}  // namespace ripcord::peers
