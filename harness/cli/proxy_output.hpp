#pragma once

#include "harness/cli/console.hpp"
#include "harness/cli/status_line.hpp"
#include "harness/proxy/proxy.hpp"
#include "transports/trace/log.hpp"

#include <cstdint>
#include <string>

namespace ripcord::cli {

/// What `proxy` prints while it runs and when it ends. Its ready lines and tables go to standard
/// output, what happens meanwhile to standard error.
class ProxyOutput final : public proxy::Announcer {
 public:
  explicit ProxyOutput(Console& console) : console_(console), status_(console.err) {}

  /// `ready 127.0.0.1:135 -> 10.0.0.5:135`, one line a route.
  void ready(const proxy::Proxy& proxy);
  void announce(const std::string& text) override;
  /// Writes the status line anew where it is shown and has changed.
  void status(const proxy::Proxy& proxy);
  /// What every rule did, which connections rules touched, which upstreams could not be reached,
  /// and how often there were too few descriptors.
  void finish(const proxy::Proxy& proxy, std::uint64_t shortages);

  /// Whether somebody watches the status line.
  void show_status_line() { shows_status_ = true; }

 private:
  Console& console_;
  bool shows_status_ = false;
  StatusLine status_;
};

/// Prints a line for each unit of one log, with a `when:` that selects it.
class UnitPrinter final : public trace::Tap {
 public:
  UnitPrinter(const trace::Log& log, Console& console) : log_(log), console_(console) {}

  void recorded(const trace::Record& record, ByteView payload) override;

 private:
  const trace::Log& log_;
  Console& console_;
};

}  // namespace ripcord::cli
