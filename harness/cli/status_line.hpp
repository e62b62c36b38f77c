#pragma once

#include <ostream>
#include <string>

namespace ripcord::cli {

/// A line at the end of what a terminal shows, rewritten in place while work goes on. Whoever
/// writes to the terminal clears it first.
class StatusLine {
 public:
  /// `terminal` outlives it.
  explicit StatusLine(std::ostream& terminal) : terminal_(terminal) {}

  /// Shows `line`, which has no line end and fits on the terminal, if it is not there already.
  void show(const std::string& line);
  void clear();

 private:
  std::ostream& terminal_;
  std::string shown_;
};

}  // namespace ripcord::cli
