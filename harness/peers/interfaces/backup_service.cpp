#include "harness/peers/interfaces/backup_service.hpp"

#include "transports/base/writer.hpp"
#include "transports/dcerpc/status.hpp"

#include <algorithm>
#include <utility>

namespace ripcord::peers {
namespace {

using backup::Opnum;
namespace status = backup::status;

/// What the handles of this interface stand for: a backup in progress, or a file open in one.
class BackupContext final : public ContextObject {
 public:
  const StoredFile* file = nullptr;
  std::uint64_t position = 0;
};

template <typename Message>
Decoded<Message> decode(Call& call) {
  Decoded<Message> message = backup::decode_stub<Message>(call.stub, call.order);
  if (message) {
    call.intent = message->intent;
  } else {
    call.refuse_stub();
  }
  return message;
}

template <typename Message>
void reply(Call& call, const Message& message) {
  backup::encode_stub(message, ByteOrder::little_endian, *call.reply);
}

enum class Wanted : std::uint8_t { backup, file };

/// What `handle` stands for; null, and the call has its fault, if it is none of this association's
/// or of another kind (MS-RPCE §3.3.2.4.1.2).
BackupContext* find_context(Call& call, const dcerpc::ContextHandle& handle, Wanted wanted) {
  auto* context = static_cast<BackupContext*>(call.group->find_handle(backup_interface, handle));
  const bool is_file = context != nullptr && context->file != nullptr;
  if (context == nullptr || is_file != (wanted == Wanted::file)) {
    call.raise(dcerpc::nca::fault_context_mismatch);
    call.entered = false;
    return nullptr;
  }
  return context;
}

Happening about(Event event, const StoredFile& file) {
  return {.event = event,
          .interface = &backup_interface.id,
          .size = file.size,
          .digest = file.digest,
          .subject = file.name};
}

}  // namespace

BackupService::BackupService(io::Network& network, BackupServiceOptions options)
    : network_(network), options_(std::move(options)), deliveries_(network.runtime()) {}

Answer BackupService::serve(Call& call) {
  switch (static_cast<Opnum>(call.opnum)) {
    case Opnum::prepare:
      prepare(call);
      break;
    case Opnum::get_database_names:
      get_database_names(call);
      break;
    case Opnum::open_file:
      open_file(call);
      break;
    case Opnum::read:
      read(call);
      break;
    case Opnum::close:
      close(call);
      break;
    case Opnum::get_backup_logs:
      get_backup_logs(call);
      break;
    case Opnum::truncate_logs:
      truncate_logs(call);
      break;
    case Opnum::end:
      end(call);
      break;
  }
  return Answer::now;
}

void BackupService::prepare(Call& call) {
  if (!decode<backup::PrepareIn>(call)) return;
  backup::HandleOut out;
  out.handle = call.group->create_handle(backup_interface, std::make_unique<BackupContext>());
  if (out.handle.is_null()) out.status = status::no_memory;
  call.announcement = {.event = Event::backup_prepared, .interface = &backup_interface.id};
  reply(call, out);
}

void BackupService::get_database_names(Call& call) {
  const Decoded<backup::HandleIn> in = decode<backup::HandleIn>(call);
  if (!in || find_context(call, in->handle, Wanted::backup) == nullptr) return;
  backup::NamesOut out;
  for (const StoredFile& file : options_.files) {
    out.files.push_back({.size = file.size, .name = file.name});
  }
  reply(call, out);
}

void BackupService::open_file(Call& call) {
  const Decoded<backup::OpenFileIn> in = decode<backup::OpenFileIn>(call);
  if (!in || find_context(call, in->handle, Wanted::backup) == nullptr) return;
  const StoredFile* file = find(in->name);
  backup::OpenFileOut out;
  if (file == nullptr || in->position > file->size) {
    out.status = file == nullptr ? status::file_not_found : status::negative_seek;
    return reply(call, out);
  }
  auto context = std::make_unique<BackupContext>();
  context->file = file;
  context->position = in->position;
  out.handle = call.group->create_handle(backup_interface, std::move(context));
  out.size = file->size;
  if (out.handle.is_null()) out.status = status::no_memory;
  if (in->callback_port != 0 && callbacks_ == Callbacks::dialled) {
    deliveries_.spawn(
        deliver(io::Address(in->callback_host, in->callback_port), *file, in->position));
  }
  call.announcement = about(Event::file_opened, *file);
  reply(call, out);
}

void BackupService::read(Call& call) {
  const Decoded<backup::ReadIn> in = decode<backup::ReadIn>(call);
  if (!in) return;
  BackupContext* context = find_context(call, in->handle, Wanted::file);
  if (context == nullptr) return;
  const std::uint64_t left = context->file->size - context->position;
  const std::uint64_t most = std::min<std::uint64_t>(options_.chunk_size, backup::block_size_max);
  backup::ReadOut out;
  out.data.resize(std::min<std::uint64_t>({in->count, most, left}));
  const Result<void> read = context->file->content->read(context->position, out.data);
  if (read) {
    context->position += out.data.size();
  } else {
    out = {.data = {}, .status = status::io_device};
  }
  reply(call, out);
}

void BackupService::close(Call& call) {
  const Decoded<backup::HandleIn> in = decode<backup::HandleIn>(call);
  if (!in) return;
  const BackupContext* context = find_context(call, in->handle, Wanted::file);
  if (context == nullptr) return;
  call.announcement = about(Event::file_closed, *context->file);
  call.group->destroy_handle(backup_interface, in->handle);
  reply(call, backup::HandleOut{});
}

void BackupService::get_backup_logs(Call& call) {
  const Decoded<backup::HandleIn> in = decode<backup::HandleIn>(call);
  if (!in || find_context(call, in->handle, Wanted::backup) == nullptr) return;
  // A store without transaction logs: the answer is an empty list.
  reply(call, backup::NamesOut{});
}

void BackupService::truncate_logs(Call& call) {
  const Decoded<backup::HandleIn> in = decode<backup::HandleIn>(call);
  if (!in || find_context(call, in->handle, Wanted::backup) == nullptr) return;
  reply(call, backup::StatusOut{});
}

void BackupService::end(Call& call) {
  const Decoded<backup::HandleIn> in = decode<backup::HandleIn>(call);
  if (!in || find_context(call, in->handle, Wanted::backup) == nullptr) return;
  call.group->destroy_handle(backup_interface, in->handle);
  call.announcement = {.event = Event::backup_ended, .interface = &backup_interface.id};
  reply(call, backup::HandleOut{});
}

const StoredFile* BackupService::find(std::string_view name) const {
  const auto at = std::ranges::find(options_.files, name, &StoredFile::name);
  return at != options_.files.end() ? &*at : nullptr;
}

void BackupService::drop_data_connections() {
  for (std::unique_ptr<io::Stream>& stream : data_connections_) stream.reset();
}

/// Dials the client and sends the file from `position` on. The stream may be dropped at any wait.
io::Task<void> BackupService::deliver(io::Address client,
                                      const StoredFile& file,
                                      std::uint64_t position) {
  Result<std::unique_ptr<io::Stream>> dialled = co_await network_.connect(std::move(client));
  if (!dialled) co_return;
  data_connections_.push_back(std::move(*dialled));
  const auto stream = std::prev(data_connections_.end());
  Bytes block;
  bool more = true;
  while (*stream && more) {
    const auto size = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(options_.chunk_size, file.size - position));
    block.clear();
    Writer writer(block);
    writer.u32(size);
    block.resize(block.size() + size);
    const Result<void> read = file.content->read(position, MutableByteView(block).last(size));
    // A block short of its end is how the client learns that there is no more to come.
    if (!read) break;
    position += size;
    more = size > 0;
    const Result<void> written = co_await io::write_all(**stream, block);
    if (!written) break;
  }
  data_connections_.erase(stream);
}

}  // namespace ripcord::peers
