#include "harness/world/foreign_server.hpp"

#include "harness/scenario/line_pattern.hpp"
#include "harness/world/world.hpp"
#include "transports/base/assert.hpp"
#include "transports/base/quantity.hpp"
#include "transports/io/errors.hpp"
#include "transports/io/timer.hpp"

#include <fmt/format.h>

#include <utility>

namespace ripcord::world {
namespace {

/// Between two attempts to connect to a server that is not up yet.
constexpr Duration knocking_pause = std::chrono::milliseconds(20);
/// How long a server has to end by itself at the end of a run.
constexpr Duration farewell = std::chrono::seconds(2);

/// `host:port` or `[host]:port`; none if it is neither.
std::optional<io::Address> parse_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return std::nullopt;
  const std::optional<std::int64_t> port = parse_integer(text.substr(colon + 1));
  if (!port || *port < 1 || *port > 0xffff) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return io::Address(std::string(host), static_cast<std::uint16_t>(*port));
}

}  // namespace

Result<std::uint16_t> ForeignServer::listen(std::uint16_t port) {
  if (port_ != 0) {
    refuse("started again");
    return ErrorCode(io::errc::invalid_argument);
  }
  return parts_.spec.connect ? find_elsewhere() : choose_port(port);
}

Result<std::uint16_t> ForeignServer::find_elsewhere() {
  const std::optional<std::string> text = parts_.outfitter.expand(*parts_.spec.connect);
  const std::optional<io::Address> address = text ? parse_address(*text) : std::nullopt;
  if (!address) {
    parts_.world.fail(fmt::format("service {}: `connect` is no host:port", parts_.spec.name));
    return ErrorCode(io::errc::invalid_argument);
  }
  const Result<std::string> host = parts_.outfitter.outside().resolve(address->host);
  if (!host) return host.error();
  elsewhere_ = io::Address(*host, address->port);
  port_ = address->port;
  return port_;
}

Result<std::uint16_t> ForeignServer::choose_port(std::uint16_t port) {
  // Its host's address is this run's alone, so a port that is free stays so.
  const Result<std::unique_ptr<io::Listener>> free = parts_.network.listen(io::Address({}, port));
  if (!free) return free.error();
  port_ = (*free)->address().port;
  return port_;
}

Registration ForeignServer::registration() const {
  return {.interface = parts_.spec.interface,
          .id = parts_.interface,
          .annotation = parts_.spec.annotation};
}

void ForeignServer::refuse(std::string_view what) {
  parts_.world.fail(fmt::format(
      "service {} is somebody else's program, which cannot be {}", parts_.spec.name, what));
}

io::Task<void> ForeignServer::rise() {
  if (port_ == 0 || !parts_.spec.server) co_return;
  const scenario::CommandSpec& spec = *parts_.spec.server;
  const Result<io::Address> real =
      parts_.outfitter.outside().real(io::Address(parts_.spec.host, port_));
  RIPCORD_ASSERT(real.has_value());
  auto started = parts_.outfitter.start(spec, {.service = *real, .mapper = {}});
  if (!started) {
    parts_.world.fail(fmt::format("service {}: {}", parts_.spec.name, started.error().text));
    co_return;
  }
  program_ = *std::move(started);
  const bool ready = co_await is_ready(*real, after(parts_.runtime.now(), spec.ready_within));
  if (ready) co_return;
  const auto& account = program_->account();
  const std::string words = parts_.outfitter.last_words(*program_);
  parts_.world.fail(fmt::format(
      "service {}: its program {}{}{}",
      parts_.spec.name,
      account ? text(*account) + " before it was ready"
              : fmt::format("was not ready within {}", duration_text(spec.ready_within)),
      words.empty() ? "" : ": ",
      words));
}

io::Task<bool> ForeignServer::is_ready(io::Address real, Time deadline) {
  const bool by_port = parts_.spec.server->ready == "tcp";
  while (!program_->account() && parts_.runtime.now() < deadline) {
    if (!by_port) {
      if (has_said_ready()) co_return true;
      co_await program_->changed().wait_until(deadline);
      continue;
    }
    const Result<std::unique_ptr<io::Stream>> stream =
        co_await parts_.outfitter.outside().machine().connect(real, deadline);
    if (stream) co_return true;
    co_await program_->wait_until(after(parts_.runtime.now(), knocking_pause));
  }
  co_return !by_port && !program_->account() && has_said_ready();
}

bool ForeignServer::has_said_ready() const {
  const std::optional<scenario::LinePattern> pattern =
      scenario::LinePattern::parse(parts_.spec.server->ready);
  RIPCORD_ASSERT(pattern.has_value());
  const auto is_it = [&](std::string_view line) { return pattern->matches(line); };
  return scenario::any_line(program_->output().head(), is_it) ||
         scenario::any_line(program_->errors().head(), is_it);
}

io::Task<std::string> ForeignServer::end() {
  // Looked at now and then, so that something is always due.
  constexpr Duration glance = std::chrono::minutes(1);
  while (!program_ || !program_->account()) {
    if (program_) {
      co_await program_->wait_until(after(parts_.runtime.now(), glance));
    } else {
      co_await io::sleep_for(parts_.runtime, glance);
    }
  }
  const std::string words = parts_.outfitter.last_words(*program_);
  co_return text(*program_->account()) + (words.empty() ? "" : ": ") + words;
}

std::optional<ProgramOutput> ForeignServer::written() const {
  if (!program_) return std::nullopt;
  return parts_.outfitter.written_by(*program_, parts_.spec.name);
}

io::Task<void> ForeignServer::fall() {
  if (!program_ || program_->account()) co_return;
  program_->terminate();
  co_await program_->wait_until(after(parts_.runtime.now(), farewell));
  program_->kill();
}

}  // namespace ripcord::world
