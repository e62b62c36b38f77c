#include "harness/cli/commands.hpp"
#include "harness/cli/recorded_request.hpp"
#include "harness/diagram/svg.hpp"
#include "harness/report/stored_run.hpp"
#include "transports/trace/plain_lines.hpp"

#include <fstream>
#include <string_view>

namespace ripcord::cli {
namespace {

using trace::Record;
using trace::What;

bool is_shown(TraceOptions::Only only, const Record& record) {
  switch (only) {
    case TraceOptions::Only::everything:
      break;
    case TraceOptions::Only::units:
      return record.what == What::unit;
    case TraceOptions::Only::faults:
      return record.rule != trace::no_rule;
  }
  return true;
}

/// Whether `wanted` is empty or one of the names.
bool is_meant(const std::string& wanted, std::string_view name, std::string_view other) {
  return wanted.empty() || wanted == name || wanted == other;
}

std::string_view operation_of(const Record& record, const trace::Log& log) {
  const auto& interfaces = log.legend().interfaces;
  if (record.interface >= interfaces.size()) return {};
  const auto& operations = interfaces[record.interface].operations;
  return record.operation < operations.size() ? std::string_view(operations[record.operation])
                                              : std::string_view();
}

bool is_shown(const TraceOptions& options, const Record& record, const trace::Log& log) {
  std::string_view client;
  std::string_view service;
  if (record.connection != 0) {
    client = log.text(log.connection(record.connection).client);
    service = log.text(log.connection(record.connection).service);
  } else if (record.what == What::happening || record.what == What::fired) {
    client = log.text(record.object);
    service = log.text(record.call_id);
  } else if (record.what == What::listener || record.what == What::registration) {
    service = log.text(record.subject);
  }
  return is_shown(options.only, record) && is_meant(options.client, client, client) &&
         is_meant(options.service, service, service) &&
         is_meant(options.operation, operation_of(record, log), {});
}

ExitCode export_call(const TraceOptions& options, const trace::Log& log, Console& console) {
  const auto request = request_in(
      log, options.call, [&](const Record& record) { return is_shown(options, record, log); });
  if (!request) {
    console.err << "ripcord: trace: " << request.error().text << '\n';
    return ExitCode::environment;
  }
  std::ofstream file(options.export_to, std::ios::binary);
  file << request_text(*request);
  file.flush();
  if (!file) {
    console.err << "ripcord: trace: cannot write " << options.export_to << '\n';
    return ExitCode::environment;
  }
  return ExitCode::as_expected;
}

}  // namespace

ExitCode trace_command(const TraceOptions& options, Console& console) {
  const auto run = report::read_run(options.path);
  if (!run) return fail(console, "trace", ExitCode::environment, run.error().text);
  const trace::Log& log = *run->trace.log;
  if (log.digests() == nullptr)
    console.err << "incomplete: the run was cut off behind the last line\n";
  if (options.call > 0) return export_call(options, log, console);
  if (options.show == TraceOptions::Show::picture) {
    console.out << diagram::svg(diagram::draw(log, run->conclusion));
    return ExitCode::as_expected;
  }
  for (const Record& record : log.records()) {
    if (is_shown(options, record, log)) console.out << trace::plain_line(record, log) << '\n';
  }
  return ExitCode::as_expected;
}

}  // namespace ripcord::cli
