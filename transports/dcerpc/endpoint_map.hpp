#pragma once

#include "transports/dcerpc/context_handle.hpp"
#include "transports/dcerpc/errc.hpp"
#include "transports/dcerpc/syntax.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// The messages of the endpoint mapper, interface ept version 3.0, as stubs in NDR 2.0 (C706
/// appendix O; MS-RPCE §2.2.1.2). `In` travels to the mapper, `Out` comes back.
namespace ripcord::dcerpc::ept {

enum class Opnum : std::uint16_t {
  ept_insert = 0,
  ept_delete = 1,
  ept_lookup = 2,
  ept_map = 3,
  ept_lookup_handle_free = 4,
  ept_inq_object = 5,
  ept_mgmt_delete = 6,
};

/// num_ents, max_ents and max_towers range from 0 to this (MS-RPCE §2.2.1.2.4).
inline constexpr std::uint32_t entry_count_max = 500;
/// An annotation's size with its NUL (C706 appendix O, ept_max_annotation_size).
inline constexpr std::uint32_t annotation_size_max = 64;

/// inquiry_type (MS-RPCE §2.2.1.2.4); Windows treats all other values as `all`.
namespace inquiry {
inline constexpr std::uint32_t all = 0;
inline constexpr std::uint32_t by_interface = 1;
inline constexpr std::uint32_t by_object = 2;
inline constexpr std::uint32_t by_both = 3;
}  // namespace inquiry

/// vers_option (MS-RPCE §2.2.1.2.4). Samba-built clients send 0 and mean all.
namespace version_option {
inline constexpr std::uint32_t all = 1;
inline constexpr std::uint32_t compatible = 2;
inline constexpr std::uint32_t exact = 3;
inline constexpr std::uint32_t major_only = 4;
inline constexpr std::uint32_t up_to = 5;
}  // namespace version_option

/// Statuses of the mapper on the wire (facts: the DCE numbers; a Windows mapper may also answer
/// with any Win32 error).
namespace status {
inline constexpr std::uint32_t ok = 0;
inline constexpr std::uint32_t cant_perform_op = 0x16c9a0cd;
inline constexpr std::uint32_t no_memory = 0x16c9a0ce;
inline constexpr std::uint32_t database_invalid = 0x16c9a0cf;
inline constexpr std::uint32_t cant_create = 0x16c9a0d0;
inline constexpr std::uint32_t cant_access = 0x16c9a0d1;
inline constexpr std::uint32_t database_already_open = 0x16c9a0d2;
inline constexpr std::uint32_t invalid_entry = 0x16c9a0d3;
inline constexpr std::uint32_t update_failed = 0x16c9a0d4;
inline constexpr std::uint32_t invalid_context = 0x16c9a0d5;
/// Also the end of a lookup.
inline constexpr std::uint32_t not_registered = 0x16c9a0d6;
inline constexpr std::uint32_t server_unavailable = 0x16c9a0d7;
}  // namespace status

/// A full pointer to an object UUID. Null if `referent` is 0, and then `uuid` is not on the wire.
struct ObjectPointer {
  std::uint32_t referent = 0;
  Uuid uuid;

  friend bool operator==(const ObjectPointer&, const ObjectPointer&) = default;
};

/// A full pointer to an interface id. Null if `referent` is 0.
struct InterfacePointer {
  std::uint32_t referent = 0;
  SyntaxId id;

  friend bool operator==(const InterfacePointer&, const InterfacePointer&) = default;
};

/// A full pointer to a tower's octets (twr_t). Null if `referent` is 0.
struct TowerPointer {
  std::uint32_t referent = 0;
  /// At most `tower_size_max`.
  Bytes octets;
  /// Where the octets stood in the stub that was decoded. Encoding and comparing ignore it.
  std::size_t offset = 0;

  friend bool operator==(const TowerPointer& left, const TowerPointer& right) {
    return left.referent == right.referent && left.octets == right.octets;
  }
};

/// ept_entry_t.
struct Entry {
  Uuid object;
  TowerPointer tower;
  /// Without its NUL.
  std::string annotation;

