#pragma once

#include "tests/conformance/pending.hpp"
#include "tests/conformance/stage.hpp"
#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"
#include "transports/io/errors.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace ripcord::conformance {

/// What reading brought: text, or why there was none, or the text before there was no more.
struct Got {
  std::string text;
  ErrorCode error;

  friend bool operator==(const Got&, const Got&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Got& got) {
    return out << '"' << got.text << "\" " << got.error.message();
  }
};

/// A connection on some transport, and reading and writing as plain calls that let the world go on
/// until they are done.
class Exchange : public testing::TestWithParam<const char*> {
 protected:
  /// Reads until `size` bytes have come or an error.
  Got read(io::Stream& stream, std::size_t size);
  /// Reads until an error.
  Got read_to_end(io::Stream& stream) { return read(stream, std::string::npos); }
  /// Writes all of it, or tells the error.
  [[nodiscard]] ErrorCode write(io::Stream& stream, std::string_view text);
  /// Writes all of it, which succeeds.
  void put(io::Stream& stream, std::string_view text) {
    EXPECT_EQ(ErrorCode(), write(stream, text));
  }
  /// Writes a byte again and again until that fails, and tells how.
  [[nodiscard]] ErrorCode write_to_end(io::Stream& stream);
  /// Writes without anybody reading until a write is pending, and returns how much was taken.
  std::size_t fill(io::Stream& stream);

  [[nodiscard]] bool run_until(const std::function<bool()>& done) {
    return stage_->run_until(done);
  }
  io::Runtime& runtime() { return stage_->runtime(); }

  static ByteView view(std::string_view text) {
    return {reinterpret_cast<const Byte*>(text.data()), text.size()};
  }

  std::unique_ptr<Stage> stage_ = make_stage(GetParam());
  Ends ends_ = stage_->connect();
  io::Stream& near_ = *ends_.near;
  io::Stream& far_ = *ends_.far;
};

}  // namespace ripcord::conformance
