#include "harness/cli/status_line.hpp"

namespace ripcord::cli {

void StatusLine::show(const std::string& line) {
  if (line == shown_) return;
  clear();
  terminal_ << line << std::flush;
  shown_ = line;
}

void StatusLine::clear() {
  if (shown_.empty()) return;
  terminal_ << '\r' << std::string(shown_.size(), ' ') << '\r';
  shown_.clear();
}

}  // namespace ripcord::cli
