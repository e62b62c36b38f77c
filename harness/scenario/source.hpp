#pragma once

#include "harness/scenario/diagnostic.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::scenario {

/// A file as it was read.
struct SourceText {
  /// Its path as the user knows it.
  std::string file;
  std::string text;
};

/// Where something stands: in which source, and its first line's characters.
struct Place {
  /// Index in `Sources`.
  std::uint32_t source = 0;
  /// Both from 1; columns count characters.
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  /// In characters, at least 1.
  std::uint32_t length = 1;
  friend bool operator==(const Place&, const Place&) = default;
};

/// The texts that one scenario is put together from: its file, its pack's defaults, settings of the
/// command line.
class Sources {
 public:
  /// Takes `source` and returns its index.
  std::uint32_t add(SourceText source);

  /// Index of the source that was added last; there must be one.
  [[nodiscard]] std::uint32_t last() const { return static_cast<std::uint32_t>(texts_.size() - 1); }

  /// Shows `text` instead of what source `index` was read as; places stay.
  void show(std::uint32_t index, std::string text) { texts_[index].text = std::move(text); }

  [[nodiscard]] const SourceText& operator[](std::uint32_t index) const { return texts_[index]; }

  /// The diagnostic for `place`, with its line as the excerpt. All its texts are fit for a
  /// terminal.
  [[nodiscard]] Diagnostic diagnostic(Place place,
                                      std::string_view message,
                                      std::string_view hint) const;

 private:
  std::vector<SourceText> texts_;
};

/// Line `number`, from 1, of `text`, without its end; empty past the last line.
[[nodiscard]] std::string_view line_of(std::string_view text, std::uint32_t number);

}  // namespace ripcord::scenario