  friend bool operator==(const Entry&, const Entry&) = default;
};

/// Gives the towers the referent ids `first`, `first` + 1, ...
void number_referents(std::vector<Entry>& entries, std::uint32_t first = 1);
void number_referents(std::vector<TowerPointer>& towers, std::uint32_t first = 1);

/// What the pointers of an answer are numbered from where its question is not known: a question
/// holds two pointers, which its client numbers 1 and 2, or from some much higher number on.
inline constexpr std::uint32_t answer_referent = 3;

struct InsertIn {
  std::vector<Entry> entries;
  std::uint32_t replace = 0;
  friend bool operator==(const InsertIn&, const InsertIn&) = default;
};

struct DeleteIn {
  std::vector<Entry> entries;
  friend bool operator==(const DeleteIn&, const DeleteIn&) = default;
};

struct LookupIn {
  std::uint32_t inquiry_type = inquiry::all;
  ObjectPointer object;
  InterfacePointer interface;
  std::uint32_t vers_option = version_option::all;
  ContextHandle entry_handle;
  std::uint32_t max_ents = 0;
  friend bool operator==(const LookupIn&, const LookupIn&) = default;
};

struct LookupOut {
  ContextHandle entry_handle;
  /// Usually the number of entries; a broken mapper's may differ.
  std::uint32_t num_ents = 0;
  /// The conformance of `entries`: max_ents of the question. Never below their number.
  std::uint32_t max_count = 0;
  std::vector<Entry> entries;
  std::uint32_t status = status::ok;
  friend bool operator==(const LookupOut&, const LookupOut&) = default;
};

struct MapIn {
  ObjectPointer object;
  TowerPointer map_tower;
  ContextHandle entry_handle;
  std::uint32_t max_towers = 0;
  friend bool operator==(const MapIn&, const MapIn&) = default;
};

/// The least number for the pointers of an answer to `question`. Full pointers of one call that
/// have the same number point to the same thing (C706 §14.3.10 Pointers), so an answer that began
/// with 1 again would hand out the question's object for a tower.
[[nodiscard]] std::uint32_t free_referent(const LookupIn& question);
[[nodiscard]] std::uint32_t free_referent(const MapIn& question);

struct MapOut {
  ContextHandle entry_handle;
  /// Usually the number of towers; a broken mapper's may differ.
  std::uint32_t num_towers = 0;
  /// The conformance of `towers`: max_towers of the question. Never below their number.
  std::uint32_t max_count = 0;
  std::vector<TowerPointer> towers;
  std::uint32_t status = status::ok;
  friend bool operator==(const MapOut&, const MapOut&) = default;
};

struct LookupHandleFreeIn {
  ContextHandle entry_handle;
  friend bool operator==(const LookupHandleFreeIn&, const LookupHandleFreeIn&) = default;
};

struct LookupHandleFreeOut {
  ContextHandle entry_handle;
  std::uint32_t status = status::ok;
  friend bool operator==(const LookupHandleFreeOut&, const LookupHandleFreeOut&) = default;
};

/// ept_inq_object has no input.
struct InqObjectOut {
  Uuid ept_object;
  std::uint32_t status = status::ok;
  friend bool operator==(const InqObjectOut&, const InqObjectOut&) = default;
};

struct MgmtDeleteIn {
  std::uint32_t object_speced = 0;
  ObjectPointer object;
  TowerPointer tower;
  friend bool operator==(const MgmtDeleteIn&, const MgmtDeleteIn&) = default;
};

/// What ept_insert, ept_delete and ept_mgmt_delete return.
struct StatusOut {
  std::uint32_t status = status::ok;
  friend bool operator==(const StatusOut&, const StatusOut&) = default;
};

/// Decodes a stub into one of the structs above. Fails with `truncated`, `array_bounds` or
/// `unterminated_string`; octets behind the last parameter are ignored.
template <typename Message>
[[nodiscard]] Decoded<Message> decode_stub(ByteView stub, ByteOrder order);

/// Appends the stub of `message`.
template <typename Message>
void encode_stub(const Message& message, ByteOrder order, Bytes& out);

}  // namespace ripcord::dcerpc::ept
