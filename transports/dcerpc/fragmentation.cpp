#include "transports/dcerpc/fragmentation.hpp"

#include "transports/base/assert.hpp"

#include <algorithm>

namespace ripcord::dcerpc {

Fragments::Fragments(ByteView stub, FragmentRoom room) : left_(stub), room_(room) {
  RIPCORD_ASSERT(room.granule > 0);
  RIPCORD_ASSERT(room.frag_size_max >= room.first_overhead + room.granule);
  RIPCORD_ASSERT(room.frag_size_max >= room.later_overhead + room.granule);
}

std::optional<Fragment> Fragments::next() {
  if (done_) return std::nullopt;
  const std::size_t room =
      room_.frag_size_max - (first_ ? room_.first_overhead : room_.later_overhead);
  done_ = left_.size() <= room;
  const std::size_t size = done_ ? left_.size() : room - room % room_.granule;
  Fragment fragment{.stub = left_.first(size),
                    .pfc_flags = static_cast<std::uint8_t>((first_ ? pfc::first_frag : 0) |
                                                           (done_ ? pfc::last_frag : 0)),
                    .alloc_hint = static_cast<std::uint32_t>(left_.size())};
  left_ = left_.subspan(size);
  first_ = false;
  return fragment;
}

StrayFragment judge_stray(std::uint32_t call_id, std::uint32_t highest_call_id) {
  const bool recent =
      call_id <= highest_call_id && highest_call_id - call_id < stray_call_id_window;
  return recent ? StrayFragment::dropped : StrayFragment::protocol_error;
}

Result<std::optional<ByteView>> Reassembly::add(const Header& header,
                                                std::uint32_t alloc_hint,
                                                ByteView stub) {
  if (const ErrorCode error = check(header, alloc_hint, stub.size())) return error;
  const bool first = header.has(pfc::first_frag);
  const bool last = header.has(pfc::last_frag);
  if (first && last) return std::optional<ByteView>(stub);
  if (first) {
    first_ = header;
    stub_.clear();
    // The hint is only that: no more room than a few fragments is taken on a peer's word.
    stub_.reserve(std::min<std::size_t>(alloc_hint, 0x10000));
  }
  stub_.insert(stub_.end(), stub.begin(), stub.end());
  open_ = !last;
  if (!last) return std::optional<ByteView>();
  return std::optional<ByteView>(stub_);
}

ErrorCode Reassembly::check(const Header& header,
                            std::uint32_t alloc_hint,
                            std::size_t size) const {
  if (header.has(pfc::first_frag)) {
    if (open_) return errc::call_still_incomplete;
    // A single fragment's hint is not looked at: peers that send ffffffff in it are served.
    if (!header.has(pfc::last_frag) && alloc_hint > stub_size_max_)
      return errc::alloc_hint_too_large;
    return size > stub_size_max_ ? ErrorCode(errc::stub_too_large) : ErrorCode();
  }
  if (!open_) return errc::fragment_without_call;
  if (header.call_id != first_.call_id) return errc::call_id_changed;
  if (header.packed_drep != first_.packed_drep) return errc::drep_changed;
  if (size > stub_size_max_ - stub_.size()) return errc::stub_too_large;
  return {};
}

}  // namespace ripcord::dcerpc
