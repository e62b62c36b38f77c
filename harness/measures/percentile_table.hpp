#pragma once

#include "harness/measures/histogram.hpp"

#include <string>

namespace ripcord::measures {

/// `histogram` as a table of percentiles in the form of HdrHistogram's `.hgrm` files, which its
/// plotters read: value, share of values up to it, how many these are, and 1 / (1 - share).
/// `unit` is what one unit of the table is in units of the histogram: 1,000,000 shows nanoseconds
/// as milliseconds. Ends in a newline.
[[nodiscard]] std::string percentile_table(const Histogram& histogram, double unit);

}  // namespace ripcord::measures
