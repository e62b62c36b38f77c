#include "harness/world/foreign_client.hpp"

#include "harness/world/world.hpp"
#include "transports/base/assert.hpp"
#include "transports/base/quantity.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::world {
namespace {

using process::Account;

/// The kernel ends at once what is killed; who is not gone then is held by a device.
constexpr Duration burial = std::chrono::seconds(10);

Outcome outcome_of(const Account& account) {
  if (account.end == Account::End::signalled) return Outcome::crashed;
  return account.end == Account::End::exited && account.code == 0 ? Outcome::completed
                                                                  : Outcome::failed;
}

}  // namespace

io::Task<Ending> ForeignClient::perform(const scenario::Step& step, const Target& target) {
  const Duration timeout = std::get<scenario::RunStep>(step.action).timeout;
  auto started = parts_.outfitter.start(*parts_.spec.client, signs(target));
  if (!started) {
    parts_.world.fail(fmt::format("client {}: {}", parts_.spec.name, started.error().text));
    co_return Ending{.outcome = Outcome::failed, .message = started.error().text};
  }
  const std::unique_ptr<process::Program> program = *std::move(started);
  io::Runtime& runtime = parts_.world.runtime();
  co_await program->wait_until(after(runtime.now(), timeout));
  if (program->account()) co_return ending_of(*program);
  program->kill();
  co_await program->wait_until(after(runtime.now(), burial));
  Ending ending{.outcome = Outcome::hung,
                .message = fmt::format("did not end within {}", duration_text(timeout))};
  if (program->account()) ending.program = parts_.outfitter.end_of(*program);
  co_return ending;
}

Ending ForeignClient::ending_of(const process::Program& program) const {
  const Account& account = *program.account();
  const bool no_program =
      account.end == Account::End::not_started || account.end == Account::End::unknown;
  if (no_program)
    parts_.world.fail(fmt::format("client {}: it {}", parts_.spec.name, text(account)));
  Ending ending{.outcome = outcome_of(account)};
  ending.program = parts_.outfitter.end_of(program);
  if (ending.outcome == Outcome::completed) return ending;
  ending.message = text(account);
  const std::string words = parts_.outfitter.last_words(program);
  if (!words.empty()) ending.message += ": " + words;
  return ending;
}

io::Task<Ending> ForeignClient::probe(const scenario::Step&, const Target&) {
  RIPCORD_ASSERT(false);
  co_return Ending{};
}

io::Task<void> ForeignClient::close() { co_return; }

Outfitter::Signs ForeignClient::signs(const Target& target) const {
  const auto sign = [&](const io::Address& meant) -> std::optional<io::Address> {
    if (meant.port == 0) return std::nullopt;
    const Result<io::Address> real =
        parts_.outfitter.outside().real(parts_.gate.address_of(meant.host, meant.port));
    return real ? std::optional(*real) : std::nullopt;
  };
  return {.service = sign(target.whereabouts), .mapper = sign(target.mapper_whereabouts)};
}

}  // namespace ripcord::world
