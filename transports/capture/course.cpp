#include "transports/capture/course.hpp"

#include <algorithm>

namespace ripcord::capture {

Underway::Piece Underway::next(std::size_t size) {
  if (pieces_.empty()) return {.missing = size};
  Piece& front = pieces_.front();
  Piece piece{.bytes = front.bytes.first(std::min(size, front.bytes.size()))};
  piece.missing = std::min(size - piece.bytes.size(), front.missing);
  front.bytes = front.bytes.subspan(piece.bytes.size());
  front.missing -= piece.missing;
  if (front.bytes.empty() && front.missing == 0) pieces_.pop_front();
  return piece;
}

}  // namespace ripcord::capture
