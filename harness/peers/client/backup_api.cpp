#include "harness/peers/client/backup_api.hpp"

#include "harness/peers/client/pause.hpp"
#include "harness/peers/client/retry.hpp"
#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {
namespace {

using backup::Opnum;
namespace win32 = dcerpc::win32;

/// What a caller gets whose call was given up under it (ERROR_OPERATION_ABORTED).
constexpr std::uint32_t error_operation_aborted = 995;

/// A handle of an association that is gone.
CallFailure stale_handle() {
  return {Stage::local, Trouble::association_lost, Executed::no, win32::error_invalid_handle};
}

/// The rest of a file would come from another store than its beginning.
CallFailure other_server() {
  return {Stage::local, Trouble::other_server, Executed::maybe, win32::error_invalid_handle};
}

/// The request had left, and its answer did not come whole.
bool broke_off(const CallFailure& failure) {
  return failure.stage == Stage::call && failure.executed == Executed::maybe &&
         (failure.trouble == Trouble::connection_lost || failure.trouble == Trouble::timed_out ||
          failure.trouble == Trouble::illegal_answer);
}

CallFailure returned(std::uint32_t status) {
  return {Stage::call, Trouble::application, Executed::maybe, status};
}

}  // namespace

io::Task<Called<void>> BackupApi::prepare() {
  const Called<backup::HandleOut> out =
      co_await run<backup::HandleOut>(control_, Opnum::prepare, nullptr, [](std::uint64_t intent) {
        return backup::PrepareIn{.intent = intent};
      });
  if (!out) co_return out.error();
  backup_ = out->handle;
  generation_ = control_.association().generation();
  co_return Called<void>();
}

io::Task<Called<std::vector<backup::NamedFile>>> BackupApi::database_names(Binding& binding) {
  Called<backup::NamesOut> out = co_await run<backup::NamesOut>(
      binding, Opnum::get_database_names, &generation_, [this](std::uint64_t intent) {
        return backup::HandleIn{.intent = intent, .handle = backup_};
      });
  if (!out) co_return out.error();
  co_return std::move(out->files);
}

io::Task<Called<RemoteFile>> BackupApi::open_file(std::string name,
                                                  std::uint64_t position,
                                                  Callback callback) {
  const Called<backup::OpenFileOut> out = co_await run<backup::OpenFileOut>(
      control_, Opnum::open_file, &generation_, [&](std::uint64_t intent) {
        return backup::OpenFileIn{.intent = intent,
                                  .handle = backup_,
                                  .position = position,
                                  .name = name,
                                  .callback_host = callback.host,
                                  .callback_port = callback.port};
      });
  if (!out) co_return out.error();
  RemoteFile file{.name = std::move(name),
                  .size = out->size,
                  .handle = out->handle,
                  .generation = control_.association().generation(),
                  .port = control_.association().last_port()};
  co_return file;
}

io::Task<Called<Bytes>> BackupApi::read(Binding& data, RemoteFile& file, ReadRange range) {
  Pause pause(context_);
  while (true) {
    Called<backup::ReadOut> out = co_await run<backup::ReadOut>(
        data, Opnum::read, &file.generation, [&](std::uint64_t intent) {
          return backup::ReadIn{.intent = intent, .handle = file.handle, .count = range.count};
        });
    if (out) co_return std::move(out->data);
    if (has(context_.defects, Defect::corruption_swallowed)) co_return Bytes(range.count);
    if (!may_resume(out.error()) || !pause.left()) co_return out.error();
    co_await pause.wait();
    const Called<void> reopened = co_await reopen(file, range.position);
    if (!reopened) co_return reopened.error();
  }
}

io::Task<Called<void>> BackupApi::reopen(RemoteFile& file, std::uint64_t position) {
  // The server's position is in doubt. Where it still holds the old handle, that is given back.
  if (!is_stale(file.generation)) {
    const Called<void> closed = co_await close(file);
    static_cast<void>(closed);  // whatever became of it, it is not used again
  }
  const Callback nowhere;
  Called<RemoteFile> opened = co_await open_file(file.name, position, nowhere);
  if (!opened) co_return opened.error();
  const bool same = opened->port == file.port && opened->size == file.size;
  file = std::move(*opened);
  if (same) co_return Called<void>();
  const Called<void> closed = co_await close(file);
  static_cast<void>(closed);  // whatever became of it, it is not used again
  co_return other_server();
}

