#pragma once

#include "harness/scenario/source.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::scenario {

struct Member;

/// A piece of a document: a scalar, which is text until a field table types it, a mapping with its
/// members in the order of the file, or a list.
struct Node {
  enum class Kind : std::uint8_t {
    /// Nothing at all, as behind `key:`.
    nothing,
    scalar,
    mapping,
    list,
  };
  Kind kind = Kind::nothing;
  /// Of a scalar.
  std::string text;
  Place place;
  /// Of a mapping; keys are unique.
  std::vector<Member> members;
  /// Of a list.
  std::vector<Node> items;

  [[nodiscard]] bool is_scalar() const { return kind == Kind::scalar; }
  [[nodiscard]] bool is_mapping() const { return kind == Kind::mapping; }
  [[nodiscard]] bool is_list() const { return kind == Kind::list; }

  /// The member called `key`, or null.
  [[nodiscard]] Member* find(std::string_view key);
  [[nodiscard]] const Member* find(std::string_view key) const;

  static Node scalar(std::string text, Place place);
  static Node mapping(Place place);
  static Node list(Place place);
};

struct Member {
  std::string key;
  /// Of the key.
  Place place;
  Node value;
};

/// How an error message calls it: "a mapping", "a list", "nothing", "`text`".
[[nodiscard]] std::string described(const Node& node);

}  // namespace ripcord::scenario
