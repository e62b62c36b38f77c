#include "harness/cli/searched_scenario.hpp"

#include "harness/cli/foreign_programs.hpp"
#include "harness/cli/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ripcord::cli {
namespace {

constexpr std::string_view nobody = "none";
constexpr std::string_view simulated = "sim";
constexpr std::string_view usual_reference = "patched";

/// Prints on the way why something cannot be had, and what that deserves.
class Preparation {
 public:
  Preparation(const SearchWish& wish,
              std::string_view command,
              const Program& program,
              Console& console)
      : wish_(wish), command_(command), program_(program), console_(console) {}

  std::optional<SearchedScenario> prepare() {
    const std::vector<std::string> paths{wish_.path};
    Library library = load_library(paths, wish_.settings, *program_.vocabulary);
    code_ = print_problems(library, console_);
    if (code_ != ExitCode::as_expected) return std::nullopt;
    if (library.titles.size() != 1) {
      fail(fmt::format("{} has {} scenarios; name one", wish_.path, library.titles.size()));
      return std::nullopt;
    }
    scenario::Scenario& title = library.titles.front().scenario;
    if (!choose_venue(title)) return std::nullopt;
    auto scenario = resolve(title, wish_.variant);
    if (!scenario) return std::nullopt;
    std::unique_ptr<run::Variations> subject = vary(*scenario);
    const std::string against = reference_name(title, scenario->variant);
    std::unique_ptr<run::Variations> reference;
    if (subject != nullptr && !against.empty()) {
      if (auto other = resolve(title, against)) reference = vary(*std::move(other));
      if (reference == nullptr) return std::nullopt;
    }
    if (subject == nullptr) return std::nullopt;
    const ForeignPrograms programs(*scenario, environment_);
    if (!has_all(title, programs)) return std::nullopt;
    return SearchedScenario{.title = std::move(title),
                            .scenario = *std::move(scenario),
                            .subject = std::move(subject),
                            .reference = std::move(reference),
                            .programs = programs.lines()};
  }

  [[nodiscard]] ExitCode code() const { return code_; }

 private:
  void fail(const std::string& reason) {
    code_ = cli::fail(console_, command_, ExitCode::invalid, reason);
  }

  void fail(const scenario::Diagnostics& wrong) { code_ = print_diagnostics(wrong, console_); }

  bool choose_venue(const scenario::Scenario& title) {
    std::string transport = wish_.transport;
    if (transport.empty()) transport = wish_.real ? real_transport(title) : usual_transport(title);
    if (!transport.empty()) venue_ = program_.venue(transport);
    if (venue_ != nullptr) return true;
    fail(transport.empty() ? fmt::format("{} runs in sim only", wish_.path)
                           : fmt::format("transport {} is not in this build", transport));
    return false;
  }

  static std::string usual_transport(const scenario::Scenario& title) {
    const auto& all = title.transports();
    return std::ranges::find(all, simulated) == all.end() ? all.front() : std::string(simulated);
  }

  static std::string real_transport(const scenario::Scenario& title) {
    const auto& all = title.transports();
    const auto found =
        std::ranges::find_if(all, [](const std::string& name) { return name != simulated; });
    return found == all.end() ? std::string() : *found;
  }

  /// Whether all is there that its programs of others need.
  bool has_all(const scenario::Scenario& title, const ForeignPrograms& programs) {
    std::vector<std::string> missing = programs.missing();
    if (!venue_->deterministic())
      for (const std::string& requirement : title.requirements())
        if (const std::string lack = lack_of(requirement); !lack.empty())
          missing.push_back(fmt::format("{} needs {}", wish_.path, lack));
    for (const std::string& why : missing)
      code_ = cli::fail(console_, command_, ExitCode::environment, why);
    return missing.empty();
  }

  std::optional<scenario::ResolvedScenario> resolve(const scenario::Scenario& title,
                                                    const std::string& variant) {
    auto resolved = title.resolve({.variant = variant, .transport = std::string(venue_->name())});
    if (resolved) return *std::move(resolved);
    fail(resolved.error());
    return std::nullopt;
  }

  std::unique_ptr<run::Variations> vary(scenario::ResolvedScenario scenario) {
    const std::uint64_t seed = wish_.seed.value_or(scenario.seeds.low);
    auto variations = run::Variations::prepare(
        std::move(scenario), *program_.cast, *venue_, seed, wish_.judges, environment_);
    if (variations) return *std::move(variations);
    fail(variations.error().diagnostics);
    return nullptr;
  }

  /// The variant that is the reference of `subject`; empty = none.
  [[nodiscard]] std::string reference_name(const scenario::Scenario& title,
                                           std::string_view subject) const {
    if (wish_.against == nobody || wish_.against == subject) return {};
    if (!wish_.against.empty()) return wish_.against;
    const bool is_usual =
        subject != usual_reference &&
        std::ranges::find(title.variants(), usual_reference, &scenario::VariantName::name) !=
            title.variants().end();
    return is_usual ? std::string(usual_reference) : std::string();
  }

  const SearchWish& wish_;
  std::string_view command_;
  const Program& program_;
  Console& console_;
  scenario::Environment environment_ = this_environment();
  const stage::Venue* venue_ = nullptr;
  ExitCode code_ = ExitCode::as_expected;
};

}  // namespace

std::optional<SearchedScenario> searched_scenario(const SearchWish& wish,
                                                  std::string_view command,
                                                  const Program& program,
                                                  Console& console,
                                                  ExitCode& code) {
  Preparation preparation(wish, command, program, console);
  std::optional<SearchedScenario> searched = preparation.prepare();
  code = preparation.code();
  return searched;
}

}  // namespace ripcord::cli
