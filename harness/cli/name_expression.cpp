#include "harness/cli/name_expression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>

namespace ripcord::cli {
namespace {

std::string small_letters(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return small;
}

}  // namespace

/// Recursive descent over `either := both (or both)*`, `both := simple (and simple)*`,
/// `simple := not simple | ( either ) | word`. Each returns the index of its node, or none once
/// `error_` is set.
class ExpressionReader {
 public:
  explicit ExpressionReader(std::string_view text) : text_(text) { advance(); }

  boost::system::result<NameExpression, ExpressionError> read() {
    const std::optional<Index> root = either();
    if (root && !token_.empty())
      fail(fmt::format("`and`, `or` or the end was expected, not `{}`", token_));
    if (error_) return *error_;
    return std::move(expression_);
  }

 private:
  using Index = std::size_t;
  using Kind = NameExpression::Kind;

  // NOLINTBEGIN(misc-no-recursion): simple() bounds the depth.
  std::optional<Index> either() {
    std::optional<Index> left = both();
    while (left && take("or")) left = join(Kind::disjunction, *left, both());
    return left;
  }

  std::optional<Index> both() {
    std::optional<Index> left = simple();
    while (left && take("and")) left = join(Kind::conjunction, *left, simple());
    return left;
  }

  std::optional<Index> simple() {
    if (++depth_ > NameExpression::depth_max) return fail("too many parentheses inside each other");
    std::optional<Index> node;
    if (take("not")) {
      node = negation(simple());
    } else if (take("(")) {
      node = either();
      if (node && !take(")")) node = fail("`)` was expected");
    } else {
      node = word();
    }
    --depth_;
    return node;
  }

  // NOLINTEND(misc-no-recursion)

  std::optional<Index> word() {
    if (token_.empty()) return fail("a word was expected, not the end");
    if (token_ == ")" || token_ == "and" || token_ == "or") {
      return fail(fmt::format("a word was expected, not `{}`", token_));
    }
    const Index node = add({.kind = Kind::word, .word = small_letters(token_)});
    advance();
    return node;
  }

  std::optional<Index> negation(std::optional<Index> child) {
    if (!child) return std::nullopt;
    return add({.kind = Kind::negation, .left = *child});
  }

  std::optional<Index> join(Kind kind, Index left, std::optional<Index> right) {
    if (!right) return std::nullopt;
    return add({.kind = kind, .left = left, .right = *right});
  }

  Index add(NameExpression::Node node) {
    expression_.nodes_.push_back(std::move(node));
    return expression_.nodes_.size() - 1;
  }

  std::nullopt_t fail(std::string message) {
    if (!error_) error_ = ExpressionError(at_ + 1, std::move(message));
    return std::nullopt;
  }

  bool take(std::string_view token) {
    if (token_ != token) return false;
    advance();
    return true;
  }

  /// Makes the next token current: a parenthesis, or what stands between blanks and parentheses.
  void advance() {
    constexpr std::string_view blanks = " \t";
    at_ = std::min(text_.find_first_not_of(blanks, at_ + token_.size()), text_.size());
    const bool single = at_ < text_.size() && (text_[at_] == '(' || text_[at_] == ')');
    const std::size_t end =
        single ? at_ + 1 : std::min(text_.find_first_of(" \t()", at_), text_.size());
    token_ = text_.substr(at_, end - at_);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  /// Empty at the end.
  std::string_view token_;
  std::size_t depth_ = 0;
  NameExpression expression_;
  std::optional<ExpressionError> error_;
};

boost::system::result<NameExpression, ExpressionError> NameExpression::parse(
    std::string_view text) {
  return ExpressionReader(text).read();
}

bool NameExpression::matches(std::span<const std::string> names) const {
  std::vector<std::string> small;
  small.reserve(names.size());
  for (const std::string& name : names) small.push_back(small_letters(name));
  return holds(nodes_.size() - 1, small);
}

// NOLINTNEXTLINE(misc-no-recursion): no deeper than what was read.
bool NameExpression::holds(std::size_t node, std::span<const std::string> names) const {
  const Node& it = nodes_[node];
  switch (it.kind) {
    case Kind::word:
      return std::ranges::any_of(
          names, [&](const std::string& name) { return name.find(it.word) != std::string::npos; });
    case Kind::negation:
      return !holds(it.left, names);
    case Kind::conjunction:
      return holds(it.left, names) && holds(it.right, names);
    case Kind::disjunction:
      return holds(it.left, names) || holds(it.right, names);
  }
  return false;
}

}  // namespace ripcord::cli
