#include "harness/peers/interfaces/stored_file.hpp"

#include "harness/peers/stream_digest.hpp"
#include "transports/base/writer.hpp"

#include <utility>

namespace ripcord::peers {

StoredFile make_file(std::string name, std::uint64_t size, Prng random) {
  StoredFile file{.name = std::move(name), .content = {}};
  file.content.reserve(size + sizeof(std::uint64_t));
  Writer writer(file.content);
  while (file.content.size() < size) writer.u64(random.next());
  file.content.resize(size);
  StreamDigest digest;
  digest.add(file.content);
  file.digest = digest.value();
  return file;
}

}  // namespace ripcord::peers
