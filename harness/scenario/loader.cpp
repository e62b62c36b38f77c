#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/fold.hpp"
#include "harness/scenario/node_text.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/scenario/tables.hpp"
#include "harness/scenario/yaml_document.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace ripcord::scenario {

/// Puts a scenario together from its texts and checks each of its variants and matrix values once.
class Loader {
 public:
  Loader(const Surroundings& surroundings, const Vocabulary& vocabulary)
      : surroundings_(surroundings), reader_(sources(), vocabulary, Demand::part, diagnostics_) {
    scenario_.vocabulary_ = &vocabulary;
    scenario_.purpose_ = surroundings.purpose;
  }

  boost::system::result<Scenario, Diagnostics> load(const SourceText& file) {
    scenario_.base_.file = file.file;
    if (load_trees(file)) {
      take_variants();
      take_matrix();
      check_choices();
    }
    if (diagnostics_.empty()) finish();
    if (diagnostics_.empty()) return std::move(scenario_);
    sort_and_unique(diagnostics_);
    return std::move(diagnostics_);
  }

 private:
  [[nodiscard]] const Sources& sources() const { return scenario_.sources_; }

  bool load_trees(const SourceText& file) {
    const Node own = parse(file);
    if (!is_scenario(own)) return false;
    load_settings();
    if (!surroundings_.pack.text.empty()) scenario_.tree_ = load_pack();
    if (!scenario_.tree_.is_mapping()) scenario_.tree_ = Node::mapping(own.place);
    lay_scenario(scenario_.tree_, own);
    scenario_.tree_.place = own.place;
    return true;
  }

  Node parse(const SourceText& source) {
    const std::uint32_t index = scenario_.sources_.add(source);
    return parse_yaml(sources(), index, diagnostics_);
  }

  /// Whether `node` is a mapping of the format that we read. Nothing else is checked of a file of
  /// another format: what it would mean is not known.
  bool is_scenario(const Node& node) {
    const std::size_t errors_before = diagnostics_.size();
    const bool is_broken = node.kind == Node::Kind::nothing && errors_before > 0;
    if (is_broken) return false;
    Place start = node.place;
    start.line = std::max(start.line, 1U);
    start.column = std::max(start.column, 1U);
    if (!node.is_mapping()) {
      reader_.error(start,
                    "a file must be a mapping of keys, not " + described(node),
                    "it begins with format: 1");
      return false;
    }
    const Member* format = node.find("format");
    if (format == nullptr) {
      reader_.error(start, "`format` is missing", "write format: 1");
    } else if (!format->value.is_scalar() || format->value.text != "1") {
      reader_.error(format->value.place,
                    "`format` is " + described(format->value) + "; this build reads format 1");
    }
    return diagnostics_.size() == errors_before;
  }

  Node load_pack() {
    Node pack = parse(surroundings_.pack);
    if (!is_scenario(pack)) return {};
    Node defaults;
    for (Member& member : pack.members) {
      if (member.key == "defaults") {
        defaults = std::move(member.value);
      } else if (member.key != "format" && member.key != "name" && member.key != "title") {
        reader_.error(member.place,
                      "unknown key `" + member.key + "` in pack",
                      "a pack has format, name, title and defaults");
      }
    }
    if (defaults.kind != Node::Kind::nothing && !defaults.is_mapping()) {
      reader_.error(defaults.place, "`defaults` must be a mapping, not " + described(defaults));
    }
    for (const std::string_view key : {"format", "name", "variants", "matrix"}) {
      if (const Member* member = defaults.find(key)) {
        reader_.error(member->place, "`" + member->key + "` is every scenario's own");
      }
    }
    return defaults;
  }

  void load_settings() {
    for (const std::string& setting : surroundings_.settings) {
      const std::size_t equals = setting.find('=');
      if (equals == std::string::npos) {
        const std::uint32_t index = scenario_.sources_.add({.file = "--set", .text = setting});
        reader_.error({index, 1, 1, 1}, "a setting is key.path=value");
        continue;
      }
      // The value stands where it stands in the argument, so that carets point there.
      const SourceText value{.file = "--set",
                             .text = std::string(equals + 1, ' ') + setting.substr(equals + 1)};
      Node node = parse(value);
      if (node.kind == Node::Kind::nothing) node.kind = Node::Kind::scalar;
      const std::uint32_t index = scenario_.sources_.last();
      scenario_.sources_.show(index, setting);
      const Place place{
          .source = index, .line = 1, .column = 1, .length = static_cast<std::uint32_t>(equals)};
      scenario_.settings_.push_back(
          {.path = setting.substr(0, equals), .value = std::move(node), .place = place});
    }
  }

  std::optional<Node> take(std::string_view key) {
    Member* member = scenario_.tree_.find(key);
    if (member == nullptr) return std::nullopt;
    Node node = std::move(member->value);
    std::erase_if(scenario_.tree_.members, [&](const Member& m) { return m.key == key; });
    if (node.is_mapping()) return node;
    reader_.error(node.place,
                  "`" + std::string(key) + "` must be a mapping, not " + described(node));
    return std::nullopt;
  }

