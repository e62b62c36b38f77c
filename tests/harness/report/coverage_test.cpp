#include "harness/report/coverage.hpp"

#include "transports/trace/coordinate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace ripcord::report {
namespace {

using trace::Record;
using trace::What;

/// Two rules: a reset, and a refused connect.
trace::Legend legend_of_two() {
  trace::Legend legend;
  legend.rules = {{.id = "r", .kind = "reset", .digest = 1},
                  {.id = "c", .kind = "refuse", .digest = 2}};
  return legend;
}

const trace::Legend& two_rules() {
  static const trace::Legend legend = legend_of_two();
  return legend;
}

run::RunResult run_of(const std::vector<Record>& records) {
  run::RunResult result;
  result.transport = "sim";
  result.trace = std::make_unique<trace::Log>(two_rules());
  for (const Record& record : records) result.trace->append(record);
  return result;
}

constexpr Record request{.connection = 1, .operation = 4, .what = What::unit};
constexpr Record answer{.connection = 1, .operation = 4, .what = What::unit, .direction = 1};
constexpr Record bind{.connection = 1, .what = What::unit, .pdu = 11};
constexpr Record connect{.connection = 1, .what = What::connect_requested};
constexpr Record reset_of_answer{
    .connection = 1, .operation = 4, .rule = 0, .what = What::fired, .direction = 1};
constexpr Record refused_connect{
    .connection = 1, .rule = 1, .what = What::fired, .pdu = trace::connect_pdu};

/// The cell of `kind` at `point`; an empty one if there is none.
Coverage::Cell cell(const Coverage& coverage, std::string_view kind, PointClass point) {
  const std::vector<Coverage::Cell> cells = coverage.cells();
  const auto found = std::ranges::find_if(
      cells, [&](const Coverage::Cell& one) { return one.kind == kind && one.point == point; });
  return found == cells.end() ? Coverage::Cell{} : *found;
}

TEST(Coverage, counts_points_that_were_reached) {
  Coverage coverage;

  coverage.add(run_of({connect, bind, request, answer, answer}));

  EXPECT_EQ(2U, cell(coverage, "reset", PointClass::answer).reached);
  EXPECT_EQ(1U, cell(coverage, "reset", PointClass::request).reached);
  EXPECT_EQ(1U, cell(coverage, "reset", PointClass::setup).reached);
  EXPECT_EQ(1U, cell(coverage, "refuse", PointClass::connect).reached);
}

TEST(Coverage, counts_strikes_by_kind_and_point) {
  Coverage coverage;

  coverage.add(run_of({answer, reset_of_answer, answer, reset_of_answer, refused_connect}));

  EXPECT_EQ(2U, cell(coverage, "reset", PointClass::answer).injected);
  EXPECT_EQ(1U, cell(coverage, "refuse", PointClass::connect).injected);
  EXPECT_EQ(0U, cell(coverage, "drop", PointClass::answer).injected);
}

TEST(Coverage, says_that_a_run_survived_if_it_completed) {
  Coverage coverage;

  coverage.add(run_of({answer, reset_of_answer}));

  EXPECT_EQ(1U, cell(coverage, "reset", PointClass::answer).survived);
  EXPECT_EQ(0U, cell(coverage, "reset", PointClass::answer).detected);
}

TEST(Coverage, says_that_a_fault_was_detected_if_a_step_failed) {
  Coverage coverage;
  run::RunResult result = run_of({answer, reset_of_answer});
  result.ending.outcome = run::Outcome::failed;

  coverage.add(result);

  EXPECT_EQ(1U, cell(coverage, "reset", PointClass::answer).detected);
}

TEST(Coverage, says_that_a_fault_was_detected_if_an_oracle_was_violated) {
  Coverage coverage;
  run::RunResult result = run_of({answer, reset_of_answer});
  result.oracles.push_back({.id = "bytes_equal", .state = run::OracleState::violated});

  coverage.add(result);

  EXPECT_EQ(1U, cell(coverage, "reset", PointClass::answer).detected);
}

TEST(Coverage, has_no_cell_where_a_kind_cannot_strike) {
  Coverage coverage;

  coverage.add(run_of({connect}));

  EXPECT_EQ("", cell(coverage, "refuse", PointClass::answer).kind);
  EXPECT_EQ("", cell(coverage, "reset", PointClass::happening).kind);
  EXPECT_EQ("", cell(coverage, "answer_empty", PointClass::request).kind);
}

TEST(Coverage, has_a_cell_for_what_was_never_tried) {
  Coverage coverage;

  coverage.add(run_of({connect}));

  EXPECT_EQ("drop", cell(coverage, "drop", PointClass::request).kind);
  EXPECT_EQ("move_endpoint", cell(coverage, "move_endpoint", PointClass::happening).kind);
}

TEST(CoverageTable, has_a_row_for_each_cell) {
  Coverage coverage;
  coverage.add(run_of({answer, reset_of_answer}));

  const std::string text = coverage_table(coverage).text(Colours::off);

  EXPECT_EQ(coverage.cells().size() + 1, static_cast<std::size_t>(std::ranges::count(text, '\n')));
}

TEST(CoverageMatrix, has_a_column_for_each_class_of_point) {
  Coverage coverage;
  coverage.add({{.kind = "reset",
                 .point = PointClass::request,
                 .transport = "sim",
                 .reached = 5,
                 .injected = 2,
                 .detected = 1,
                 .survived = 1}});

  const std::string matrix = coverage_matrix(coverage);

  EXPECT_NE(std::string::npos, matrix.find("<th>connect</th><th>setup</th><th>setup_answer</th>"));
  EXPECT_NE(std::string::npos, matrix.find(">2, noticed in 1 of 2</td>"));
  EXPECT_EQ(matrix.find("<td>reset</td>"), matrix.rfind("<td>reset</td>"));
}

TEST(CoverageMatrix, of_nothing_is_empty) { EXPECT_EQ("", coverage_matrix(Coverage())); }

}  // namespace
}  // namespace ripcord::report
