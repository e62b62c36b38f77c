#include "harness/fuzzing/fuzzer_log.hpp"

#include <gtest/gtest.h>

namespace ripcord::fuzzing {
namespace {

TEST(FuzzerLog, has_the_counts_of_the_last_lines) {
  const FuzzerLog log = read_fuzzer_log(
      "#2\tINITED cov: 31 ft: 32 corp: 1/1b exec/s: 0 rss: 30Mb\n"
      "#8192\tpulse  cov: 384 ft: 440 corp: 32/450b lim: 80 exec/s: 4096 rss: 60Mb\n"
      "stat::number_of_executed_units: 179164\n"
      "stat::average_exec_per_sec:     59721\n"
      "stat::new_units_added:          17\n");

  EXPECT_EQ(179'164U, log.runs);
  EXPECT_EQ(59'721U, log.runs_per_second);
  EXPECT_EQ(384U, log.edges);
  EXPECT_EQ(17U, log.added);
  EXPECT_EQ("", log.broken);
}

TEST(FuzzerLog, has_the_place_of_an_assertion) {
  const FuzzerLog log = read_fuzzer_log(
      "../../fuzz/scenario_fuzzer.cpp:34: ripcord is broken: whole.has_value()\n"
      "==1== ERROR: libFuzzer: deadly signal\n");

  EXPECT_EQ("ripcord is broken: whole.has_value()", log.broken);
  EXPECT_EQ("fuzz/scenario_fuzzer.cpp", log.file);
  EXPECT_EQ(34U, log.line);
}

TEST(FuzzerLog, has_the_first_frame_in_a_source_of_ours) {
  const FuzzerLog log = read_fuzzer_log(
      "==19564==ERROR: AddressSanitizer: SEGV on unknown address\n"
      "    #0 0x55 in strlen (/lib/libc.so.6+0x1)\n"
      "    #1 0x56 in trace::unit_line() "
      "/src/build/fuzz/../../transports/trace/when_text.cpp:57:40\n"
      "    #2 0x57 in main /src/build/fuzz/../../fuzz/trace_lines_fuzzer.cpp:16:5\n");

  EXPECT_EQ("AddressSanitizer: SEGV on unknown address", log.broken);
  EXPECT_EQ("transports/trace/when_text.cpp", log.file);
  EXPECT_EQ(57U, log.line);
}

TEST(FuzzerLog, has_the_place_of_undefined_behaviour) {
  const FuzzerLog log = read_fuzzer_log(
      "../../transports/base/quantity.cpp:41:9: runtime error: signed integer overflow\n");

  EXPECT_EQ("runtime error: signed integer overflow", log.broken);
  EXPECT_EQ("transports/base/quantity.cpp", log.file);
}

TEST(FuzzerLog, has_what_a_schedule_tells_of_itself) {
  const FuzzerLog log = read_fuzzer_log(
      "broken: recovery: failed 1722 (why)\n"
      "choice: caller>demo/1/connect do refuse {}\n"
      "---- scenario\n"
      "format: 1\n"
      "name: found\n"
      "---- end\n"
      "../../fuzz/schedule_fuzzer.cpp:24: ripcord is broken: x\n");

  EXPECT_EQ("broken: recovery: failed 1722 (why)\nchoice: caller>demo/1/connect do refuse {}\n",
            log.told);
  EXPECT_EQ("format: 1\nname: found\n", log.scenario);
}

}  // namespace
}  // namespace ripcord::fuzzing
