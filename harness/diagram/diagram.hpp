#pragma once

#include "transports/trace/log.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::diagram {

struct Lane {
  enum class Kind : std::uint8_t { client, shim, service };
  std::string name;
  Kind kind = Kind::client;
};

/// How an arrow came to be, or to end.
enum class Look : std::uint8_t {
  plain,
  /// It never arrived.
  dropped,
  /// It left later than it came, or waits for ever.
  delayed,
  /// Nobody sent it, or it was sent once only.
  injected,
  /// It left otherwise than it came.
  altered,
  /// A connect that was refused.
  refused,
  /// The end of a connection.
  ended,
  /// Of a note: something went wrong.
  failed,
};

struct Row {
  enum class Kind : std::uint8_t { arrow, note, world, gap };
  Kind kind = Kind::arrow;
  Look look = Look::plain;
  /// Numbers of lanes. A note is at `from`.
  std::size_t from = 0;
  std::size_t to = 0;
  std::string label;
  /// What a rule has to do with it, if one has: `store-moves: move_endpoint`.
  std::string rule;
  /// Nanoseconds since the run began: of the first, and of the last that the row stands for.
  std::int64_t time = 0;
  std::int64_t until = 0;
  /// How many the row stands for, and their bytes.
  std::uint64_t count = 1;
  std::uint64_t bytes = 0;
};

struct Diagram {
  std::vector<Lane> lanes;
  std::vector<Row> rows;
  /// Rows that there was no room for.
  std::size_t left_out = 0;
};

/// How the work ended, which clients know and no wire shows.
struct Conclusion {
  /// Empty if nothing broke.
  std::string text;
  /// The operation that broke; the conclusion stands behind it.
  std::string operation;
};

/// More rows than this are read by nobody.
inline constexpr std::size_t rows_max = 5'000;

/// The diagram of `log`.
[[nodiscard]] Diagram draw(const trace::Log& log, const Conclusion& conclusion = {});

}  // namespace ripcord::diagram
