#pragma once

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ripcord::cli {

/// Why an expression cannot be read, and at which character, from 1.
struct ExpressionError {
  ExpressionError() = default;
  ExpressionError(std::size_t at, std::string what) : column(at), message(std::move(what)) {}

  std::size_t column = 0;
  std::string message;
};

/// The value of `-k`: words joined by `and`, `or`, `not` and parentheses. A word holds if it is
/// part of one of a scenario's names, whatever the case of its letters. `not` binds strongest, `or`
/// weakest.
class NameExpression {
 public:
  /// Parentheses and `not`s inside each other; more than a person writes.
  static constexpr std::size_t depth_max = 64;

  [[nodiscard]] static boost::system::result<NameExpression, ExpressionError> parse(
      std::string_view text);

  /// Whether it holds for what is known as `names`: path, name, tags.
  [[nodiscard]] bool matches(std::span<const std::string> names) const;

 private:
  friend class ExpressionReader;

  enum class Kind : std::uint8_t { word, negation, conjunction, disjunction };
  struct Node {
    Kind kind = Kind::word;
    /// In small letters.
    std::string word;
    /// Indices in `nodes_`; `right` of a conjunction or disjunction only.
    std::size_t left = 0;
    std::size_t right = 0;
  };

  [[nodiscard]] bool holds(std::size_t node, std::span<const std::string> names) const;

  /// Children before their parents; the last is the root.
  std::vector<Node> nodes_;
};

}  // namespace ripcord::cli
