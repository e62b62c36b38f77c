#pragma once

#include "harness/report/result_document.hpp"

#include <string>

namespace ripcord::report {

/// junit.xml: one suite a folder of scenarios, one case a scenario, variant and transport whatever
/// the number of seeds, with file, line and the command that plays it again. The failure is that of
/// the first failing run.
[[nodiscard]] std::string junit_xml(const ResultDocument& document);

}  // namespace ripcord::report
