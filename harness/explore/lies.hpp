#pragma once

#include "harness/explore/choice.hpp"
#include "harness/explore/trials.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::explore {

/// A way in which the wire lies about bytes, and a promise that no peer without checksums, or
/// without a memory of all requests, can keep under it. TCP does not lie so: that one promise is
/// not held against anybody, all others are.
struct Lie {
  enum class Toward : std::uint8_t { both, client, server };

  std::string_view kind;
  /// The argument that makes the kind a lie; empty = any makes it one.
  std::string_view parameter;
  std::string_view value;
  /// Who is lied to.
  Toward toward = Toward::both;
  /// The oracle that nobody can satisfy.
  std::string_view oracle;
  /// Why not, as half a sentence.
  std::string_view reason;
};

/// The one table of them.
[[nodiscard]] std::span<const Lie> lies();

/// What a schedule's lies excuse.
class Lies {
 public:
  /// Kinds that were asked for by name excuse nothing.
  explicit Lies(std::span<const std::string> asked);

  /// Of `violations` in a run in which the choices of `schedule` struck `fired` times each, those
  /// that could have been avoided.
  [[nodiscard]] std::vector<Violation> held_against(const Schedule& schedule,
                                                    std::span<const std::uint64_t> fired,
                                                    std::span<const Violation> violations) const;

  /// The lies that excuse something.
  [[nodiscard]] std::span<const Lie* const> all() const { return lies_; }

 private:
  [[nodiscard]] bool excuse(const Choice& choice, std::string_view oracle) const;

  std::vector<const Lie*> lies_;
};

}  // namespace ripcord::explore
