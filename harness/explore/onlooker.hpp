#pragma once

#include "harness/explore/violation.hpp"
#include "harness/run/result.hpp"
#include "harness/scenario/scenario.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::explore {

/// Judges clients that are somebody else's programs by what anybody can see of them from outside,
/// whatever their own promises: what they print, and how they give up.
///
/// - `wrong_output`: it says that all went well, and prints something else than without faults;
/// - `unhandled_exception`: it gave up by an exception that nobody caught.
class Onlooker {
 public:
  static constexpr std::string_view wrong_output = "wrong_output";
  static constexpr std::string_view unhandled_exception = "unhandled_exception";

  /// `usual`, at least one: runs of `scenario` in which nothing struck. What these do not all print
  /// alike is no measure of anything.
  Onlooker(const scenario::ResolvedScenario& scenario,
           std::span<const run::RunResult* const> usual);

  /// What there is to hold against the programs of `result`, another run of the same scenario.
  [[nodiscard]] std::vector<Violation> held_against(const run::RunResult& result) const;

  /// Programs that print one thing and another without any fault.
  [[nodiscard]] const std::vector<std::string>& fickle() const { return fickle_; }

 private:
  [[nodiscard]] bool is_server(const std::string& program) const;

  std::vector<std::string> services_;
  /// What each program prints when nothing strikes, by its name.
  std::map<std::string, std::string> usual_;
  std::vector<std::string> fickle_;
};

/// The class of the exception that ended a program which wrote `errors`: what the runtimes of a few
/// languages print of one that nobody caught. Empty where there is none.
[[nodiscard]] std::string uncaught_exception(std::string_view errors);

}  // namespace ripcord::explore
