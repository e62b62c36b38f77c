#pragma once

#include "harness/explore/decider.hpp"
#include "harness/explore/menu.hpp"
#include "harness/explore/trials.hpp"
#include "harness/run/variations.hpp"
#include "harness/scenario/source.hpp"

#include <memory>
#include <string>

namespace ripcord::fuzz {

/// A client, an endpoint mapper and a server in simulated runs whose faults bytes decide, held
/// against every oracle. Made ready once; each run has a fresh world.
class ScheduleBench {
 public:
  /// Of the scenario `source`, one of ours: anything wrong with it is asserted, and so is a promise
  /// that is broken without any fault.
  explicit ScheduleBench(scenario::SourceText source);

  /// Ten calls of an echo client, or a backup of two files.
  static const ScheduleBench& ten_calls();
  static const ScheduleBench& backup();

  [[nodiscard]] explore::Decided play(ByteView bytes) const { return decider_->play(bytes); }

  /// What came of a run that broke a promise: which, the schedule in words, and between two lines
  /// of dashes a scenario file that plays it.
  [[nodiscard]] std::string told(const explore::Decided& decided) const;

 private:
  scenario::SourceText source_;
  std::unique_ptr<run::Variations> subject_;
  std::unique_ptr<explore::Trials> trials_;
  std::unique_ptr<explore::Menu> menu_;
  std::unique_ptr<explore::Decider> decider_;
};

}  // namespace ripcord::fuzz
