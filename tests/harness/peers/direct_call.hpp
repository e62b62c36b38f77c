#pragma once

#include "harness/peers/server/served_interface.hpp"
#include "tests/harness/peers/recorder.hpp"

#include <cstdint>
#include <string>

namespace ripcord::peers {

/// Calls an interface without a wire: stub in, stub or fault out.
class DirectCaller {
 public:
  DirectCaller() { group_ = groups_.create("desk"); }
  ~DirectCaller() { groups_.leave(*group_); }

  /// What `interface` answers; `fault` is 0 or the fault that it answers instead.
  Bytes call(ServedInterface& interface, std::uint16_t opnum, const Bytes& stub) {
    reply_.clear();
    Call call{.opnum = opnum,
              .stub = stub,
              .group = group_,
              .client_host = "desk",
              .server_host = server_host,
              .reply = &reply_};
    interface.serve(call);
    fault = call.fault;
    entered = call.entered;
    intent = call.intent;
    return reply_;
  }

  [[nodiscard]] AssociationGroup& group() { return *group_; }

  Recorder recorder;
  /// Where the caller found the server.
  std::string server_host = "server";
  std::uint32_t fault = 0;
  bool entered = true;
  std::uint64_t intent = 0;

 private:
  AssociationGroups groups_{Prng(1, "groups"), recorder};
  AssociationGroup* group_;
  Bytes reply_;
};

}  // namespace ripcord::peers
