#pragma once

#include "transports/base/reader.hpp"
#include "transports/base/writer.hpp"
#include "transports/dcerpc/context_handle.hpp"
#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <cstdint>
#include <string>
#include <string_view>

/// NDR 2.0 (C706 chapter 14): primitives aligned to their size, counted from the stub's start.
namespace ripcord::dcerpc {

/// Reads a stub in a straight line: after the first failure every read gives zeros or nothing; ask
/// `failed()` once, or end with `finish`.
class NdrReader {
 public:
  /// Reads `stub`, which must outlive the reader and the views it hands out.
  explicit NdrReader(ByteView stub, ByteOrder order = ByteOrder::little_endian)
      : reader_(stub, order) {}

  std::uint8_t u8() { return reader_.u8(); }
  std::uint16_t u16();
  std::uint32_t u32();
  std::uint64_t u64();
  Uuid uuid();
  /// uuid, major version u16, minor version u16: RPC_IF_ID (MS-RPCE §2.2.1.1.1).
  SyntaxId interface_id();
  ContextHandle context_handle();
  /// `size` octets with no alignment.
  ByteView octets(std::size_t size) { return reader_.bytes(size); }
  /// Skips the gap in front of a type with that alignment.
  void align(std::size_t alignment) { reader_.align(alignment); }

  /// The referent id of a full or unique pointer: 0 is the null pointer. Each other one is followed
  /// by its own referent: aliases of full pointers are not resolved, no RPC interface of this
  /// project has any.
  std::uint32_t referent() { return u32(); }
  /// The maximum count of a conformant array; fails with `array_bounds` above `limit`.
  std::uint32_t max_count(std::uint32_t limit);
  /// Offset and actual count of a varying array; returns the count. Fails with `array_bounds` where
  /// the offset is not 0 or the count above `limit`.
  std::uint32_t actual_count(std::uint32_t limit);

  /// A varying string of single octets, without its closing NUL. `limit` counts the NUL.
  std::string varying_string(std::uint32_t limit);
  /// The same with a maximum count in front.
  std::string conformant_varying_string(std::uint32_t limit);

  /// Marks what was read as wrong from `at` on.
  void fail(errc why, std::size_t at);
  [[nodiscard]] bool failed() const { return reader_.failed(); }
  /// Why and where the first failure was; `failed()` must hold.
  [[nodiscard]] DecodeError error() const;
  [[nodiscard]] std::size_t offset() const { return reader_.offset(); }
  [[nodiscard]] std::size_t remaining() const { return reader_.remaining(); }

  /// `value`, unless a read failed; trailing octets are allowed, as they may be a verification
  /// trailer or padding.
  template <typename T>
  [[nodiscard]] Decoded<T> finish(T value) const {
    if (failed()) return error();
    return value;
  }

 private:
  Reader reader_;
  errc why_ = errc::truncated;
};

/// Writes a stub. Alignment counts from where `out` ended when the writer was made.
class NdrWriter {
 public:
  /// Appends to `out`, which must outlive the writer.
  explicit NdrWriter(Bytes& out, ByteOrder order = ByteOrder::little_endian) : writer_(out, order) {
    if (out.capacity() == 0) out.reserve(usual_stub_bytes);
  }

  void u8(std::uint8_t value) { writer_.u8(value); }
  void u16(std::uint16_t value);
  void u32(std::uint32_t value);
  void u64(std::uint64_t value);
  void uuid(const Uuid& value);
  void interface_id(const SyntaxId& value);
  void context_handle(const ContextHandle& value);
  void octets(ByteView value) { writer_.bytes(value); }
  void align(std::size_t alignment) { writer_.align(alignment); }

  void referent(std::uint32_t id) { u32(id); }
  void max_count(std::uint32_t count) { u32(count); }
  /// Offset 0 and the actual count.
  void actual_count(std::uint32_t count);

  /// `text` and a closing NUL as a varying string of single octets.
  void varying_string(std::string_view text);
  /// The same with a maximum count in front that is the actual count.
  void conformant_varying_string(std::string_view text);

  [[nodiscard]] std::size_t offset() const { return writer_.offset(); }

 private:
  /// Most stubs are no larger: an ept_map answer with one tower has 128.
  static constexpr std::size_t usual_stub_bytes = 160;

  Writer writer_;
};

/// Referent ids as stubs usually number them: 1, 2, ... in order of appearance. Windows 2003's
/// endpoint mapper takes no others.
class Referents {
 public:
  std::uint32_t next() { return ++last_; }

 private:
  std::uint32_t last_ = 0;
};

}  // namespace ripcord::dcerpc
