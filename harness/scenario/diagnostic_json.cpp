#include "harness/scenario/diagnostic_json.hpp"

#include <nlohmann/json.hpp>

namespace ripcord::scenario {

nlohmann::ordered_json json(const Diagnostic& diagnostic) {
  nlohmann::ordered_json object{{"file", diagnostic.file},
                                {"line", diagnostic.line},
                                {"column", diagnostic.column},
                                {"length", diagnostic.length},
                                {"severity", "error"},
                                {"message", diagnostic.message}};
  if (!diagnostic.hint.empty()) object["hint"] = diagnostic.hint;
  return object;
}

}  // namespace ripcord::scenario
