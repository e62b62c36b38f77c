#include "harness/measures/percentile_table.hpp"

#include <gtest/gtest.h>

namespace ripcord::measures {
namespace {

TEST(PercentileTable, has_a_line_for_each_step_towards_the_greatest_value) {
  Histogram histogram;
  histogram.record(1000, 1);
  histogram.record(2000, 1);

  EXPECT_EQ(
      "       Value     Percentile TotalCount 1/(1-Percentile)\n"
      "\n"
      "       1.000 0.000000000000          1           1.00\n"
      "       1.000 0.100000000000          1           1.11\n"
      "       1.000 0.200000000000          1           1.25\n"
      "       1.000 0.300000000000          1           1.43\n"
      "       1.000 0.400000000000          1           1.67\n"
      "       1.000 0.500000000000          1           2.00\n"
      "       2.000 1.000000000000          2\n"
      "#[Mean    =        1.500, StdDeviation   =        0.500]\n"
      "#[Max     =        2.000, Total count    =            2]\n"
      "#[Buckets =           32, SubBuckets     =         1024]\n",
      percentile_table(histogram, 1000));
}

TEST(PercentileTable, has_no_lines_without_values) {
  EXPECT_EQ(
      "       Value     Percentile TotalCount 1/(1-Percentile)\n"
      "\n"
      "#[Mean    =        0.000, StdDeviation   =        0.000]\n"
      "#[Max     =        0.000, Total count    =            0]\n"
      "#[Buckets =           32, SubBuckets     =         1024]\n",
      percentile_table(Histogram(), 1));
}

}  // namespace
}  // namespace ripcord::measures