io::Task<Called<void>> BackupApi::close(RemoteFile file) {
  // With its association the server has closed the file as well.
  if (is_stale(file.generation) || has(context_.defects, Defect::handle_leak)) {
    co_return Called<void>();
  }
  const Called<backup::HandleOut> out = co_await run<backup::HandleOut>(
      control_, Opnum::close, &file.generation, [&](std::uint64_t intent) {
        return backup::HandleIn{.intent = intent, .handle = file.handle};
      });
  if (!out && !is_stale(file.generation)) co_return out.error();
  co_return Called<void>();
}

io::Task<Called<void>> BackupApi::end() {
  if (is_stale(generation_) || has(context_.defects, Defect::handle_leak)) {
    co_return Called<void>();
  }
  const std::uint32_t generation = generation_;
  const Called<backup::HandleOut> out = co_await run<backup::HandleOut>(
      control_, Opnum::end, &generation, [this](std::uint64_t intent) {
        return backup::HandleIn{.intent = intent, .handle = backup_};
      });
  if (!out && !is_stale(generation)) co_return out.error();
  co_return Called<void>();
}

void BackupApi::abandon_calls() {
  while (!open_.empty()) finish(Intent(open_.back()), error_operation_aborted);
}

/// One intent from beginning to end. `make` builds the request from the handles as they are when it
/// is sent; `generation` is that of the handle in it, null if there is none.
template <typename Out, typename Make>
io::Task<Called<Out>> BackupApi::run(Binding& binding,
                                     Opnum opnum,
                                     const std::uint32_t* generation,
                                     Make make) {
  Intent intent = begin(opnum);
  Pause pause(context_);
  Called<Out> out = stale_handle();
  while (true) {
    const Called<void> ready = co_await make_ready(binding, generation);
    if (ready) {
      auto in = make(intent.number);
      out = co_await try_once<Out>(binding, opnum, in);
    } else {
      out = ready.error();
    }
    if (out) break;
    if (leaves_handle_in_doubt(opnum, out.error())) end_association();
    if (!pause.left()) break;
    if (may_ask_anew(opnum, out.error())) {
      finish(intent, out.error().error);
      intent = begin(opnum);
    } else if (may_repeat(opnum, out.error())) {
      publish(Event::call_retried, intent, out.error().error);
    } else {
      break;
    }
    co_await pause.wait();
  }
  if (!out && has(context_.defects, Defect::wrong_error)) {
    out = CallFailure(Stage::call, Trouble::faulted, Executed::maybe, win32::rpc_s_call_failed);
  }
  finish(intent, out ? 0 : out.error().error);
  co_return out;
}

/// Connects, and renews what can be renewed of the handles that the call needs.
io::Task<Called<void>> BackupApi::make_ready(Binding& binding, const std::uint32_t* generation) {
  // Preparing may have to reconnect under the binding, or be answered by a server that goes.
  for (std::uint32_t renewals = 0;; ++renewals) {
    const Called<void> connected = co_await binding.connect();
    if (!connected) co_return connected.error();
    if (generation == nullptr || !is_stale(*generation)) co_return Called<void>();
    if (generation != &generation_ || renewals > context_.spec.retries) co_return stale_handle();
    const Called<void> prepared = co_await prepare();
    if (!prepared) co_return prepared.error();
  }
}

template <typename Out, typename In>
io::Task<Called<Out>> BackupApi::try_once(Binding& binding, Opnum opnum, const In& in) {
  Bytes stub;
  backup::encode_stub(in, context_.byte_order(), stub);
  Bytes answer;
  const Request request{.opnum = static_cast<std::uint16_t>(opnum), .stub = stub};
  const Called<void> called = co_await binding.call(request, answer);
  if (!called) {
    const bool mismatch = called.error().trouble == Trouble::association_lost;
    const bool reopens = context_.spec.context_handles == scenario::ContextHandles::reopened;
    if (mismatch && reopens) binding.association().lose();
    co_return called.error();
  }
  // M16: whoever takes any answer does not mind what comes behind it.
  const bool strict = context_.spec.response_match == scenario::ResponseMatch::strict;
  const auto behind = strict ? backup::Behind::nothing : backup::Behind::anything;
  Decoded<Out> out = backup::decode_stub<Out>(answer, binding.answer_order(), behind);
  if (!out) co_return illegal_answer(Stage::call, Executed::maybe);
  if (out->status != backup::status::ok) co_return returned(out->status);
  co_return std::move(*out);
}

