#pragma once

#include "harness/peers/client/association.hpp"
#include "harness/peers/client/call_failure.hpp"
#include "harness/peers/client/client_context.hpp"
#include "harness/peers/client/rpc_connection.hpp"
#include "transports/dcerpc/tower_binding.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ripcord::peers {

/// A binding handle: partially bound while it names a host only, fully bound once it has an
/// endpoint, which it then keeps until it is reset (RpcBindingReset). Holds at most one connection.
///
/// What it does about trouble is what the knobs say; see `may_resolve_again` in the source.
class Binding {
 public:
  /// Where a handle points: an interface on a host, at a port or wherever the mapper says.
  struct Target {
    dcerpc::SyntaxId interface;
    std::string host;
    std::optional<std::uint16_t> port;
  };

  /// `context` and `association`, which the bindings to one server share, outlive the binding.
  Binding(ClientContext& context, Association& association, Target target);
  ~Binding() { close(); }
  Binding(const Binding&) = delete;
  Binding& operator=(const Binding&) = delete;

  /// Whether the connection that is there can be used as it is, as far as this client looks (M8);
  /// if not, `connect` is due.
  [[nodiscard]] bool ready();

  /// Makes sure that there is a bound connection: looks at the one that is there (M8), else
  /// resolves, dials every tower (M11), probes (M10), binds, and resolves again where that is safe
  /// and sensible (M1, M2, M6), a bounded number of times.
  io::Task<Called<void>> connect();

  /// Calls once, on the connection that `connect` made. `request.stub` and `answer` outlive the
  /// task. A failure that leaves the connection in doubt closes it.
  io::Task<Called<void>> call(Request request, Bytes& answer);

  /// Forgets the endpoint and closes the connection: the next `connect` asks the mapper. A full
  /// copy (M2) is not reached by it.
  void reset();
  /// Takes over the endpoint of `other` as one copies a fully bound handle.
  void copy_endpoint(const Binding& other);
  [[nodiscard]] bool fully_bound() const { return !towers_.empty(); }
  /// Whether the endpoint is the mapper's current word, as far as this client knows: false for one
  /// that a cached policy or a failed question to the mapper left in place.
  [[nodiscard]] bool endpoint_validated() const { return validated_; }

  [[nodiscard]] bool connected() const { return connection_ && connection_->open(); }
  /// How the server wrote integers in its last answer.
  [[nodiscard]] ByteOrder answer_order() const { return answer_order_; }
  [[nodiscard]] Association& association() { return association_; }
  /// Closes the connection, keeps the endpoint.
  void close();

 private:
  using Tower = dcerpc::TowerBinding;

  io::Task<Called<void>> connect_anew();
  io::Task<Called<void>> find_towers();
  io::Task<Called<void>> try_towers();
  io::Task<Called<void>> try_tower(Tower tower);
  io::Task<Called<void>> probe(RpcConnection& connection);
  void lose_connection();
  [[nodiscard]] bool may_resolve_again(const CallFailure& failure) const;

  ClientContext& context_;
  Association& association_;
  Target target_;
  /// The endpoints, best first; empty = partially bound.
  std::vector<Tower> towers_;
  /// The last endpoints that worked, for clients that go back to them.
  std::vector<Tower> previous_;
  bool validated_ = false;
  bool is_copy_ = false;
  /// Whether the next connection replaces one that broke.
  bool lost_connection_ = false;
  std::unique_ptr<RpcConnection> connection_;
  ByteOrder answer_order_ = ByteOrder::little_endian;
  /// The association's generation that the connection belongs to.
  std::uint32_t generation_ = 0;
  /// The interface as it was bound: the mapper's version of it, where any version is taken (M12).
  dcerpc::SyntaxId bound_interface_;
};

}  // namespace ripcord::peers