  void take_variants() {
    // Each is a whole scenario to check.
    constexpr std::size_t variants_max = 64;
    if (std::optional<Node> node = take("variants")) scenario_.variant_nodes_ = std::move(*node);
    for (const Member& variant : scenario_.variant_nodes_.members) {
      reader_.check_text(variant.key, variant.place, TextRule::name);
      if (variant.key == "all") {
        reader_.error(variant.place, "`all` means every variant; call this one something else");
      }
      if (!variant.value.is_mapping()) {
        reader_.error(variant.value.place,
                      "a variant must be a mapping of the keys that it changes, not " +
                          described(variant.value),
                      "write {} for one that changes nothing");
      }
      for (const std::string_view key : {"format", "name", "variants", "matrix"}) {
        if (const Member* member = variant.value.find(key)) {
          reader_.error(member->place, "`" + member->key + "` cannot differ between variants");
        }
      }
      if (scenario_.variants_.size() == variants_max) {
        reader_.error(variant.place, "more than " + std::to_string(variants_max) + " variants");
        break;
      }
      scenario_.variants_.push_back({.name = variant.key, .line = variant.place.line});
    }
    if (scenario_.variants_.empty()) {
      scenario_.variants_.push_back({.name = std::string(base_variant), .line = 1});
    }
  }

  void take_matrix() {
    // Every combination is a scenario of its own; more belong into several files.
    constexpr std::size_t points_max = 256;
    std::optional<Node> node = take("matrix");
    if (!node) return;
    std::size_t points = 1;
    for (const Member& axis : node->members) {
      if (!axis.value.is_list() || axis.value.items.empty()) {
        reader_.error(axis.value.place,
                      "`" + axis.key + "` must be a list of the values to try, not " +
                          (axis.value.is_list() ? "an empty one" : described(axis.value)));
        continue;
      }
      points *= axis.value.items.size();
      if (points > points_max) {
        reader_.error(axis.place,
                      "the matrix has more than " + std::to_string(points_max) + " combinations");
        break;
      }
      Axis& words = scenario_.axes_.emplace_back();
      words.key = axis.key;
      for (const Node& value : axis.value.items) words.values.push_back(flow_text(value));
    }
    scenario_.matrix_node_ = std::move(*node);
  }

  /// Checks the file without its variants as far as that goes, each variant on each transport that
  /// differs, and each value of the matrix once.
  void check_choices() {
    if (!diagnostics_.empty()) return;
    if (!scenario_.variant_nodes_.members.empty()) {
      Node part = scenario_.tree_;
      std::erase_if(part.members, [](const Member& member) { return member.key == "expect"; });
      ResolvedScenario ignored;
      reader_.read_mapping(part, scenario_mapping, &ignored);
    }
    for (const VariantName& variant : scenario_.variants_) {
      check(Choice{.variant = variant.name});
      for (const std::string& transport : differing_transports(variant.name)) {
        check(Choice{.variant = variant.name, .transport = transport});
      }
    }
    for (std::size_t axis = 0; axis < scenario_.axes_.size(); ++axis) {
      for (std::size_t value = 1; value < scenario_.axes_[axis].values.size(); ++value) {
        Choice choice{.point = std::vector<std::size_t>(scenario_.axes_.size(), 0)};
        choice.point[axis] = value;
        check(choice);
      }
    }
  }

  void check(const Choice& choice) {
    if (reader_.is_full()) return;
    auto resolved = scenario_.resolve(choice);
    if (resolved) return;
    for (Diagnostic& diagnostic : resolved.error()) diagnostics_.push_back(std::move(diagnostic));
    sort_and_unique(diagnostics_);
  }

  /// The transports that the expectations of `variant` speak of.
  [[nodiscard]] std::vector<std::string> differing_transports(const std::string& variant) const {
    std::vector<std::string> transports;
    const Node tree = scenario_.tree_of(variant);
    const Member* expect = tree.find("expect");
    if (expect == nullptr) return transports;
    for (const Member& block : expect->value.members) {
      const Member* differences = block.value.find("transports");
      if (differences == nullptr) continue;
      for (const Member& difference : differences->value.members) {
        transports.push_back(difference.key);
      }
    }
    return transports;
  }

  /// What the file says of itself, and the whole of it with every default.
  void finish() {
    Node whole = scenario_.tree_;
    add_seed(whole);
    std::optional<Node> expect;
    if (Member* member = whole.find("expect")) {
      expect = std::move(member->value);
      member->value = Node::mapping(member->place);
    }
    reader_.read_mapping(whole, scenario_mapping, &scenario_.base_);
    Node ordered = Node::mapping(whole.place);
    const auto add = [&](std::string_view key, const Node& node) {
      if (node.kind == Node::Kind::nothing) return;
      ordered.members.push_back({.key = std::string(key), .place = node.place, .value = node});
    };
    for (const Field& field : scenario_mapping.fields) {
      if (field.key == "variants") {
        add(field.key, scenario_.variant_nodes_);
      } else if (field.key == "matrix") {
        add(field.key, scenario_.matrix_node_);
      } else if (field.key == "expect" && expect) {
        add(field.key, *expect);
      } else if (const Member* member = whole.find(field.key)) {
        add(field.key, member->value);
      }
    }
    scenario_.text_ = block_text(ordered);
  }

  const Surroundings& surroundings_;
  Scenario scenario_;
  Diagnostics diagnostics_;
  FieldReader reader_;
};

boost::system::result<Scenario, Diagnostics> read(const SourceText& file,
                                                  const Surroundings& surroundings,
                                                  const Vocabulary& vocabulary) {
  return Loader(surroundings, vocabulary).load(file);
}

}  // namespace ripcord::scenario
