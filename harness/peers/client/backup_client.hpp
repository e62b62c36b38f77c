#pragma once

#include "harness/peers/client/association.hpp"
#include "harness/peers/client/backup_api.hpp"
#include "harness/peers/client/backup_outcome.hpp"
#include "harness/peers/client/binding.hpp"
#include "harness/peers/client/client_context.hpp"
#include "harness/peers/client/service_address.hpp"
#include "transports/io/task.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::peers {

class BlockSource;

/// Backs up the files of a remote backup service, as Ntbackup did: control calls over one binding,
/// while a pump fetches blocks over another and BackupRead waits for them on a local event.
///
/// One job at a time. What it has learnt (endpoints, associations) stays for the next, which is
/// what `probe` is about.
class BackupClient {
 public:
  /// `context` outlives the client.
  BackupClient(ClientContext& context, const ServiceAddress& service);
  BackupClient(const BackupClient&) = delete;
  BackupClient& operator=(const BackupClient&) = delete;

  /// Prepares, then opens, reads and closes each of `files` (all that the service has, if empty),
  /// then ends. The client outlives the task.
  io::Task<BackupOutcome> run(std::vector<std::string> files);

  /// Whether the client can still work with the bindings that it has: prepares, asks for the files'
  /// names over the data binding, ends.
  io::Task<BackupOutcome> probe();

  /// Closes its connections in order.
  void close();

 private:
  /// The first failure of a job, and where it was.
  struct Grief {
    CallFailure failure;
    std::string_view operation;
    std::string file;
  };
  using Step = std::optional<Grief>;  // none = it went well

  [[nodiscard]] Step offended() const;
  io::Task<Step> copy_files(std::vector<std::string> files, BackupOutcome& outcome);
  io::Task<Step> copy_file(std::string name, BackupOutcome& outcome);
  io::Task<Step> copy_from_beginning(const std::string& name, BackupOutcome& outcome);
  io::Task<Step> receive(BlockSource& source, const RemoteFile& file, BackupOutcome& outcome);
  [[nodiscard]] static Grief unwritten(std::string file);
  io::Task<Step> ask_over_data();
  io::Task<void> clean_up();
  void aim_data_binding();
  [[nodiscard]] BackupOutcome conclude(BackupOutcome outcome, const Step& step);

  ClientContext& context_;
  Association association_;
  Binding control_;
  Binding data_;
  BackupApi api_;
  /// A file whose handle is ours to give back.
  std::optional<RemoteFile> open_file_;
  bool failed_before_ = false;
};

}  // namespace ripcord::peers
