#pragma once

#include "harness/scenario/node.hpp"
#include "transports/shim/rule_spec.hpp"

namespace ripcord::scenario {

class FieldReader;

/// The `when:` at `node`, into the rule's selection and counting.
void read_selection(FieldReader& reader, Node& node, shim::RuleSpec& rule);

/// Refuses a rule whose fault harms units and whose `when:`, as read at the rule's `node`, selects
/// happenings, and keys of units beside an `event`: neither can ever match.
void refuse_fault_without_unit(FieldReader& reader, const Node& node, const shim::RuleSpec& rule);

}  // namespace ripcord::scenario
