#pragma once

#include "harness/report/result_document.hpp"

#include <string>

namespace ripcord::report {

/// All subjects as the Test Anything Protocol, version 14, one test point each: what `prove` and
/// its kin read. A failure's text is in the block below its point.
[[nodiscard]] std::string tap(const ResultDocument& document);

}  // namespace ripcord::report
