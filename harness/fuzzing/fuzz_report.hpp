#pragma once

#include "harness/fuzzing/fuzzer.hpp"

#include <span>
#include <string>
#include <string_view>

namespace ripcord::fuzzing {

/// `pdu_stream: 60 s, 1234567 runs, 20576/s, edges 1169, corpus restored 218, added 17, kept 235, 1
/// crash`, with its end.
[[nodiscard]] std::string result_line(const FuzzResult& result);

/// A finding for people: what broke and where, its input in `words`, and the one command that shows
/// it again.
[[nodiscard]] std::string finding_text(const Finding& finding,
                                       std::string_view words,
                                       std::string_view programs);

/// All results as one JSON document, with its end.
[[nodiscard]] std::string results_json(std::span<const FuzzResult> results);

/// The findings as SARIF 2.1.0, which code scanners show at the line that broke.
[[nodiscard]] std::string findings_sarif(std::span<const FuzzResult> results,
                                         std::string_view version);

}  // namespace ripcord::fuzzing
