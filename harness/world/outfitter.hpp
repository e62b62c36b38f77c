#pragma once

#include "harness/process/program.hpp"
#include "harness/process/secrets.hpp"
#include "harness/scenario/command_spec.hpp"
#include "harness/scenario/template_text.hpp"
#include "harness/stage/outside.hpp"
#include "harness/world/ending.hpp"
#include "transports/io/address.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ripcord::world {

/// What programs of others are told beside what their commands say.
struct Surroundings {
  /// Values of `${NAME}` and `from_env`.
  scenario::Environment environment;
  /// The folder of the scenario file.
  std::string folder;
  std::uint64_t seed = 1;
};

/// Why a program cannot be had, as one sentence without a full stop.
struct Refusal {
  Refusal() = default;
  explicit Refusal(std::string reason) : text(std::move(reason)) {}

  std::string text;
};

/// Starts programs of others with what a run has to tell them.
class Outfitter {
 public:
  /// Addresses as the machine calls them; none = the program is told of none.
  struct Signs {
    std::optional<io::Address> service;
    std::optional<io::Address> mapper;
  };

  /// `outside` and `surroundings` outlive it.
  Outfitter(stage::Outside& outside, const Surroundings& surroundings)
      : outside_(outside), surroundings_(surroundings) {}

  [[nodiscard]] boost::system::result<std::unique_ptr<process::Program>, Refusal> start(
      const scenario::CommandSpec& spec, const Signs& signs);
  /// `text` with its variables put in; none if one is not set.
  [[nodiscard]] std::optional<std::string> expand(const scenario::TemplateText& text) const;

  /// What is known of `program`, which has an account.
  [[nodiscard]] ProgramEnd end_of(const process::Program& program) const;
  /// What `program`, which is called `name`, has written so far.
  [[nodiscard]] ProgramOutput written_by(const process::Program& program,
                                         const std::string& name) const;
  /// The last line that `program` wrote; empty if it wrote none.
  [[nodiscard]] std::string last_words(const process::Program& program) const;

  [[nodiscard]] stage::Outside& outside() { return outside_; }

 private:
  stage::Outside& outside_;
  const Surroundings& surroundings_;
  process::Secrets secrets_;
};

/// `exited with 3`, `was ended by signal 11`.
[[nodiscard]] std::string text(const process::Account& account);

}  // namespace ripcord::world
