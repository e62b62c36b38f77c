#pragma once

#include "tests/support/child_process.hpp"
#include "tests/support/temporary_folder.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ripcord::e2e {

/// A command line of the built program, to be started in `folder`.
[[nodiscard]] test::Command command(const test::TemporaryFolder& folder,
                                    std::vector<std::string> arguments);

/// Runs the built program in `folder` to its end.
[[nodiscard]] test::Finished ripcord(const test::TemporaryFolder& folder,
                                     std::vector<std::string> arguments);

/// Where `name` is, by the line with which `ripcord serve` says that it is ready: `host:port`;
/// empty if the line does not have it.
[[nodiscard]] std::string address_in(const std::string& ready, std::string_view name);

/// A scenario that sleeps for a millisecond, and what it expects of that in one line of YAML:
/// `outcome: completed`.
[[nodiscard]] std::string sleeper(std::string_view expected);

/// The same with variants `a` and `b`.
[[nodiscard]] std::string sleeper_with_variants(std::string_view expected);

/// A scenario that calls AddOne of an echo service once, in sim or over TCP.
[[nodiscard]] std::string one_echo();

}  // namespace ripcord::e2e
