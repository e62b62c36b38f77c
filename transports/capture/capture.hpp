#pragma once

#include "transports/base/bytes.hpp"
#include "transports/capture/dialogue.hpp"
#include "transports/capture/hosts.hpp"
#include "transports/trace/log.hpp"

#include <vector>

namespace ripcord::capture {

/// What somebody would have seen who listened on both sides of the shim.
struct Capture {
  /// In order of time. Their payload is that of the log.
  std::vector<Packet> packets;
  std::vector<HostName> names;
};

/// `log` as packets; it must outlive them. Bytes that the log did not keep are missing in them.
///
/// What a rule did is said in comments, `FAULT <rule> <kind>`: at the unit that it struck as it
/// came, and at what left instead; of an action, which strikes no packet, at the next one.
[[nodiscard]] Capture packets(const trace::Log& log);

/// The same as a file in the pcapng format: interface 0 is the clients' side of the shim, 1 the
/// services'. Times count from the beginning of the run. Equal logs give equal bytes.
[[nodiscard]] Bytes pcapng(const trace::Log& log);

}  // namespace ripcord::capture
