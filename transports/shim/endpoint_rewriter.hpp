#pragma once

#include "transports/protocol/directory.hpp"
#include "transports/shim/rewriter.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::shim {

/// Knows a way to endpoints for the client of one connection to a directory.
class Guide {
 public:
  virtual ~Guide() = default;

  /// The port at which the client is to look for `entry`, which the directory named; none = where
  /// the directory says.
  virtual std::optional<std::uint16_t> lead(const protocol::DirectoryEntry& entry) = 0;
  /// An answer of the directory is signed or sealed.
  virtual void met_protected(protocol::Protection protection) = 0;
};

/// Leads the client of one connection to where its guide listens for endpoints: learns those of
/// each answer of the directory, and writes into it where the client is to look for them.
///
/// 1. Ports are rewritten in place, and the address too where it is the upstream's; no length
///    changes, and no other byte.
/// 2. An answer may come in any number of fragments. A fragment leaves as soon as no endpoint that
///    begins in it is cut by its end.
/// 3. What is protected, broken or too interleaved stays as it is.
class EndpointRewriter final : public Rewriter {
 public:
  /// What answers are edited to.
  enum class Edits : std::uint8_t { none, ports_and_hosts };
  /// Answers that may be under way on one connection; any more stay as they are. Servers finish one
  /// answer before they begin the next.
  static constexpr std::size_t readings_max = 8;

  struct Parts {
    /// Outlives the rewriter.
    const protocol::Directory& directory;
    std::unique_ptr<Guide> guide;
    Edits edits = Edits::ports_and_hosts;
    /// The address of the directory, and the one that the client dialled instead.
    std::string upstream;
    std::string dialled;
  };
  explicit EndpointRewriter(Parts parts);

  std::uint64_t pass(const Unit& unit,
                     ByteView bytes,
                     std::uint64_t position,
                     std::vector<Edit>& edits) override;

 private:
  using Host = std::array<Byte, 4>;

  /// Where a piece of an answer's stub stands in the stream.
  struct Piece {
    std::uint64_t unit_position = 0;
    std::uint64_t position = 0;
    /// In the stub.
    std::size_t begin = 0;
    std::size_t size = 0;
  };
  /// An answer that is under way.
  struct Reading {
    std::uint16_t operation = 0;
    std::uint32_t call = 0;
    std::uint32_t next_fragment = 0;
    std::size_t stub_size = 0;
    std::unique_ptr<protocol::AnswerReader> reader;
    /// From the first that is not settled on.
    std::vector<Piece> pieces;
  };

  void begin_reading(const Unit& unit, ByteView bytes);
  Reading* find_reading(const protocol::UnitInfo& info);
  void read(Reading& reading, const Piece& piece, ByteView stub, std::vector<Edit>& edits);
  void lead(const Reading& reading, const protocol::EndpointPlace& place, std::vector<Edit>& edits);
  void end_reading(const protocol::UnitInfo& info);
  [[nodiscard]] std::uint64_t kept_from() const;

  Parts parts_;
  std::optional<Host> dialled_;
  std::vector<Reading> readings_;
  bool told_of_protection_ = false;
};

}  // namespace ripcord::shim
