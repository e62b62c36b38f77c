#pragma once

#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/node.hpp"
#include "harness/scenario/source.hpp"

#include <cstdint>
#include <vector>

namespace ripcord::scenario {

/// Reads source `index` of `sources` as a document of the strict subset of YAML: UTF-8, one
/// document, no anchors, aliases, tags, directives or merge keys, plain words as keys, each once.
/// JSON is such a document.
///
/// Work and memory are bounded whatever the text is: see the limits in the source. Appends every
/// duplicate key to `diagnostics`, and the first error of any other sort, which ends the document.
/// Returns a node of kind `nothing` for an empty document and where the document ended early; the
/// caller asks `diagnostics`.
[[nodiscard]] Node parse_yaml(const Sources& sources,
                              std::uint32_t index,
                              std::vector<Diagnostic>& diagnostics);

}  // namespace ripcord::scenario
