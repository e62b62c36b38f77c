#pragma once

#include "harness/report/json_writer.hpp"
#include "harness/report/stored_json.hpp"
#include "harness/report/subject.hpp"

namespace ripcord::report {

/// Adds the members that a subject is made of to the object that `json` has begun.
void write_subject(JsonWriter& json, const Subject& subject);

/// The subject whose members `json` has; what is wrong with them is noted there.
[[nodiscard]] Subject stored_subject(const StoredJson& json);

}  // namespace ripcord::report
