#pragma once

#include <span>
#include <string>

namespace ripcord::fuzz {

/// What DCE/RPC is written in, from the tables of `transports/dcerpc`: headers, syntaxes, limits,
/// statuses, floors; each in both byte orders. libFuzzer learns nothing from compares of 8 and 16
/// bits, which is nearly all that such a header has.
[[nodiscard]] std::string protocol_words();

/// Every word of scenarios and replays, from the schema that the shipped program prints.
[[nodiscard]] std::string scenario_words();

/// The words of trace files.
[[nodiscard]] std::string trace_words();

/// A file of fuzz/dict/ that is written by a program.
struct GeneratedDictionary {
  const char* file = "";
  std::string (*text)() = nullptr;
};
[[nodiscard]] std::span<const GeneratedDictionary> generated_dictionaries();

}  // namespace ripcord::fuzz
