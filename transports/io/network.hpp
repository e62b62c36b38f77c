#pragma once

#include "transports/base/time.hpp"
#include "transports/io/address.hpp"
#include "transports/io/awaited.hpp"
#include "transports/io/slot.hpp"
#include "transports/io/stream.hpp"

#include <memory>
#include <optional>

namespace ripcord::io {

class Accepting;
class Connecting;
class Runtime;

/// An operation that brings a stream.
class StreamOperation : public Operation {
 public:
  explicit StreamOperation(Completion completion) noexcept : Operation(completion) {}
  ~StreamOperation();

  /// Told by the transport, before the operation is posted or the start returns `done`.
  void succeed(std::unique_ptr<Stream> stream) noexcept;
  void fail(ErrorCode error) noexcept { error_ = error; }

  /// What was told, once.
  [[nodiscard]] Result<std::unique_ptr<Stream>> take_result() noexcept;

 private:
  ErrorCode error_;
  std::unique_ptr<Stream> stream_;
};

using AcceptOperation = StreamOperation;

/// A place where streams arrive. Destroying it refuses later connects, resets the connections that
/// nobody has accepted, and completes a pending accept with `operation_aborted`.
class Listener {
 public:
  virtual ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  /// `Result<std::unique_ptr<Stream>> stream = co_await listener.accept();` One accept is pending
  /// at a time.
  [[nodiscard]] Accepting accept() noexcept;

  /// Where it listens, with the port that was chosen.
  [[nodiscard]] const Address& address() const noexcept { return address_; }
  [[nodiscard]] Runtime& runtime() const noexcept { return runtime_; }

  /// Lets nobody in any more, as a server that hangs: from now on its backlog is full, so that a
  /// connect is neither refused nor answered, and fails when the client's machine gives it up. Who
  /// waits in it is not accepted, and a pending accept waits on. Lasts as long as the listener.
  /// After an error, such as `too_many_files`, connects may still be answered.
  [[nodiscard]] virtual ErrorCode fill_backlog() = 0;

  /// For operations other than awaiters.
  Start start_accept(AcceptOperation& operation);

 protected:
  Listener(Runtime& runtime, Address address);

  /// A transport says that `try_accept` is worth trying again.
  void retry_accept();

 private:
  /// Hands over a stream or an error now, or says `pending` and calls `retry_accept` later.
  virtual Start try_accept(AcceptOperation& operation) = 0;

  Runtime& runtime_;
  Address address_;
  Slot<AcceptOperation> accepting_;
};

/// What a transport has under way for a connect.
class ConnectAttempt {
 public:
  /// Nobody waits for it any more.
  virtual void abandon() noexcept = 0;

 protected:
  ~ConnectAttempt() = default;
};

/// A connect with its deadline. The transport holds it in a slot of its own; a deadline that passes
/// fails it with `timed_out` and leaves that slot empty, as destroying it does.
class ConnectOperation : public StreamOperation {
 public:
  ConnectOperation(Completion completion, Address remote)
      : StreamOperation(completion), remote_(std::move(remote)) {}
  ~ConnectOperation();

  [[nodiscard]] const Address& remote() const noexcept { return remote_; }

  /// A transport wants to be told, through `attempt`, when the operation leaves its slot without
  /// the transport having taken it.
  void made_by(ConnectAttempt& attempt) noexcept { attempt_ = &attempt; }

 private:
  friend class Network;

  void time_out();
  /// Leaves the transport's slot, if it is in it.
  void leave() noexcept;

  Address remote_;
  ConnectAttempt* attempt_ = nullptr;
  Callback<&ConnectOperation::time_out> timer_{*this};
};

/// A host's way to others: connects and listens. One a simulated host, one a process for real
/// sockets.
class Network {
 public:
  virtual ~Network() = default;
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  /// `Result<std::unique_ptr<Stream>> stream = co_await network.connect(remote, deadline);` Errors:
  /// `connection_refused`, `host_unreachable`, `invalid_argument`, and `timed_out` at the deadline;
  /// without a deadline a connect into a black hole waits for ever. Destroying it gives the connect
  /// up.
  [[nodiscard]] Connecting connect(Address remote, Time deadline = never);

  /// Listens at `local`; port 0 chooses one. Errors: `address_in_use`, `address_not_available`,
  /// `invalid_argument`.
  [[nodiscard]] virtual Result<std::unique_ptr<Listener>> listen(Address local) = 0;

  /// A listener whose backlog is full, where nobody else listens: what a connect dials that is to
  /// meet silence. Null where there is none; not to dial at all is as silent.
  [[nodiscard]] virtual std::unique_ptr<Listener> black_hole() { return nullptr; }

  [[nodiscard]] Runtime& runtime() const noexcept { return runtime_; }

  /// For operations other than awaiters.
  Start start_connect(ConnectOperation& operation, Time deadline);

 protected:
  explicit Network(Runtime& runtime) noexcept : runtime_(runtime) {}

 private:
  /// Begins the connect. On `pending` the operation is in a slot of the transport's, which posts it
  /// when it is told.
  virtual Start begin_connect(ConnectOperation& operation) = 0;

  Runtime& runtime_;
};

class Accepting : public Awaited<AcceptOperation> {
 public:
  explicit Accepting(Listener& listener) noexcept : Awaited(&resume), listener_(listener) {}

  [[nodiscard]] bool await_ready() {
    return listener_.start_accept(*this) == Start::done && listener_.runtime().grant_turn();
  }
  [[nodiscard]] Result<std::unique_ptr<Stream>> await_resume() noexcept { return take_result(); }

 private:
  Listener& listener_;
};

class Connecting : public Awaited<ConnectOperation> {
 public:
  Connecting(Network& network, Address remote, Time deadline)
      : Awaited(&resume, std::move(remote)), network_(network), deadline_(deadline) {}

  [[nodiscard]] bool await_ready() {
    return network_.start_connect(*this, deadline_) == Start::done &&
           network_.runtime().grant_turn();
  }
  [[nodiscard]] Result<std::unique_ptr<Stream>> await_resume() noexcept { return take_result(); }

 private:
  Network& network_;
  Time deadline_;
};

inline Accepting Listener::accept() noexcept { return Accepting(*this); }
inline Connecting Network::connect(Address remote, Time deadline) {
  return {*this, std::move(remote), deadline};
}

}  // namespace ripcord::io
