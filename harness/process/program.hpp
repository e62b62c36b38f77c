#pragma once

#include "harness/process/account.hpp"
#include "harness/process/capture.hpp"
#include "harness/process/command.hpp"
#include "harness/process/owned_descriptor.hpp"
#include "transports/base/result.hpp"
#include "transports/io/group.hpp"
#include "transports/io/signal.hpp"
#include "transports/io/task.hpp"
#include "transports/sockets/input_pipe.hpp"
#include "transports/sockets/runtime.hpp"

#include <sys/types.h>

#include <memory>
#include <optional>

namespace ripcord::process {

/// Somebody's program, started and listened to. Its standard input is /dev/null; it has no
/// terminal.
///
/// It and all that it starts live no longer than this object, nor than this process, however that
/// ends (see keeper.hpp). A program that puts itself into the background counts as ended.
class Program {
 public:
  /// Starts `command`. Errors: those of `find_program`; descriptors or processes have run out. What
  /// only execve finds wrong comes as `Account::End::not_started`. The runtime outlives the
  /// program.
  [[nodiscard]] static Result<std::unique_ptr<Program>> start(sockets::Runtime& runtime,
                                                              const Command& command);
  /// Kills what still runs, and waits until it is gone: a few milliseconds.
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// How it ended; none while it, or anything that it started, is alive or has output to be read.
  [[nodiscard]] const std::optional<Account>& account() const { return account_; }
  [[nodiscard]] const Capture& output() const { return output_; }
  [[nodiscard]] const Capture& errors() const { return errors_; }

  /// Set when there is more output, and at the end. One waiter.
  [[nodiscard]] io::Signal& changed() { return changed_; }
  /// Waits for its end, or `deadline`. Not while somebody waits for `changed`.
  [[nodiscard]] io::Task<void> wait_until(Time deadline);

  /// Sends SIGTERM to its process group.
  void terminate() noexcept;
  /// Kills it and all that it started.
  void kill() noexcept { control_.close(); }

 private:
  /// Our ends of the pipes to a keeper.
  struct Ends {
    pid_t keeper = 0;
    OwnedDescriptor control;
    OwnedDescriptor report;
    OwnedDescriptor output;
    OwnedDescriptor errors;
  };
  Program(sockets::Runtime& runtime, Ends ends);

  io::Task<void> hear(sockets::InputPipe& pipe, Capture& capture);
  io::Task<void> take_reports();
  void finish_part();
  void reap_keeper() noexcept;

  pid_t keeper_;
  OwnedDescriptor control_;
  sockets::InputPipe report_;
  sockets::InputPipe output_pipe_;
  sockets::InputPipe errors_pipe_;
  Capture output_;
  Capture errors_;
  /// What the keeper has said so far.
  Account said_;
  std::optional<Account> account_;
  io::Signal changed_;
  unsigned open_parts_ = 0;
  io::Group group_;
};

}  // namespace ripcord::process
