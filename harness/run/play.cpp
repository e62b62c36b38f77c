#include "harness/run/play.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/timer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ripcord::run {
namespace {

stage::Limits limits_of(const scenario::Limits& limits) {
  return {
      .virtual_time = limits.virtual_time, .wall_time = limits.wall_time, .steps = limits.steps};
}

std::string_view stop_text(stage::Stop stop) {
  switch (stop) {
    case stage::Stop::idle:
      return "nothing more can happen";
    case stage::Stop::time_limit:
      return "the time limit was passed";
    case stage::Stop::step_limit:
      return "the step limit was passed";
    case stage::Stop::shortage:
      return "the machine had too little of something";
    case stage::Stop::done:
      break;
  }
  return "the run was ended";
}

world::World::Aim aim_of(const scenario::Step& step) {
  world::World::Aim aim;
  std::visit(
      [&](const auto& action) {
        if constexpr (requires { action.service; }) aim.service = action.service;
        if constexpr (requires { action.interface; }) aim.interface = action.interface;
        if constexpr (requires { action.opnum; }) {
          aim.operation = action.operation;
          aim.opnum = action.opnum;
        }
      },
      step.action);
  return aim;
}

/// The folder of `file`; `.` where its name is all there is.
std::string_view folder_of(std::string_view file) {
  const std::size_t slash = file.find_last_of('/');
  return slash == std::string_view::npos ? "." : file.substr(0, slash == 0 ? 1 : slash);
}

/// Nothing is late, and nothing comes in pieces.
scenario::NetworkSpec quick_and_whole(scenario::NetworkSpec network) {
  network.latency = {};
  network.reads = scenario::Reads::whole;
  network.schedule = scenario::Schedule::fifo;
  network.bandwidth.reset();
  return network;
}

}  // namespace

Play::Play(const Parts& parts,
           const stage::Venue& venue,
           std::uint64_t seed,
           const Recording& recording)
    : Play(parts, venue, seed, recording, Undisturbed::no) {}

Play::Play(const Parts& parts,
           const stage::Venue& venue,
           std::uint64_t seed,
           const Recording& recording,
           Undisturbed undisturbed)
    : parts_(parts),
      venue_(venue),
      seed_(seed),
      keep_(recording.keep),
      undisturbed_(undisturbed),
      stage_(venue.stage(undisturbed == Undisturbed::yes
                             ? quick_and_whole(parts.scenario.world.network)
                             : parts.scenario.world.network,
                         seed)),
      log_(std::make_unique<trace::Log>(parts.rules->legend(), recording.payload_to_keep())) {
  if (recording.listener != nullptr) log_->show(recording.listener->began(*log_));
  log_->run({.scenario = parts.scenario.name,
             .variant = parts.scenario.variant,
             .transport = venue.name(),
             .seed = seed});
}

Play::~Play() = default;

RunResult Play::result() {
  play_story();
  RunResult result;
  result.variant = parts_.scenario.variant;
  result.transport = venue_.name();
  result.seed = seed_;
  result.live = !venue_.deterministic();
  judge(result);
  end_world();
  conclude(*log_, result);
  log_->show(nullptr);
  const bool kept = keep_ == Keep::all || keep_ == Keep::outline ||
                    (keep_ == Keep::failures && result.verdict != Verdict::passed);
  if (kept) result.trace = std::move(log_);
  result.workload_records = workload_records_;
  return result;
}

/// The world dies before its log is closed; what it leaves behind is a bug of ours.
void Play::end_world() {
  world_.reset();
  io::LiveCounts left = stage_->runtime().live();
  // A connect that nobody waits for any more is on its way all the same; it is the network's, which
  // dies with the stage.
  RIPCORD_ASSERT(left.armed <= left.connections);
  left.armed = left.connections = 0;
  RIPCORD_ASSERT(left == io::LiveCounts{});
}

