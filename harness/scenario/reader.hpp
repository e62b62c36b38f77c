#pragma once

#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/node.hpp"
#include "harness/scenario/overlay.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/source.hpp"
#include "harness/scenario/vocabulary.hpp"

#include <boost/system/result.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::scenario {

class FieldReader;

using Diagnostics = std::vector<Diagnostic>;

/// The variant of a file that has none.
inline constexpr std::string_view base_variant = "base";

/// What a scenario is read for.
enum class Purpose : std::uint8_t {
  /// To be played and judged: it has a workload and expectations.
  play,
  /// For its world alone, which is served to others.
  world,
  /// For whatever it is meant for: as `world` where it has neither workload nor expectations, else
  /// as `play`.
  either,
};

/// What a scenario is put together from beside its own file.
struct Surroundings {
  /// The pack.yaml of its folder; an empty text = none.
  SourceText pack;
  /// Settings of the command line, `key.path=value`, laid over everything else.
  std::vector<std::string> settings;
  Purpose purpose = Purpose::play;
};

struct VariantName {
  std::string name;
  std::uint32_t line = 0;
};

/// One key of `matrix:` and its values as written.
struct Axis {
  std::string key;
  std::vector<std::string> values;
};

/// Which of a scenario's runs is meant.
struct Choice {
  /// Empty = the first.
  std::string variant;
  /// Empty = the first.
  std::string transport;
  /// An index into each axis; empty = the first value of each.
  std::vector<std::size_t> point;
};

/// A scenario file that is free of errors, its variants and matrix points not yet folded in.
class Scenario {
 public:
  [[nodiscard]] const std::string& file() const { return base_.file; }
  [[nodiscard]] const std::string& name() const { return base_.name; }
  [[nodiscard]] const std::string& title() const { return base_.title; }
  [[nodiscard]] const std::vector<std::string>& tags() const { return base_.tags; }
  [[nodiscard]] const std::vector<std::string>& requirements() const { return base_.requirements; }
  /// Whether it starts or dials programs of others, or requires something.
  [[nodiscard]] bool is_live() const;
  [[nodiscard]] const std::vector<std::string>& transports() const { return base_.transports; }
  [[nodiscard]] Seeds seeds() const { return base_.seeds; }

  /// In the order of the file; the base variant alone where the file has none.
  [[nodiscard]] const std::vector<VariantName>& variants() const { return variants_; }
  [[nodiscard]] const std::vector<Axis>& axes() const { return axes_; }
  /// Every combination of the axes' values, the last axis fastest; one empty point without axes.
  [[nodiscard]] std::vector<std::vector<std::size_t>> points() const;

  /// Whether it can be played: it has a workload or expectations in some variant. What has neither
  /// is for servers and proxies.
  [[nodiscard]] bool has_play() const;

  /// The run that `choice` means, or what is wrong with it: a variant or transport that the file
  /// does not have. What was read without errors has none in any of its choices.
  [[nodiscard]] boost::system::result<ResolvedScenario, Diagnostics> resolve(
      const Choice& choice) const;

  /// The whole file with every default filled in, its variants and matrix kept; reads back as the
  /// same scenario.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  friend class Loader;

  /// Of the variants.
  [[nodiscard]] std::vector<std::string_view> names() const;
  /// The tree of one run, and what `run` shows of it beside the tree.
  [[nodiscard]] Node fold(FieldReader& reader, const Choice& choice, ResolvedScenario& run) const;
  /// The file's tree with the variant's keys laid over it.
  [[nodiscard]] Node tree_of(const std::string& variant) const;

  Sources sources_;
  const Vocabulary* vocabulary_ = nullptr;
  Purpose purpose_ = Purpose::play;
  /// The pack's defaults with the file laid over them, without `variants` and `matrix`.
  Node tree_;
  Node variant_nodes_;
  Node matrix_node_;
  std::vector<Setting> settings_;
  std::vector<VariantName> variants_;
  std::vector<Axis> axes_;
  /// What the file says without its variants; not checked as a whole.
  ResolvedScenario base_;
  std::string text_;
};

/// Reads the scenario in `file`, or says everything that is wrong with it, in order of place. A
/// syntax error ends its file. `vocabulary` must outlive the scenario.
[[nodiscard]] boost::system::result<Scenario, Diagnostics> read(const SourceText& file,
                                                                const Surroundings& surroundings,
                                                                const Vocabulary& vocabulary);

}  // namespace ripcord::scenario
