#pragma once

#include "harness/peers/client/binding.hpp"
#include "harness/peers/client/call_failure.hpp"
#include "harness/peers/client/client_context.hpp"
#include "harness/peers/interfaces/backup_messages.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::peers {

/// A file that is open on the server, as its client knows it.
struct RemoteFile {
  std::string name;
  std::uint64_t size = 0;
  dcerpc::ContextHandle handle;
  /// The association's generation that the handle belongs to.
  std::uint32_t generation = 0;
  /// Where the server is that opened it.
  std::uint16_t port = 0;
};

/// Where a server is to dial to deliver a file; port 0 = nowhere.
struct Callback {
  std::string host;
  std::uint16_t port = 0;
};

/// Where to read, and how much.
struct ReadRange {
  std::uint64_t position = 0;
  std::uint32_t count = 0;
};

/// The remote operations of one backup. Each is one intent, whatever it takes: it is tried again
/// where that is safe without knowing what the operation does, and handles are made anew where the
/// association that held them is gone (M9). Where nobody can say whether the server still holds a
/// handle, the association is ended, and with it whatever handles it had.
class BackupApi {
 public:
  /// The bindings are of one association. All outlive it.
  BackupApi(ClientContext& context, Binding& control, Binding& data)
      : context_(context), control_(control), data_(data) {}
  BackupApi(const BackupApi&) = delete;
  BackupApi& operator=(const BackupApi&) = delete;

  /// Begins a backup, which everything else needs.
  io::Task<Called<void>> prepare();
  /// Asks over `binding`, which is the control binding or the data binding.
  io::Task<Called<std::vector<backup::NamedFile>>> database_names(Binding& binding);
  io::Task<Called<RemoteFile>> open_file(std::string name,
                                         std::uint64_t position,
                                         Callback callback);
  /// Reads at most `range.count` bytes over `data`; none at the end of the file. The server knows
  /// the position by itself; `range.position` is for opening the file anew where that is needed
  /// (M9, M13), and then `file` is renewed. Fails with `Trouble::other_server`, and `file` is
  /// closed, where that leads to another server than the one that opened it first, or to a file of
  /// another size: of two stores no whole file can be made.
  io::Task<Called<Bytes>> read(Binding& data, RemoteFile& file, ReadRange range);
  io::Task<Called<void>> close(RemoteFile file);
  io::Task<Called<void>> end();

  /// Says that the calls under way are over: their coroutines are about to be destroyed.
  void abandon_calls();

 private:
  struct Intent {
    backup::Opnum opnum{};
    std::uint64_t number = 0;
  };

  template <typename Out, typename Make>
  io::Task<Called<Out>> run(Binding& binding,
                            backup::Opnum opnum,
                            const std::uint32_t* generation,
                            Make make);
  template <typename Out, typename In>
  io::Task<Called<Out>> try_once(Binding& binding, backup::Opnum opnum, const In& in);
  io::Task<Called<void>> make_ready(Binding& binding, const std::uint32_t* generation);
  io::Task<Called<void>> reopen(RemoteFile& file, std::uint64_t position);

  [[nodiscard]] bool is_stale(std::uint32_t generation) const;
  [[nodiscard]] bool leaves_handle_in_doubt(backup::Opnum opnum, const CallFailure& failure) const;
  void end_association();
  [[nodiscard]] bool may_repeat(backup::Opnum opnum, const CallFailure& failure) const;
  [[nodiscard]] bool may_ask_anew(backup::Opnum opnum, const CallFailure& failure) const;
  [[nodiscard]] bool may_resume(const CallFailure& failure) const;
  Intent begin(backup::Opnum opnum);
  void finish(const Intent& intent, std::uint32_t error);
  void publish(Event event, const Intent& intent, std::uint32_t status);

  ClientContext& context_;
  Binding& control_;
  Binding& data_;
  dcerpc::ContextHandle backup_;
  std::uint32_t generation_ = 0;
  std::vector<Intent> open_;
};

}  // namespace ripcord::peers
