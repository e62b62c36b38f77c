#pragma once

#include "harness/scenario/node.hpp"
#include "transports/shim/rule_spec.hpp"

namespace ripcord::scenario {

class FieldReader;

/// The `do:` at `node`: one fault or action of the vocabulary and its arguments, completed by its
/// fallbacks, into the rule.
void read_kind(FieldReader& reader, Node& node, shim::RuleSpec& rule);

}  // namespace ripcord::scenario
