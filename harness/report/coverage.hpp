#pragma once

#include "harness/report/json_writer.hpp"
#include "harness/report/table.hpp"
#include "harness/run/result.hpp"
#include "transports/trace/log.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::report {

/// Where a rule can strike, as far as coverage tells points apart.
enum class PointClass : std::uint8_t {
  connect,       // a client's wish to connect
  setup,         // what a client sends outside of calls
  setup_answer,  // what a server sends outside of calls
  request,       // a client's part of a call
  answer,        // a server's part of a call
  bytes,         // what is no unit of the protocol
  happening,     // what a peer says it did
};
inline constexpr std::size_t point_class_count = 7;
[[nodiscard]] std::string_view point_class_word(PointClass point);
/// The class that `word` names; none if it names none.
[[nodiscard]] std::optional<PointClass> point_class(std::string_view word);

/// The class of the point that `record`, of a unit, a connect, a happening or a strike, is about;
/// none for other records.
[[nodiscard]] std::optional<PointClass> point_class_of(const trace::Record& record);

/// How much of the catalogue a set of runs has tried: fault kind by class of point by transport.
class Coverage {
 public:
  /// A cell of the matrix in which its kind works.
  struct Cell {
    std::string kind;
    PointClass point = PointClass::connect;
    std::string transport;
    /// Points of that class that runs on that transport came to.
    std::uint64_t reached = 0;
    /// Strikes of the kind at them.
    std::uint64_t injected = 0;
    /// Runs in which it struck there: those in which somebody noticed (a step did not complete, or
    /// an oracle was violated), and the others.
    std::uint64_t detected = 0;
    std::uint64_t survived = 0;
  };

  /// Counts a run, whose trace must be there.
  void add(const run::RunResult& result);

  /// Counts what other runs came to, as `cells` said it of them.
  void add(const std::vector<Cell>& cells);

  /// Every cell of the transports that runs were played on, by kind in the order of the catalogue.
  [[nodiscard]] std::vector<Cell> cells() const;

 private:
  /// By class of point.
  using Reached = std::array<std::uint64_t, point_class_count>;
  struct Transport {
    std::string name;
    Reached reached{};
    std::vector<Cell> struck;
  };

  Transport& transport(const std::string& name);

  std::vector<Transport> transports_;
};

/// Kinds by classes of point, a table for each transport, as HTML: in a cell how often the kind
/// struck there and in how many runs somebody noticed.
[[nodiscard]] std::string coverage_matrix(const Coverage& coverage);

/// The cells as a table, and as an array of objects.
[[nodiscard]] Table coverage_table(const Coverage& coverage);
void write_coverage(JsonWriter& json, const Coverage& coverage);

}  // namespace ripcord::report
