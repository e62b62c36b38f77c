#include "harness/scenario/field_reader.hpp"
#include "harness/scenario/line_pattern.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/tables.hpp"

#include <array>
#include <string_view>

namespace ripcord::scenario {
namespace {

constexpr std::array<std::string_view, 2> betters{"lower", "higher"};

void read_pattern(FieldReader& reader, Node& node, const Field& self, MetricSpec& metric) {
  reader.read(node, self, metric.from_output);
  if (LinePattern::parse(metric.from_output)) return;
  reader.error(node.place,
               "`from_output` must be a regular expression, not " + described(node),
               "a backslash stands before a bracket that is meant as such");
}

constexpr std::array metric_fields{
    special<&read_pattern>(
        {.key = "from_output",
         .type = any_text,
         .doc = "A regular expression for lines that a program of others writes, on either stream. "
                "Its first group is the number, or all that it matches; the last match counts.",
         .presence = Presence::required}),
    field<&MetricSpec::better>({.key = "better",
                                .type = choice_of(betters),
                                .fallback = "lower",
                                .doc = "Which way is better."}),
    field<&MetricSpec::threshold>(
        {.key = "threshold",
         .type = scalar_of(shim::ValueType::probability),
         .doc = "Differences up to this share are none; where absent, it is shown and not "
                "judged."}),
};

}  // namespace

constexpr Mapping metric_mapping{
    .name = "metric", .doc = "A number that programs write.", .fields = metric_fields};

}  // namespace ripcord::scenario
