#pragma once

#include "harness/scenario/field_table.hpp"
#include "harness/scenario/node.hpp"
#include "harness/scenario/source.hpp"
#include "harness/scenario/vocabulary.hpp"
#include "transports/base/time.hpp"
#include "transports/shim/parameter.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ripcord::scenario {

/// Whether what is read must be whole.
enum class Demand : std::uint8_t {
  /// Required keys must be there, and what concerns several fields is checked.
  whole,
  /// The same, but for a world without a play: workload and expectations may be absent.
  world,
  /// A part that a variant completes: only what is there is checked.
  part,
};

/// Reads nodes into objects by field tables, strictly: an unknown key, a missing one and a value of
/// the wrong type are errors. Every default is put into the tree where its key is absent, and keys
/// are put into the order of their table, so that the tree that was read is the resolved one.
class FieldReader {
 public:
  /// All must outlive the reader.
  FieldReader(const Sources& sources,
              const Vocabulary& vocabulary,
              Demand demand,
              std::vector<Diagnostic>& diagnostics)
      : sources_(sources), vocabulary_(vocabulary), demand_(demand), diagnostics_(diagnostics) {}

  [[nodiscard]] const Vocabulary& vocabulary() const { return vocabulary_; }
  [[nodiscard]] Demand demand() const { return demand_; }

  void error(Place place, std::string_view message, std::string_view hint = {});
  /// Whether so many errors were found that reading further helps nobody.
  [[nodiscard]] bool is_full() const { return diagnostics_.size() >= diagnostics_max; }
  [[nodiscard]] std::size_t errors() const { return diagnostics_.size(); }

  /// Reads `node` into `object`, whose type the table's fields know.
  void read_mapping(Node& node, const Mapping& mapping, void* object);

  /// The scalar at `node` as `type` says; none and an error if it is something else. `key` is for
  /// the message. Not where the type's `or_word` stands.
  std::optional<shim::Value> read_value(const Node& node, std::string_view key, const Type& type);
  /// The scalars at `node`, be it one or a list of them.
  std::vector<const Node*> scalars(const Node& node, std::string_view key, const Type& type);

  // -- One overload for each type that a field may have -------------------------------------------

  void read(Node& node, const Field& field, std::string& out);
  void read(Node& node, const Field& field, bool& out);
  void read(Node& node, const Field& field, Duration& out);
  void read(Node& node, const Field& field, std::optional<Duration>& out);
  void read(Node& node, const Field& field, shim::DurationRange& out);
  void read(Node& node, const Field& field, Bytes& out);
  void read(Node& node, const Field& field, std::int64_t& out);
  void read(Node& node, const Field& field, std::optional<std::int64_t>& out);
  void read(Node& node, const Field& field, std::optional<shim::Range>& out);
  void read(Node& node, const Field& field, std::optional<shim::Probability>& out);
  void read(Node& node, const Field& field, std::optional<std::string>& out);
  void read(Node& node, const Field& field, std::vector<std::string>& out);

  template <std::unsigned_integral T>
  void read(Node& node, const Field& field, T& out) {
    if (const auto number = read_number(node, field)) out = static_cast<T>(*number);
  }

  template <std::unsigned_integral T>
  void read(Node& node, const Field& field, std::optional<T>& out) {
    out.reset();
    if (is_or_word(node, field.type)) return;
    if (const auto number = read_number(node, field)) out = static_cast<T>(*number);
  }

  template <typename T>
    requires std::is_enum_v<T>
  void read(Node& node, const Field& field, T& out) {
    if (const auto index = read_choice(node, field)) out = static_cast<T>(*index);
  }

  template <typename T>
    requires std::is_class_v<T>
  void read(Node& node, const Field& field, T& out) {
    set_place(out, node.place);
    read_mapping(node, *field.type.mapping, &out);
  }

  template <typename T>
    requires std::is_class_v<T>
  void read(Node& node, const Field& field, std::optional<T>& out) {
    read(node, field, out.emplace());
  }

  template <typename T>
    requires std::is_class_v<T>
  void read(Node& node, const Field& field, std::vector<T>& out) {
    out.clear();
    if (!expect_collection(node, field)) return;
    for (Node& item : node.items) {
      read(item, field, out.emplace_back());
    }
    for (Member& member : node.members) {
      T& item = out.emplace_back();
      check_text(member.key, member.place, field.type.rule);
      if constexpr (requires { item.name; }) item.name = member.key;
      read(member.value, field, item);
      set_place(item, member.place);
    }
  }

  /// Whether `text` obeys `rule` and holds no `${NAME}`; else an error.
  bool check_text(std::string_view text, Place place, TextRule rule);

 private:
  bool check_any_text(std::string_view text, Place place);
  void read_fields(Node& node, const Mapping& mapping, void* object);
  void refuse_unknown_keys(const Node& node, const Mapping& mapping);
  bool expect_collection(const Node& node, const Field& field);
  std::optional<std::uint64_t> read_number(const Node& node, const Field& field);
  std::optional<std::size_t> read_choice(const Node& node, const Field& field);
  static bool is_or_word(const Node& node, const Type& type);

  template <typename T>
  static void set_place(T& object, Place place) {
    if constexpr (requires { object.line; }) object.line = place.line;
  }

  const Sources& sources_;
  const Vocabulary& vocabulary_;
  Demand demand_;
  std::vector<Diagnostic>& diagnostics_;
};

/// `did you mean ...?` for the word of `words` nearest to `typed`; empty if none is near.
[[nodiscard]] std::string did_you_mean(std::string_view typed,
                                       std::span<const std::string_view> words);

// -- Fields of tables
// -------------------------------------------------------------------------------

/// What a table says of a field; the member it goes to is a template argument.
struct FieldWords {
  std::string_view key;
  Type type{};
  std::string_view fallback{};
  std::string_view doc{};
  Presence presence = Presence::optional;
};

/// A field that is read into a member of the mapping's object: `field<&ClientSpec::host>({...})`.
template <auto member>
constexpr Field field(const FieldWords& words) {
  constexpr auto read = []<typename Object, typename T>(T Object::*) {
    return [](FieldReader& reader, Node& node, const Field& self, void* object) {
      reader.read(node, self, static_cast<Object*>(object)->*member);
    };
  };
  return {.key = words.key,
          .type = words.type,
          .fallback = words.fallback,
          .doc = words.doc,
          .presence = words.presence,
          .read = read(member)};
}

/// A field with a reader of its own: `void read(FieldReader&, Node&, const Field&, Object&)`.
template <auto reading>
constexpr Field special(const FieldWords& words) {
  constexpr auto read = []<typename Object>(void (*)(FieldReader&, Node&, const Field&, Object&)) {
    return [](FieldReader& reader, Node& node, const Field& self, void* object) {
      reading(reader, node, self, *static_cast<Object*>(object));
    };
  };
  return {.key = words.key,
          .type = words.type,
          .fallback = words.fallback,
          .doc = words.doc,
          .presence = words.presence,
          .read = read(reading)};
}

}  // namespace ripcord::scenario
