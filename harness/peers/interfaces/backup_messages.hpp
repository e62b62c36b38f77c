#pragma once

#include "harness/peers/interface_description.hpp"
#include "transports/base/bytes.hpp"
#include "transports/base/result.hpp"
#include "transports/dcerpc/context_handle.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ripcord::peers {

/// The backup interface, ours, version 1.0, named and ordered after the calls of the remote backup
/// API that Q156715 is about.
extern const InterfaceDescription backup_interface;

/// Its messages as stubs in NDR 2.0. Every request begins with the client's unique number of what
/// was asked, so that a server's log can show what it ran twice.
namespace backup {

enum class Opnum : std::uint16_t {
  prepare = 0,
  get_database_names = 1,
  open_file = 2,
  read = 3,
  close = 4,
  get_backup_logs = 5,
  truncate_logs = 6,
  end = 7,
};

/// Statuses that the operations return: Win32 errors.
namespace status {
inline constexpr std::uint32_t ok = 0;
inline constexpr std::uint32_t file_not_found = 2;
inline constexpr std::uint32_t no_memory = 8;
/// A position behind the end of the file.
inline constexpr std::uint32_t negative_seek = 131;
/// The file cannot be read any more, or has become shorter than it was.
inline constexpr std::uint32_t io_device = 1117;
}  // namespace status

/// Limits of what a stub may claim: names with their NUL, files of a store.
inline constexpr std::uint32_t name_size_max = 256;
inline constexpr std::uint32_t file_count_max = 4096;
/// Most bytes of one block.
inline constexpr std::uint32_t block_size_max = 1U << 20U;

struct PrepareIn {
  std::uint64_t intent = 0;
  friend bool operator==(const PrepareIn&, const PrepareIn&) = default;
};

/// What get_database_names, close, get_backup_logs, truncate_logs and end ask.
struct HandleIn {
  std::uint64_t intent = 0;
  dcerpc::ContextHandle handle;
  friend bool operator==(const HandleIn&, const HandleIn&) = default;
};

/// What prepare, close and end answer: the handle that is valid now, null when it is not.
struct HandleOut {
  dcerpc::ContextHandle handle;
  std::uint32_t status = status::ok;
  friend bool operator==(const HandleOut&, const HandleOut&) = default;
};

struct NamedFile {
  std::uint64_t size = 0;
  std::string name;
  friend bool operator==(const NamedFile&, const NamedFile&) = default;
};

/// What get_database_names and get_backup_logs answer.
struct NamesOut {
  std::vector<NamedFile> files;
  std::uint32_t status = status::ok;
  friend bool operator==(const NamesOut&, const NamesOut&) = default;
};

struct OpenFileIn {
  std::uint64_t intent = 0;
  dcerpc::ContextHandle handle;
  /// Where reading begins, in bytes.
  std::uint64_t position = 0;
  std::string name;
  /// Where the server dials to deliver the data; empty and 0 = data goes in the answers to read.
  std::string callback_host;
  std::uint16_t callback_port = 0;
  friend bool operator==(const OpenFileIn&, const OpenFileIn&) = default;
};

struct OpenFileOut {
  dcerpc::ContextHandle handle;
  std::uint64_t size = 0;
  std::uint32_t status = status::ok;
  friend bool operator==(const OpenFileOut&, const OpenFileOut&) = default;
};

struct ReadIn {
  std::uint64_t intent = 0;
  dcerpc::ContextHandle handle;
  std::uint32_t count = 0;
  friend bool operator==(const ReadIn&, const ReadIn&) = default;
};

/// The next bytes of the file; fewer than asked for are no sign of its end, none are.
struct ReadOut {
  Bytes data;
  std::uint32_t status = status::ok;
  friend bool operator==(const ReadOut&, const ReadOut&) = default;
};

struct StatusOut {
  std::uint32_t status = status::ok;
  friend bool operator==(const StatusOut&, const StatusOut&) = default;
};

/// What may follow the last parameter of a stub: a request may have a verification trailer there
/// (MS-RPCE §2.2.2.13), an answer may not.
enum class Behind : std::uint8_t { anything, nothing };

/// Decodes a stub into one of the structs above. Where nothing may follow it and something does, it
/// is of another message, or a fragment of it came twice.
template <typename Message>
[[nodiscard]] Decoded<Message> decode_stub(ByteView stub,
                                           ByteOrder order,
                                           Behind behind = Behind::anything);

/// Appends the stub of `message`.
template <typename Message>
void encode_stub(const Message& message, ByteOrder order, Bytes& out);

}  // namespace backup
}  // namespace ripcord::peers
