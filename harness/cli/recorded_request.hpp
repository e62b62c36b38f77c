#pragma once

#include "transports/base/bytes.hpp"
#include "transports/dcerpc/syntax.hpp"
#include "transports/trace/log.hpp"

#include <boost/system/result.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace ripcord::cli {

/// A request as a client sent it, to be sent again.
struct RecordedRequest {
  dcerpc::SyntaxId interface;
  std::uint16_t opnum = 0;
  Bytes stub;
  /// What the trace calls it, for people: `backup.BackupRead`.
  std::string name;
};

/// Why there is no such request, as a sentence without its end.
struct RequestProblem {
  RequestProblem() = default;
  explicit RequestProblem(std::string reason) : text(std::move(reason)) {}

  std::string text;
};

/// The `number`-th call, from 1, of those calls in `log` whose first request `is_meant`. The trace
/// must have kept all bytes of it, and the bind of its connection.
[[nodiscard]] boost::system::result<RecordedRequest, RequestProblem> request_in(
    const trace::Log& log,
    std::uint32_t number,
    const std::function<bool(const trace::Record&)>& is_meant);

/// As a file: docs/formats.md, Requests.
[[nodiscard]] std::string request_text(const RecordedRequest& request);

/// Reads what `request_text` wrote into the file at `path`.
[[nodiscard]] boost::system::result<RecordedRequest, RequestProblem> read_request(
    const std::string& path);

}  // namespace ripcord::cli
