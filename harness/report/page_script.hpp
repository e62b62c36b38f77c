#pragma once

#include <string_view>

namespace ripcord::report {

/// What report.html does beside being read: it filters. Nothing on the page needs it.
[[nodiscard]] std::string_view page_script();

/// Of the script, as a content security policy names it (CSP Level 3 §2.3.1).
[[nodiscard]] std::string_view page_script_hash();

/// How the page looks, in light and in dark.
[[nodiscard]] std::string_view page_style();

}  // namespace ripcord::report
