#pragma once

#include "harness/compare/comparison_json.hpp"
#include "harness/report/folder.hpp"

#include <boost/system/result.hpp>

#include <string_view>

namespace ripcord::compare {

/// A comparison that was read back, with what it says of itself.
struct StoredComparison {
  Heading heading;
  Comparison comparison;
};

/// Of what `comparison_json` writes. An error says that it is not that.
[[nodiscard]] boost::system::result<StoredComparison, report::WriteError> stored_comparison(
    std::string_view json);

}  // namespace ripcord::compare
