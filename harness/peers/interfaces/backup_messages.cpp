#include "harness/peers/interfaces/backup_messages.hpp"

#include "transports/dcerpc/ndr.hpp"

#include <array>

namespace ripcord::peers {
namespace {

constexpr std::array<std::string_view, 8> operations{"BackupPrepare",
                                                     "BackupGetDatabaseNames",
                                                     "BackupOpenFile",
                                                     "BackupRead",
                                                     "BackupClose",
                                                     "BackupGetBackupLogs",
                                                     "BackupTruncateLogs",
                                                     "BackupEnd"};

}  // namespace

constexpr InterfaceDescription backup_interface{
    .name = "backup",
    .id = {Uuid{0x5f6a1c1e, 0x3d0b, 0x4b8e, {0x9a, 0x57, 0x0c, 0x3b, 0x6c, 0x1d, 0x7e, 0x42}},
           1,
           0},
    .operations = operations};

namespace backup {
namespace {

using dcerpc::NdrReader;
using dcerpc::NdrWriter;

// One pair of functions a message, in the order of its fields on the wire.

void read(NdrReader& ndr, PrepareIn& message) { message.intent = ndr.u64(); }
void write(NdrWriter& ndr, const PrepareIn& message) { ndr.u64(message.intent); }

void read(NdrReader& ndr, HandleIn& message) {
  message.intent = ndr.u64();
  message.handle = ndr.context_handle();
}
void write(NdrWriter& ndr, const HandleIn& message) {
  ndr.u64(message.intent);
  ndr.context_handle(message.handle);
}

void read(NdrReader& ndr, HandleOut& message) {
  message.handle = ndr.context_handle();
  message.status = ndr.u32();
}
void write(NdrWriter& ndr, const HandleOut& message) {
  ndr.context_handle(message.handle);
  ndr.u32(message.status);
}

// A conformant array of structures {size, pointer to name}, the names behind it.
void read(NdrReader& ndr, NamesOut& message) {
  const std::uint32_t count = ndr.max_count(file_count_max);
  for (std::uint32_t i = 0; i < count && !ndr.failed(); ++i) {
    message.files.push_back({.size = ndr.u64(), .name = {}});
    static_cast<void>(ndr.referent());  // never null: each name follows
  }
  for (NamedFile& file : message.files) file.name = ndr.conformant_varying_string(name_size_max);
  message.status = ndr.u32();
}
void write(NdrWriter& ndr, const NamesOut& message) {
  ndr.max_count(static_cast<std::uint32_t>(message.files.size()));
  dcerpc::Referents referents;
  for (const NamedFile& file : message.files) {
    ndr.u64(file.size);
    ndr.referent(referents.next());
  }
  for (const NamedFile& file : message.files) ndr.conformant_varying_string(file.name);
  ndr.u32(message.status);
}

void read(NdrReader& ndr, OpenFileIn& message) {
  message.intent = ndr.u64();
  message.handle = ndr.context_handle();
  message.position = ndr.u64();
  message.name = ndr.conformant_varying_string(name_size_max);
  message.callback_host = ndr.conformant_varying_string(name_size_max);
  message.callback_port = ndr.u16();
}
void write(NdrWriter& ndr, const OpenFileIn& message) {
  ndr.u64(message.intent);
  ndr.context_handle(message.handle);
  ndr.u64(message.position);
  ndr.conformant_varying_string(message.name);
  ndr.conformant_varying_string(message.callback_host);
  ndr.u16(message.callback_port);
}

void read(NdrReader& ndr, OpenFileOut& message) {
  message.handle = ndr.context_handle();
  message.size = ndr.u64();
  message.status = ndr.u32();
}
void write(NdrWriter& ndr, const OpenFileOut& message) {
  ndr.context_handle(message.handle);
  ndr.u64(message.size);
  ndr.u32(message.status);
}

void read(NdrReader& ndr, ReadIn& message) {
  message.intent = ndr.u64();
  message.handle = ndr.context_handle();
  message.count = ndr.u32();
}
void write(NdrWriter& ndr, const ReadIn& message) {
  ndr.u64(message.intent);
  ndr.context_handle(message.handle);
  ndr.u32(message.count);
}

void read(NdrReader& ndr, ReadOut& message) {
  const ByteView data = ndr.octets(ndr.max_count(block_size_max));
  message.data.assign(data.begin(), data.end());
  message.status = ndr.u32();
}
void write(NdrWriter& ndr, const ReadOut& message) {
  ndr.max_count(static_cast<std::uint32_t>(message.data.size()));
  ndr.octets(message.data);
  ndr.u32(message.status);
}

void read(NdrReader& ndr, StatusOut& message) { message.status = ndr.u32(); }
void write(NdrWriter& ndr, const StatusOut& message) { ndr.u32(message.status); }

}  // namespace

template <typename Message>
Decoded<Message> decode_stub(ByteView stub, ByteOrder order, Behind behind) {
  NdrReader ndr(stub, order);
  Message message;
  read(ndr, message);
  // More than its arrays' counts account for.
  if (behind == Behind::nothing && ndr.remaining() > 0)
    ndr.fail(dcerpc::errc::array_bounds, ndr.offset());
  return ndr.finish(std::move(message));
}

template <typename Message>
void encode_stub(const Message& message, ByteOrder order, Bytes& out) {
  NdrWriter ndr(out, order);
  write(ndr, message);
}

#define RIPCORD_BACKUP_MESSAGE(Message)                                        \
  template Decoded<Message> decode_stub<Message>(ByteView, ByteOrder, Behind); \
  template void encode_stub<Message>(const Message&, ByteOrder, Bytes&)
RIPCORD_BACKUP_MESSAGE(PrepareIn);
RIPCORD_BACKUP_MESSAGE(HandleIn);
RIPCORD_BACKUP_MESSAGE(HandleOut);
RIPCORD_BACKUP_MESSAGE(NamesOut);
RIPCORD_BACKUP_MESSAGE(OpenFileIn);
RIPCORD_BACKUP_MESSAGE(OpenFileOut);
RIPCORD_BACKUP_MESSAGE(ReadIn);
RIPCORD_BACKUP_MESSAGE(ReadOut);
RIPCORD_BACKUP_MESSAGE(StatusOut);
#undef RIPCORD_BACKUP_MESSAGE

}  // namespace backup
}  // namespace ripcord::peers
