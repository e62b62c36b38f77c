#include "harness/cli/proxy_output.hpp"

#include "harness/report/plain_text.hpp"
#include "harness/report/table.hpp"
#include "transports/trace/when_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace ripcord::cli {
namespace {

/// What all regimes of a proxy add up to.
struct Sum {
  std::uint64_t arrived = 0;
  std::uint64_t ambiguous = 0;
  std::uint64_t ambiguous_strikes = 0;
  std::uint64_t strikes = 0;
};

Sum sum_of(const proxy::Proxy& proxy) {
  Sum sum;
  for (const auto& regime : proxy.regimes()) {
    const shim::GuestBook::Totals totals = regime->guests().totals();
    sum.arrived += totals.arrived;
    sum.ambiguous += totals.ambiguous;
    sum.ambiguous_strikes += totals.ambiguous_strikes;
    sum.strikes += regime->witness().strikes();
  }
  return sum;
}

report::Table rules_table(const proxy::Regime& regime) {
  report::Table table({"rule", "kind", "line", "matched", "fired", "why not"});
  const std::span<const shim::CompiledRule> rules = regime.production().rules().rules();
  const auto count = static_cast<shim::RuleIndex>(rules.size());
  for (shim::RuleIndex i = 0; i < count; ++i) {
    const shim::RuleAccount& account = regime.rules().account(i);
    const bool lacks = account.fired == 0 && !rules[i].spec.optional;
    table.add({{rules[i].spec.id},
               {rules[i].spec.kind},
               {std::to_string(rules[i].spec.line)},
               {std::to_string(account.matched)},
               {std::to_string(account.fired), lacks ? report::Tone::bad : report::Tone::plain},
               {regime.rules().why_not(i)}});
  }
  return table;
}

/// Rules that struck `guest`: `drop-second, late x3`.
std::string struck_text(const shim::Guest& guest, const shim::RuleSet& rules) {
  std::string text;
  for (const shim::Struck& struck : guest.struck) {
    if (!text.empty()) text += ", ";
    text += rules.rules()[struck.rule].spec.id;
    if (struck.times > 1) text += fmt::format(" x{}", struck.times);
  }
  return text;
}

report::Table connections_table(const proxy::Regime& regime) {
  report::Table table({"connection", "rules that touched it", "ambiguous"});
  for (const shim::Guest& guest : regime.guests().struck_guests()) {
    table.add({{fmt::format("{}>{}/{}",
                            regime.log().text(guest.scope.client),
                            regime.log().text(guest.scope.service),
                            guest.scope.number)},
               {struck_text(guest, regime.production().rules())},
               {guest.ambiguous ? "yes" : ""}});
  }
  return table;
}

report::Table upstreams_table(const proxy::Reachability& reachability) {
  report::Table table({"upstream", "connects in vain", "why the last"});
  for (const proxy::Reachability::Upstream& upstream : reachability.failed())
    table.add({{upstream.address.text()}, {std::to_string(upstream.failures)}, {upstream.reason}});
  return table;
}

/// `1 strike`, `2 strikes`.
std::string counted(std::uint64_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

/// What of the trace the run folder does not have; empty where it has all or none is wanted.
std::string gap_text(const trace::Log& log) {
  if (log.records().empty()) return {};
  std::string text;
  if (log.overflowed()) {
    text += fmt::format(
        "the trace holds the first {} of {} records: what came later is in no trace, but in all "
        "counts\n",
        log.records().size(),
        log.count());
  }
  if (log.payload_left_out() > 0) {
    text += fmt::format("{} bytes of PDUs were not kept in the trace, only their digests\n",
                        log.payload_left_out());
  }
  return text;
}

}  // namespace

void ProxyOutput::ready(const proxy::Proxy& proxy) {
  for (const auto& door : proxy.doors().all()) {
    if (door->plan().kind != proxy::Door::Kind::fixed) continue;
    console_.out << fmt::format(
        "ready {} -> {}\n", door->address().text(), door->plan().upstream.text());
  }
  console_.out.flush();
}

void ProxyOutput::announce(const std::string& text) {
  status_.clear();
  console_.err << report::plain_text(text) << std::endl;
}

void ProxyOutput::status(const proxy::Proxy& proxy) {
  if (!shows_status_) return;
  const Sum sum = sum_of(proxy);
  const proxy::Regime& regime = *proxy.regimes().back();
  const std::size_t rules = regime.production().rules().rules().size();
  std::size_t fired = 0;
  for (std::size_t i = 0; i < rules; ++i) {
    if (regime.rules().account(static_cast<shim::RuleIndex>(i)).fired > 0) ++fired;
  }
  std::string line = fmt::format("{} of {} open, {}",
                                 proxy.connections(),
                                 counted(sum.arrived, "connection"),
                                 counted(proxy.doors().all().size(), "door"));
  if (rules > 0) {
    line += fmt::format(
        ", {} of {} fired, {}", fired, counted(rules, "rule"), counted(sum.strikes, "strike"));
  }
  status_.show(line);
}

void ProxyOutput::finish(const proxy::Proxy& proxy, std::uint64_t shortages) {
  status_.clear();
  const Sum sum = sum_of(proxy);
  std::uint64_t number = 0;
  for (const auto& regime : proxy.regimes()) {
    ++number;
    if (proxy.regimes().size() > 1)
      console_.out << fmt::format("rules {} of {}:\n", number, proxy.regimes().size());
    console_.out << rules_table(*regime).text(console_.out_colours);
    console_.out << connections_table(*regime).text(console_.out_colours);
    const shim::GuestBook::Totals totals = regime->guests().totals();
    console_.out << fmt::format("{}, {} untouched by rules\n",
                                counted(totals.arrived, "connection"),
                                totals.arrived - totals.struck);
    console_.out << gap_text(regime->log());
  }
  if (sum.ambiguous > 0) {
    console_.out << fmt::format(
        "{} could not be told apart from others that were there at the same time; {} fell on "
        "them\n",
        counted(sum.ambiguous, "connection"),
        counted(sum.ambiguous_strikes, "strike"));
  }
  if (!proxy.reachability().failed().empty())
    console_.out << upstreams_table(proxy.reachability()).text(console_.out_colours);
  if (shortages > 0)
    console_.out << fmt::format("{} when there were too few descriptors\n",
                                counted(shortages, "time"));
  console_.out.flush();
}

void UnitPrinter::recorded(const trace::Record& record, ByteView /*payload*/) {
  if (record.what != trace::What::unit) return;
  console_.out << report::plain_text(trace::unit_line(record, log_)) << '\n';
}

}  // namespace ripcord::cli