void Play::play_story() {
  world_ = std::make_unique<world::World>(world::Script{.spec = parts_.scenario.world,
                                                        .cast = parts_.cast,
                                                        .rules = *parts_.rules,
                                                        .environment = &parts_.environment,
                                                        .folder = folder_of(parts_.scenario.file),
                                                        .event_names = &parts_.event_names},
                                          *stage_,
                                          seed_,
                                          ledger_,
                                          *log_);
  if (undisturbed_ == Undisturbed::yes) world_->rules().retire(stage_->runtime().now());
  if (const Result<void> opened = world_->open(); !opened) {
    world_->fail(fmt::format("the world cannot open: {}", opened.error().message()));
    return;
  }
  io::Group cast(stage_->runtime());
  cast.spawn(story());
  const stage::Stop stop = stage_->run(limits_of(parts_.scenario.limits));
  if (act_ == Act::over) return;
  hang_ = describe_hang(stop);
  if (act_ == Act::workload) note_end_of_workload();
}

// --- The story -----------------------------------------------------------------------------------

io::Task<void> Play::story() {
  co_await world_->start_programs();
  // Without them there is nothing to be played.
  if (world_->failure().empty()) co_await perform_all(parts_.scenario.workload);
  note_end_of_workload();
  ending_ = workload_ending();
  act_ = Act::probe;
  co_await probe();
  act_ = Act::closing;
  co_await settle(&Play::handles_left);
  open_handles_ = world_->open_handles();
  open_lookup_handles_ = world_->open_lookup_handles();
  co_await world_->close_clients();
  co_await settle(&Play::connections_left);
  open_connections_ = world_->open_connections();
  co_await world_->stop_programs();
  act_ = Act::over;
  stage_->done();
}

io::Task<void> Play::perform_all(const std::vector<scenario::Step>& steps) {
  for (const scenario::Step& step : steps) co_await perform(step);
}

io::Task<void> Play::perform(const scenario::Step& step) {
  if (const auto* sleep = std::get_if<scenario::SleepStep>(&step.action)) {
    co_await io::sleep_for(stage_->runtime(), sleep->duration);
  } else if (const auto* repeat = std::get_if<scenario::RepeatStep>(&step.action)) {
    for (std::uint32_t i = 0; i < repeat->times; ++i) co_await perform_all(repeat->steps);
  } else if (const auto* parallel = std::get_if<scenario::ParallelStep>(&step.action)) {
    co_await perform_parallel(*parallel);
  } else {
    co_await perform_by_clients(step);
  }
}

io::Task<void> Play::perform_parallel(const scenario::ParallelStep& parallel) {
  io::Group group(stage_->runtime());
  for (const scenario::Step& step : parallel.steps) group.spawn(perform(step));
  co_await group.drained();
}

io::Task<void> Play::perform_by_clients(const scenario::Step& step) {
  const world::Target target = world_->target(aim_of(step));
  const std::vector<world::World::Actor> actors = world_->clients(step.client);
  if (actors.size() == 1) {
    co_await perform_by(actors.front(), step, target);
    co_return;
  }
  io::Group group(stage_->runtime());
  for (const world::World::Actor& actor : actors) group.spawn(perform_by(actor, step, target));
  co_await group.drained();
}

io::Task<void> Play::perform_by(world::World::Actor actor,
                                const scenario::Step& step,
                                world::Target target) {
  Begun& begun = begin(actor, step, target);
  const Time start = stage_->runtime().now();
  ++begun.open;
  world::Ending ending = co_await actor.client->perform(step, target);
  --begun.open;
  begun.elapsed = std::max(begun.elapsed, stage_->runtime().now() - start);
  // Of a step that is performed several times the first that goes wrong speaks for all.
  if (begun.ending.outcome == world::Outcome::completed) begun.ending = std::move(ending);
}

Play::Begun& Play::begin(const world::World::Actor& actor,
                         const scenario::Step& step,
                         const world::Target& target) {
  for (const std::unique_ptr<Begun>& begun : begun_) {
    if (begun->step == &step && begun->actor.client == actor.client) return *begun;
  }
  auto begun = std::make_unique<Begun>();
  begun->step = &step;
  begun->actor = actor;
  begun->target = target;
  return *begun_.emplace_back(std::move(begun));
}

/// Asks each client once more for a little of the last thing that it was asked for, with the world
/// mended.
io::Task<void> Play::probe() {
  const bool untroubled = ending_->outcome == world::Outcome::completed && !any_rule_fired();
  if (untroubled) co_return;
  world_->mend();
  std::vector<Begun*> last;
  for (const std::unique_ptr<Begun>& begun : begun_) {
    const auto same = [&](const Begun* other) {
      return other->actor.client == begun->actor.client;
    };
    std::erase_if(last, same);
    last.push_back(begun.get());
  }
  for (Begun* begun : last) {
    if (begun->ending.outcome == world::Outcome::crashed) {
      no_probe_ = "the client crashed";
      continue;
    }
    if (const std::string_view why = begun->actor.client->no_probe(); !why.empty()) {
      no_probe_ = why;
      continue;
    }
    world::Ending ending = co_await begun->actor.client->probe(*begun->step, begun->target);
    if (!probe_ || probe_->outcome == world::Outcome::completed) probe_ = std::move(ending);
  }
}

