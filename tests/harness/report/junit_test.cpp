#include "harness/report/junit.hpp"

#include "tests/harness/report/sample_runs.hpp"

#include <gtest/gtest.h>

namespace ripcord::report {
namespace {

TEST(Junit, has_one_case_for_all_seeds_of_a_variant) {
  const Subject subject = patched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});
  document.add(subject, passed_run(2), {});

  EXPECT_EQ(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"ripcord\" tests=\"1\" failures=\"0\" errors=\"0\" time=\"0.000060\">\n"
      "  <testsuite name=\"scenarios/q156715\" tests=\"1\" failures=\"0\" errors=\"0\" "
      "time=\"0.000060\">\n"
      "    <testcase classname=\"scenarios/q156715\" name=\"second_file[patched] sim\" "
      "time=\"0.000060\" "
      "file=\"scenarios/q156715/second_file.yaml\" line=\"20\">\n"
      "      <properties>\n"
      "        <property name=\"seed\" value=\"1\"/>\n"
      "        <property name=\"runs\" value=\"2\"/>\n"
      "        <property name=\"flaky\" value=\"0\"/>\n"
      "        <property name=\"reproduce\" value=\"ripcord run scenarios/q156715/second_file.yaml "
      "--variant patched "
      "--seed 1 --transport sim\"/>\n"
      "      </properties>\n"
      "    </testcase>\n"
      "  </testsuite>\n"
      "</testsuites>\n",
      junit_xml(document));
}

TEST(Junit, carries_the_failure_text_of_the_first_failing_run) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});
  document.add(subject, wrong_run(2), {});

  const std::string xml = junit_xml(document);
  EXPECT_NE(std::string::npos,
            xml.find("<failure message=\"workload[0] backup: error: expected 0x102, got 1722\" "
                     "type=\"failed\">failed: "
                     "scenarios/q156715/second_file [unpatched] sim seed 2\n"))
      << xml;
}

TEST(Junit, calls_it_an_error_if_the_harness_failed) {
  const Subject subject = unpatched_subject();
  ResultDocument document(sample_heading());
  run::RunResult result = wrong_run(1);
  result.verdict = run::Verdict::error;

  document.add(subject, result, {});

  EXPECT_NE(std::string::npos, junit_xml(document).find("failures=\"0\" errors=\"1\""));
}

TEST(Junit, escapes_what_xml_would_read_and_spells_what_it_forbids) {
  Subject subject = unpatched_subject();
  subject.variant = "<&\x01\">";
  ResultDocument document(sample_heading());

  document.add(subject, passed_run(1), {});

  const std::string xml = junit_xml(document);
  EXPECT_NE(std::string::npos, xml.find("second_file[&lt;&amp;\\x01&quot;&gt;] sim")) << xml;
}

TEST(Junit, makes_a_suite_of_each_folder) {
  const Subject first = patched_subject();
  Subject second = patched_subject();
  second.scenario = "scenarios/stale/one";
  ResultDocument document(sample_heading());

  document.add(first, passed_run(1), {});
  document.add(second, passed_run(1), {});

  EXPECT_NE(std::string::npos,
            junit_xml(document).find("<testsuite name=\"scenarios/stale\" tests=\"1\""));
}

}  // namespace
}  // namespace ripcord::report
