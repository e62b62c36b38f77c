#pragma once

#include "transports/protocol/directory.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ripcord::dcerpc {

/// Reads what ept_map or ept_lookup returns, NDR 2.0, as its bytes come (C706 appendix O).
///
///     counts -> one element each: a referent (map), or object, referent and annotation (lookup)
///            -> the tower of each referent that is not null -> done
///
/// It keeps the bytes of one unfinished part only: at most a tower. What breaks the format ends the
/// reading, and the rest of the answer has no endpoints.
class EptAnswerReader final : public protocol::AnswerReader {
 public:
  /// What the answer is a list of.
  enum class List : std::uint8_t { towers, entries };

  EptAnswerReader(List list, ByteOrder order) : list_(list), order_(order) {}

  void read(ByteView stub, std::vector<protocol::EndpointPlace>& places) override;
  [[nodiscard]] std::size_t settled() const override;

 private:
  enum class Part : std::uint8_t { counts, elements, towers, done };

  /// Reads the next part if all of it is there.
  bool step(std::vector<protocol::EndpointPlace>& places);
  bool read_counts();
  bool read_element();
  bool read_tower(std::vector<protocol::EndpointPlace>& places);
  bool finish();
  /// Where in `pending_` the next part begins: parts are aligned to four bytes of the stub.
  [[nodiscard]] std::size_t gap() const { return (4 - begin_ % 4) % 4; }
  [[nodiscard]] bool has(std::size_t size) const { return pending_.size() >= gap() + size; }
  [[nodiscard]] std::uint32_t u32(std::size_t offset) const;
  void consume(std::size_t size);

  List list_;
  ByteOrder order_;
  Part part_ = Part::counts;
  std::uint32_t elements_left_ = 0;
  std::uint32_t towers_left_ = 0;
  /// Bytes from `begin_` of the stub on that no part has taken.
  Bytes pending_;
  std::size_t begin_ = 0;
};

}  // namespace ripcord::dcerpc
