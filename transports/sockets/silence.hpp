#pragma once

#include "transports/sockets/socket.hpp"

#include <cstddef>
#include <vector>

namespace ripcord::sockets {

/// Who listens in this process and answers nobody, and the connects that wait for an answer: as
/// long as that is so, nothing comes of them but that the kernel gives them up after minutes.
class Silence {
 public:
  /// A connect under way.
  class Waiter {
   public:
    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

   protected:
    explicit Waiter(Silence& silence) noexcept : silence_(silence) {}
    virtual ~Waiter() { leave(); }

    /// Waits for an answer of `remote`; returns whether none will come.
    [[nodiscard]] bool wait_at(const Endpoint& remote);
    /// Waits no longer.
    void leave() noexcept;

   private:
    friend class Silence;

    /// Something may come of it again. It has left, and may wait anew.
    virtual void silence_ended() = 0;

    Silence& silence_;
    Endpoint remote_;
  };

  Silence() = default;
  ~Silence() = default;
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;

  void begin(const Endpoint& at) { silent_.push_back(at); }
  void end(const Endpoint& at);

  /// Connects of which nothing will come.
  [[nodiscard]] std::size_t size() const noexcept { return waiters_.size(); }

 private:
  std::vector<Endpoint> silent_;
  std::vector<Waiter*> waiters_;
};

}  // namespace ripcord::sockets
