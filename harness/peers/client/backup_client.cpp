#include "harness/peers/client/backup_client.hpp"

#include "harness/peers/client/backup_pump.hpp"
#include "harness/peers/client/callback_receiver.hpp"
#include "harness/peers/client/pause.hpp"
#include "harness/peers/stream_digest.hpp"

#include <memory>
#include <utility>

namespace ripcord::peers {
namespace {

using scenario::EndpointPolicy;

/// The file ended before its announced size (ERROR_HANDLE_EOF).
constexpr std::uint32_t error_handle_eof = 38;

/// What arrived could not be written (ERROR_WRITE_FAULT).
constexpr std::uint32_t error_write_fault = 29;

std::string_view name_of(backup::Opnum opnum) {
  return backup_interface.operation_name(static_cast<std::uint16_t>(opnum));
}

}  // namespace

BackupClient::BackupClient(ClientContext& context, const ServiceAddress& service)
    : context_(context),
      association_(context.spec.assoc_group),
      control_(context,
               association_,
               {.interface = backup_interface.id, .host = service.host, .port = service.port}),
      data_(context,
            association_,
            {.interface = backup_interface.id, .host = service.host, .port = service.port}),
      api_(context, control_, data_) {}

io::Task<BackupOutcome> BackupClient::run(std::vector<std::string> files) {
  BackupOutcome outcome;
  Step step = offended();
  if (!step) step = co_await copy_files(std::move(files), outcome);
  if (step) co_await clean_up();
  co_return conclude(std::move(outcome), step);
}

io::Task<BackupOutcome> BackupClient::probe() {
  Step step = offended();
  if (!step) step = co_await ask_over_data();
  if (step) co_await clean_up();
  co_return conclude({}, step);
}

/// A grudge that only a mutant bears.
BackupClient::Step BackupClient::offended() const {
  if (!failed_before_ || !has(context_.defects, Defect::no_recovery)) return std::nullopt;
  return Grief{connect_failure({}), name_of(backup::Opnum::prepare), {}};
}

io::Task<BackupClient::Step> BackupClient::copy_files(std::vector<std::string> files,
                                                      BackupOutcome& outcome) {
  outcome.files.reserve(files.size());
  const Called<void> prepared = co_await api_.prepare();
  if (!prepared) co_return Grief{prepared.error(), name_of(backup::Opnum::prepare), {}};
  if (files.empty()) {
    const Called<std::vector<backup::NamedFile>> named = co_await api_.database_names(control_);
    if (!named) co_return Grief{named.error(), name_of(backup::Opnum::get_database_names), {}};
    for (const backup::NamedFile& file : *named) files.push_back(file.name);
  }
  for (const std::string& file : files) {
    Step step = co_await copy_file(file, outcome);
    if (step) co_return step;
  }
  const Called<void> ended = co_await api_.end();
  if (!ended) co_return Grief{ended.error(), name_of(backup::Opnum::end), {}};
  co_return std::nullopt;
}

/// Begins a file again where another store took over in the middle of it.
io::Task<BackupClient::Step> BackupClient::copy_file(std::string name, BackupOutcome& outcome) {
  Pause pause(context_);
  while (true) {
    Step step = co_await copy_from_beginning(name, outcome);
    const bool has_moved = step && step->failure.trouble == Trouble::other_server;
    if (has_moved) open_file_.reset();
    if (!has_moved || !pause.left()) co_return step;
    co_await pause.wait();
  }
}

io::Task<BackupClient::Step> BackupClient::copy_from_beginning(const std::string& name,
                                                               BackupOutcome& outcome) {
  std::unique_ptr<CallbackReceiver> receiver;
  Callback callback;
  if (context_.spec.data == scenario::DataPath::callback) {
    receiver = std::make_unique<CallbackReceiver>(context_);
    const bool told = !context_.spec.callback_host.empty();
    callback.host = told ? context_.spec.callback_host : context_.own_host;
    callback.port = receiver->port();
  }
  const Called<RemoteFile> opened = co_await api_.open_file(name, 0, callback);
  if (!opened) co_return Grief{opened.error(), name_of(backup::Opnum::open_file), name};
  open_file_ = *opened;

  std::unique_ptr<BlockSource> source = std::move(receiver);
  if (source && context_.spec.callback_address == scenario::CallbackAddress::checked) {
    auto& waiting = static_cast<CallbackReceiver&>(*source);
    const bool dialled = co_await waiting.dialled(context_.deadline(context_.spec.connect_timeout));
    if (!dialled) source.reset();
  }
  if (!source) {
    aim_data_binding();
    source = std::make_unique<BackupPump>(context_, api_, data_, *open_file_);
  }
  Step step = co_await receive(*source, *opened, outcome);
  source->stop();
  data_.close();
  if (step) co_return step;

  const RemoteFile file = *std::exchange(open_file_, std::nullopt);
  const Called<void> closed = co_await api_.close(file);
  if (!closed) co_return Grief{closed.error(), name_of(backup::Opnum::close), name};
  co_return std::nullopt;
}

io::Task<BackupClient::Step> BackupClient::receive(BlockSource& source,
                                                   const RemoteFile& file,
                                                   BackupOutcome& outcome) {
  StreamDigest digest;
  FileSink* const sink = context_.sink;
  if (sink != nullptr && !sink->begin(file.name)) co_return unwritten(file.name);
  while (digest.size() < file.size) {
    const Called<Bytes> block = co_await source.read();
    if (!block) co_return Grief{block.error(), name_of(backup::Opnum::read), file.name};
    if (block->empty()) break;
    digest.add(*block);
    if (sink != nullptr && !sink->write(*block)) co_return unwritten(file.name);
  }
  // M13: who repeats reads does not count what they brought.
  const bool counts = context_.spec.partial_read == scenario::PartialRead::resumed;
  if (counts && digest.size() != file.size) {
    const CallFailure failure(
        Stage::local, Trouble::application, Executed::maybe, error_handle_eof);
    co_return Grief{failure, name_of(backup::Opnum::read), file.name};
  }
  if (sink != nullptr && !sink->end()) co_return unwritten(file.name);
  outcome.files.push_back({.name = file.name, .size = digest.size(), .digest = digest.value()});
  context_.publisher.publish({.event = Event::file_received,
                              .interface = &backup_interface.id,
                              .size = digest.size(),
                              .digest = digest.value(),
                              .subject = file.name});
  co_return std::nullopt;
}

/// What was received cannot be kept.
BackupClient::Grief BackupClient::unwritten(std::string file) {
  const CallFailure failure(Stage::local, Trouble::application, Executed::maybe, error_write_fault);
  return {failure, name_of(backup::Opnum::read), std::move(file)};
}

io::Task<BackupClient::Step> BackupClient::ask_over_data() {
  const Called<void> prepared = co_await api_.prepare();
  if (!prepared) co_return Grief{prepared.error(), name_of(backup::Opnum::prepare), {}};
  aim_data_binding();
  const Called<std::vector<backup::NamedFile>> named = co_await api_.database_names(data_);
  data_.close();
  if (!named) co_return Grief{named.error(), name_of(backup::Opnum::get_database_names), {}};
  const Called<void> ended = co_await api_.end();
  if (!ended) co_return Grief{ended.error(), name_of(backup::Opnum::end), {}};
  co_return std::nullopt;
}

/// The data binding begins as a copy of what Prepare has found out. A client that validates lets
/// the mapper confirm it before each file; the others never ask again (M1, M2).
void BackupClient::aim_data_binding() {
  const bool validates = context_.spec.endpoint_policy == EndpointPolicy::validated &&
                         context_.spec.binding == scenario::BindingCopy::partial;
  if (validates) {
    data_.reset();
  } else if (!data_.fully_bound()) {
    data_.copy_endpoint(control_);
  }
}

/// Gives back what a failed job holds, as far as the server can still be told without dialling it.
/// Where it cannot, the end of the connection tells it.
io::Task<void> BackupClient::clean_up() {
  const std::optional<RemoteFile> file = std::exchange(open_file_, std::nullopt);
  if (file && control_.ready()) {
    const Called<void> closed = co_await api_.close(*file);
    static_cast<void>(closed);  // the job has failed already
  }
  if (control_.ready()) {
    const Called<void> ended = co_await api_.end();
    static_cast<void>(ended);
  } else {
    control_.close();
  }
}

BackupOutcome BackupClient::conclude(BackupOutcome outcome, const Step& step) {
  if (!step || has(context_.defects, Defect::false_success)) return outcome;
  failed_before_ = true;
  const CallFailure& failure = step->failure;
  outcome.ending = Ending::failed;
  const bool first_call = step->operation == name_of(backup::Opnum::prepare);
  if (first_call && failure.executed == Executed::no) outcome.ending = Ending::refused;
  if (failure.trouble == Trouble::crashed) {
    outcome.ending = Ending::crashed;
    context_.publisher.publish({.event = Event::peer_crashed});
    close();
  }
  outcome.operation = step->operation;
  outcome.file = step->file;
  outcome.error = failure.error;
  outcome.event = backup_event;
  outcome.event_text = backup_event_text(outcome.operation, outcome.error);
  return outcome;
}

void BackupClient::close() {
  if (has(context_.defects, Defect::unclean_close)) return;
  data_.close();
  control_.close();
}

}  // namespace ripcord::peers
