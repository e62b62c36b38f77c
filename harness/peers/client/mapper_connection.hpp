#pragma once

#include "harness/peers/client/rpc_connection.hpp"
#include "transports/dcerpc/endpoint_map.hpp"

#include <string>

namespace ripcord::peers {

/// A connection to an endpoint mapper: one question after the other under one deadline.
class MapperConnection {
 public:
  /// `context` outlives it.
  explicit MapperConnection(ClientContext& context) : context_(context), connection_(context) {}

  /// Connects and binds. Where the mapper refuses connections it may not have started yet (M17): a
  /// patched client then tries again, so often and with such pauses as its knobs say.
  io::Task<Called<void>> open(std::string host, Time deadline);

  io::Task<Called<dcerpc::ept::MapOut>> map(const dcerpc::ept::MapIn& question);
  io::Task<Called<dcerpc::ept::LookupOut>> lookup(const dcerpc::ept::LookupIn& question);
  /// Frees the handle of a search that ends early (M18); what the mapper answers is of no use.
  io::Task<void> free(const dcerpc::ContextHandle& handle);

 private:
  template <typename Out, typename In>
  io::Task<Called<Out>> ask(dcerpc::ept::Opnum operation, const In& question);

  [[nodiscard]] CallFailure undecodable(const DecodeError& error) const;

  ClientContext& context_;
  RpcConnection connection_;
  Time deadline_ = never;
};

}  // namespace ripcord::peers
