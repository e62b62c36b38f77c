#include "harness/process/capture.hpp"

#include <algorithm>

namespace ripcord::process {

void Capture::append(ByteView bytes) {
  total_ += bytes.size();
  const std::size_t first = std::min(bytes.size(), head_bytes_max - head_.size());
  const auto split = bytes.begin() + static_cast<std::ptrdiff_t>(first);
  head_.append(bytes.begin(), split);
  tail_.append(split, bytes.end());
  // Shortened when it is twice too long: then each byte is moved once at most.
  if (tail_.size() > 2 * tail_bytes_max) tail_.erase(0, tail_.size() - tail_bytes_max);
}

std::uint64_t Capture::left_out() const { return total_ - head_.size() - tail().size(); }

std::string_view Capture::tail() const {
  const std::string_view all = tail_;
  return all.substr(all.size() - std::min(all.size(), tail_bytes_max));
}

std::string Capture::text() const {
  std::string text = head_;
  if (left_out() > 0) {
    if (!text.ends_with('\n')) text += '\n';
    text += "[" + std::to_string(left_out()) + " bytes left out]\n";
  }
  return text.append(tail());
}

}  // namespace ripcord::process
