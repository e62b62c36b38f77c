#pragma once

#include "harness/report/result_document.hpp"
#include "harness/report/table.hpp"

#include <string>

namespace ripcord::report {

/// The table that a person reads first: for every scenario and variant what came out, what broke,
/// which oracles were violated, and how long it took. Runs of a sweep that ended alike share a row.
[[nodiscard]] Table result_table(const ResultDocument& document);

/// What clients logged where something broke, one line for each row of the table that has a
/// message; and how many connections could not be told apart, where there were such.
[[nodiscard]] std::string message_lines(const ResultDocument& document);

/// One line for one subject, as continuous integration prints it: `ok   q156715/second_file
/// [patched] sim: completed`. Ends in a newline.
[[nodiscard]] std::string result_line(const Tally& tally, Colours colours);

/// For every subject with more than one run, how much of the space of schedules the sweep saw:
/// `...: distinct traces 20 of 20, distinct outcomes 1`; a warning follows where all seeds gave one
/// trace.
[[nodiscard]] std::string sweep_lines(const ResultDocument& document, Colours colours);

/// The failure text of the first failing run of each subject, and how many more there are.
[[nodiscard]] std::string failure_texts(const ResultDocument& document, Colours colours);

/// How long all runs took, on how many threads.
struct Effort {
  Duration wall{};
  unsigned threads = 1;
};

/// The last line: `N runs in T s, R runs/s per core`, and what was not selected. Ends in a newline.
[[nodiscard]] std::string closing_line(const ResultDocument& document, Effort effort);

/// `1.25s`, `31.2ms`: three digits, for people. Virtual times of sweeps are exact elsewhere.
[[nodiscard]] std::string short_duration(Duration duration);

}  // namespace ripcord::report
