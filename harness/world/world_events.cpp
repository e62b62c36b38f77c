// What happens in a world, and what that sets off.
#include "harness/world/inhabitants.hpp"
#include "harness/world/world.hpp"
#include "transports/base/assert.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ripcord::world {

void World::hear(const Voice& voice, const Happening& happening) {
  const Speaker& speaker = voice.speaker();
  const Time now = stage_.runtime().now();
  observer_.observe(speaker, happening, now);
  if (speaker.role == Speaker::Role::mapper) follow(voice, happening);
  // Those who are born or die with the world are heard by the books, but set nothing off.
  if (!open_) return;
  trace::NameId& event = event_names_[static_cast<std::size_t>(happening.event)];
  if (event == trace::no_name) event = log_.intern(event_name(happening.event));
  const bool client = speaker.role == Speaker::Role::client;
  trace::Log::Happened happened{.event = event,
                                .client = client ? voice.name() : trace::no_name,
                                .service = client ? trace::no_name : voice.name(),
                                .operation = happening.operation,
                                .port = happening.port,
                                .status = happening.status};
  if (happening.interface != nullptr)
    happened.interface = script_.rules.interfaces().find(*happening.interface);
  if (!happening.subject.empty()) happened.about = log_.intern(happening.subject);
  std::vector<shim::RuleIndex> commands;
  rules_.publish(now, happened, commands);
  for (const shim::RuleIndex rule : commands) act(rule, client ? std::string_view{} : speaker.name);
}

/// A mapper begins and ceases to listen without a Service that would say so.
void World::follow(const Voice& mapper, const Happening& happening) {
  if (happening.event == Event::server_started) listener_opened(mapper.host(), happening.port);
  if (happening.event == Event::server_stopped) listener_closed(mapper.host(), happening.port);
}

void World::perform(shim::RuleIndex rule, const shim::Scope& scope) {
  // A wire that was stalled until now may still have it in its queue.
  if (mended_) return;
  act(rule, log_.text(scope.service));
}

/// What an action sets off begins when that action is done: a service that is being moved is in no
/// state to be stopped.
void World::act(shim::RuleIndex rule, std::string_view service) {
  due_.push_back({.rule = rule, .service = std::string(service)});
  if (due_.size() > 1) return;
  for (std::size_t i = 0; i < due_.size(); ++i) {
    const Due due = due_[i];
    if (++actions_ > actions_max) {
      fail("rules set each other off without end");
      break;
    }
    const shim::RuleSpec& spec = script_.rules.rules()[due.rule].spec;
    const ActionKind* kind = find_action_kind(spec.kind);
    RIPCORD_ASSERT(kind != nullptr);
    kind->act(*this, spec.arguments, {.rule = due.rule, .service = due.service});
  }
  due_.clear();
}

}  // namespace ripcord::world
