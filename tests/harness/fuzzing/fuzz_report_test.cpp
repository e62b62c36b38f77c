#include "harness/fuzzing/fuzz_report.hpp"

#include "harness/fuzzing/input_words.hpp"
#include "tests/support/hex.hpp"
#include "transports/dcerpc/dcerpc_protocol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace ripcord::fuzzing {
namespace {

using testing::HasSubstr;

FuzzResult one_crash() {
  FuzzResult result{.target = "tower",
                    .wall = std::chrono::seconds(60),
                    .log = {.runs = 1200, .runs_per_second = 20, .edges = 303, .added = 4},
                    .restored = 68,
                    .kept = 9};
  result.findings.push_back(
      {.kind = "crash",
       .target = "tower",
       .path = "out/findings/tower-crash-1f",
       .log = {
           .broken = "heap-buffer-overflow", .file = "transports/dcerpc/tower.cpp", .line = 22}});
  return result;
}

TEST(FuzzReport, tells_a_target_in_one_line) {
  EXPECT_EQ(
      "tower: 60 s, 1200 runs, 20/s, edges 303, corpus restored 68, added 4, kept 9, 1 crash\n",
      result_line(one_crash()));
}

TEST(FuzzReport, tells_how_to_see_a_finding_again) {
  EXPECT_EQ(
      "crash in tower: heap-buffer-overflow\n"
      "  at transports/dcerpc/tower.cpp:22\n"
      "  input out/findings/tower-crash-1f:\n"
      "    bytes: 05\n"
      "  reproduce: ripcord fuzz repro tower out/findings/tower-crash-1f --targets "
      "build/fuzz/fuzz\n",
      finding_text(one_crash().findings.front(), "bytes: 05\n", "build/fuzz/fuzz"));
}

TEST(FuzzReport, gives_code_scanners_the_line_that_broke) {
  const std::array results{one_crash()};

  EXPECT_THAT(findings_sarif(results, "0.1.0"),
              HasSubstr(R"("artifactLocation":{"uri":"transports/dcerpc/tower.cpp"},)"
                        R"("region":{"startLine":22})"));
}

TEST(FuzzReport, has_the_findings_of_each_target_as_json) {
  const std::array results{one_crash()};

  EXPECT_THAT(results_json(results), HasSubstr(R"("findings":[{"kind":"crash")"));
}

TEST(InputWords, names_the_fields_of_each_unit) {
  const Target target{.name = "client", .shape = Shape::units, .prefix_size = 1};
  const Bytes input = bytes("07 05 00 13 03 10 00 00 00 10 00 00 00 02 00 00 00 ff");

  const std::string words = input_words(target, input, dcerpc::protocol());

  EXPECT_THAT(words, HasSubstr("choices: 07\n"));
  EXPECT_THAT(words, HasSubstr("orphaned of 16 bytes:"));
  EXPECT_THAT(words, HasSubstr("call_id=2"));
  EXPECT_THAT(words, HasSubstr("then: ff\n"));
}

TEST(InputWords, shows_a_text_as_it_is) {
  EXPECT_EQ("250ms",
            input_words({.name = "quantity"}, bytes("32 35 30 6d 73"), dcerpc::protocol()));
}

}  // namespace
}  // namespace ripcord::fuzzing