/// Lets what was said reach those whom it is said to, what rules still hold included. Nobody knows
/// how long that takes in real time, so a live run waits until nothing is `left`, within reason:
/// what was sent to a host that was cut off is on its way for as long again as the cut, and so the
/// run, has lasted.
io::Task<void> Play::settle(std::size_t (Play::*left)() const) {
  constexpr Duration patience_min = std::chrono::seconds(1);
  constexpr Duration patience_max = std::chrono::seconds(10);
  io::Runtime& runtime = stage_->runtime();
  const Duration lasted = runtime.now() - Time{};
  const Time latest = after(runtime.now(), std::clamp(lasted, patience_min, patience_max));
  do {
    co_await io::sleep_for(runtime, settling_time());
  } while (!venue_.deterministic() && (this->*left)() > 0 && runtime.now() < latest);
  if (!venue_.deterministic()) co_return;
  while ((this->*left)() > 0 && world_->held_until() != never) {
    co_await io::sleep_until(runtime, world_->held_until());
    co_await io::sleep_for(runtime, settling_time());
  }
}

std::size_t Play::handles_left() const {
  return world_->open_handles() + world_->open_lookup_handles();
}

std::size_t Play::connections_left() const { return world_->open_connections(); }

Duration Play::settling_time() const {
  // Longer than a segment and its answer travel, and than a peer takes to see a stream end.
  constexpr Duration peers_need = std::chrono::milliseconds(10);
  return 2 * parts_.scenario.world.network.latency.high + peers_need;
}

// --- How it ended --------------------------------------------------------------------------------

void Play::note_end_of_workload() {
  elapsed_ = stage_->runtime().now() - Time{};
  workload_records_ = log_->records().size();
  metrics_ = ledger_.metrics();
  metrics_.bytes_to_server = world_->delivered(shim::Direction::to_server);
  metrics_.bytes_to_client = world_->delivered(shim::Direction::to_client);
  if (any_rule_fired()) client_ends_ = client_ends();
  const shim::GuestBook::Totals guests = world_->guest_totals();
  metrics_.ambiguous_connections = guests.ambiguous;
  metrics_.ambiguous_strikes = guests.ambiguous_strikes;
}

bool Play::any_rule_fired() const {
  const auto count = static_cast<shim::RuleIndex>(parts_.rules->rules().size());
  for (shim::RuleIndex rule = 0; rule < count; ++rule) {
    if (world_->rules().account(rule).fired > 0) return true;
  }
  return false;
}

/// The first step that did not do what it was asked for speaks for the run. Of programs that all
/// did, the last one does.
world::Ending Play::workload_ending() const {
  world::Ending ending;
  for (const std::unique_ptr<Begun>& begun : begun_) {
    if (begun->ending.outcome != world::Outcome::completed) return begun->ending;
    if (begun->ending.program) ending.program = begun->ending.program;
  }
  return ending;
}

std::string Play::describe_hang(stage::Stop stop) const {
  if (act_ == Act::closing)
    return fmt::format("clients never finished closing: {}", stop_text(stop));
  if (act_ == Act::probe)
    return fmt::format("the probe after the last fault never ended: {}", stop_text(stop));
  std::string open;
  for (const std::unique_ptr<Begun>& begun : begun_) {
    if (begun->open == 0) continue;
    if (!open.empty()) open += ", ";
    open += fmt::format("step {} (line {})", begun->step->id, begun->step->line);
  }
  const CallEntry* call = ledger_.open_call();
  const std::string_view operation =
      call == nullptr ? std::string_view{} : operation_name(*call, parts_.interfaces);
  return fmt::format("{} never ended{}{}: {}",
                     open.empty() ? std::string("the workload") : open,
                     operation.empty() ? "" : ", waiting in ",
                     operation,
                     stop_text(stop));
}

}  // namespace ripcord::run
