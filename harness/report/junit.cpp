#include "harness/report/junit.hpp"

#include "harness/report/plain_text.hpp"

#include <fmt/format.h>

#include <iterator>
#include <string_view>
#include <vector>

namespace ripcord::report {
namespace {

std::string escaped(std::string_view text) {
  std::string xml;
  for (const char c : plain_text(text)) {
    switch (c) {
      case '&':
        xml += "&amp;";
        break;
      case '<':
        xml += "&lt;";
        break;
      case '>':
        xml += "&gt;";
        break;
      case '"':
        xml += "&quot;";
        break;
      default:
        xml += c;
    }
  }
  return xml;
}

double seconds(Duration duration) { return std::chrono::duration<double>(duration).count(); }

std::string suite_name(const Subject& subject) {
  const std::size_t slash = subject.scenario.rfind('/');
  return slash == std::string::npos ? "." : subject.scenario.substr(0, slash);
}

std::string case_name(const Subject& subject) {
  const std::size_t slash = subject.scenario.rfind('/');
  const std::string file =
      slash == std::string::npos ? subject.scenario : subject.scenario.substr(slash + 1);
  return fmt::format("{}[{}] {}", file, subject.variant, subject.transport);
}

/// Consumers tell what the product did wrong (failure) from what kept us from knowing (error).
std::string_view element_of(run::Verdict verdict) {
  return verdict == run::Verdict::failed ? "failure" : "error";
}

void append_case(std::string& xml, const Tally& tally) {
  const Subject& subject = tally.subject();
  const auto out = std::back_inserter(xml);
  const std::uint64_t seed =
      tally.first_failure() ? tally.first_failure()->seed : tally.first_seed();
  fmt::format_to(
      out,
      "    <testcase classname=\"{}\" name=\"{}\" time=\"{:.6f}\" file=\"{}\" line=\"{}\">\n",
      escaped(suite_name(subject)),
      escaped(case_name(subject)),
      seconds(tally.wall()),
      escaped(subject.file),
      subject.line);
  fmt::format_to(out,
                 "      <properties>\n"
                 "        <property name=\"seed\" value=\"{}\"/>\n"
                 "        <property name=\"runs\" value=\"{}\"/>\n"
                 "        <property name=\"flaky\" value=\"{}\"/>\n"
                 "        <property name=\"reproduce\" value=\"{}\"/>\n"
                 "      </properties>\n",
                 seed,
                 tally.counts().runs,
                 tally.counts().flaky,
                 escaped(reproduce_command(subject, seed)));
  if (const FirstFailure* failure = tally.first_failure()) {
    const std::string_view element = element_of(failure->verdict);
    fmt::format_to(out,
                   "      <{} message=\"{}\" type=\"{}\">{}</{}>\n",
                   element,
                   escaped(failure->line),
                   run::verdict_name(failure->verdict),
                   escaped(failure->text),
                   element);
  }
  xml += "    </testcase>\n";
}

/// Attributes of a suite or of all suites.
struct Sums {
  std::size_t cases = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  Duration wall{};

  void add(const Tally& tally) {
    ++cases;
    wall += tally.wall();
    if (!tally.first_failure()) return;
    ++(tally.first_failure()->verdict == run::Verdict::failed ? failures : errors);
  }
  [[nodiscard]] std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.6f}\"",
                       cases,
                       failures,
                       errors,
                       seconds(wall));
  }
};

void append_suite(std::string& xml,
                  const std::string& name,
                  const std::vector<const Tally*>& tallies) {
  Sums sums;
  std::string cases;
  for (const Tally* tally : tallies) {
    sums.add(*tally);
    append_case(cases, *tally);
  }
  xml += fmt::format(
      "  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", escaped(name), sums.attributes(), cases);
}

}  // namespace

std::string junit_xml(const ResultDocument& document) {
  Sums sums;
  std::string suites;
  std::string suite;
  std::vector<const Tally*> members;
  for (const Tally& tally : document.tallies()) {
    sums.add(tally);
    // Subjects come in order of their paths, so the members of a suite follow each other.
    if (!members.empty() && suite_name(tally.subject()) != suite) {
      append_suite(suites, suite, members);
      members.clear();
    }
    suite = suite_name(tally.subject());
    members.push_back(&tally);
  }
  if (!members.empty()) append_suite(suites, suite, members);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"ripcord\" "
      "{}>\n{}</testsuites>\n",
      sums.attributes(),
      suites);
}

}  // namespace ripcord::report