bool BackupApi::is_stale(std::uint32_t generation) const {
  // M9: a client that keeps its handles does not notice.
  const bool notices = context_.spec.context_handles == scenario::ContextHandles::reopened;
  return notices && generation != control_.association().generation();
}

/// Whether the server may hold a handle that this client will never give back: one whose closing
/// failed, or one that it was never told of.
bool BackupApi::leaves_handle_in_doubt(Opnum opnum, const CallFailure& failure) const {
  // M9: a client that keeps its handles has no doubts.
  if (context_.spec.context_handles == scenario::ContextHandles::kept) return false;
  if (failure.stage != Stage::call || failure.executed == Executed::no) return false;
  // Who does not know the handle has not taken one either.
  if (failure.trouble == Trouble::association_lost) return false;
  const bool takes = opnum == Opnum::close || opnum == Opnum::end;
  const bool gives = opnum == Opnum::prepare || opnum == Opnum::open_file;
  return takes || (gives && failure.trouble != Trouble::application);
}

/// Closes every connection of the association: with the last one the server runs down what it holds
/// for it.
void BackupApi::end_association() {
  control_.close();
  data_.close();
}

bool BackupApi::may_repeat(Opnum opnum, const CallFailure& failure) const {
  const scenario::ClientSpec& spec = context_.spec;
  if (may_send_again(failure, context_)) return true;
  if (failure.stage != Stage::call || failure.executed == Executed::no) return false;
  // The handle was refused before the operation was entered, and the backup's can be renewed.
  const bool renewable = opnum == Opnum::get_database_names || opnum == Opnum::open_file;
  if (failure.trouble == Trouble::association_lost) {
    return renewable && spec.context_handles == scenario::ContextHandles::reopened;
  }
  // M13: a read is taken for harmless to repeat, though it moves the server's position.
  return broke_off(failure) && opnum == Opnum::read &&
         spec.partial_read == scenario::PartialRead::retried;
}

// What may be asked for once more, as a new intent, though the first may have been run: all that
// these leave behind is a handle, and that died with the association.
bool BackupApi::may_ask_anew(Opnum opnum, const CallFailure& failure) const {
  const scenario::ClientSpec& spec = context_.spec;
  // Whoever sends the same intent again does not ask anew.
  if (has(context_.defects, Defect::double_execution)) return false;
  const bool harmless =
      opnum == Opnum::prepare || opnum == Opnum::get_database_names || opnum == Opnum::open_file;
  return harmless && broke_off(failure) &&
         spec.context_handles == scenario::ContextHandles::reopened &&
         spec.idle_connection == scenario::IdleConnection::checked;
}

bool BackupApi::may_resume(const CallFailure& failure) const {
  const scenario::ClientSpec& spec = context_.spec;
  if (failure.trouble == Trouble::association_lost) {
    return spec.context_handles == scenario::ContextHandles::reopened;
  }
  return broke_off(failure) && spec.partial_read == scenario::PartialRead::resumed;
}

BackupApi::Intent BackupApi::begin(Opnum opnum) {
  const Intent intent{.opnum = opnum, .number = context_.new_intent()};
  open_.push_back(intent);
  publish(Event::call_started, intent, 0);
  return intent;
}

void BackupApi::finish(const Intent& intent, std::uint32_t error) {
  std::erase_if(open_, [&](const Intent& open) { return open.number == intent.number; });
  publish(Event::call_finished, intent, error);
}

void BackupApi::publish(Event event, const Intent& intent, std::uint32_t status) {
  context_.publisher.publish({.event = event,
                              .interface = &backup_interface.id,
                              .operation = static_cast<std::uint16_t>(intent.opnum),
                              .status = status,
                              .intent = intent.number});
}

}  // namespace ripcord::peers
