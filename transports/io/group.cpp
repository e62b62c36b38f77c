#include "transports/io/group.hpp"

#include "transports/base/assert.hpp"
#include "transports/io/runtime.hpp"

namespace ripcord::io {

/// A coroutine of the group: completes once to begin and once when it has finished.
class Group::Member : public Strand {
 public:
  Member(Group& group, Task<void> task) noexcept
      : Strand(group.runtime_, &advance), group_(group), task_(std::move(task)) {}

  static void* operator new(std::size_t size) { return allocate_block(size); }
  static void operator delete(void* member, std::size_t size) noexcept { free_block(member, size); }

 private:
  friend class Group;

  static void advance(Operation& operation) {
    auto& self = static_cast<Member&>(operation);
    if (self.begun_) {
      self.group_.retire(self);
    } else {
      self.begun_ = true;
      self.task_.start_on(self);
    }
  }

  Group& group_;
  Member* older_ = nullptr;
  Member* younger_ = nullptr;
  Task<void> task_;
  bool begun_ = false;
};

void Group::spawn(Task<void> task) {
  auto* const member = new Member(*this, std::move(task));
  member->older_ = youngest_;
  if (youngest_ != nullptr) youngest_->younger_ = member;
  youngest_ = member;
  ++count_;
  ++runtime_.census().tasks;
  runtime_.post(*member);
}

void Group::clear() noexcept {
  while (youngest_ != nullptr) retire(*youngest_);
}

void Group::retire(Member& member) noexcept {
  RIPCORD_ASSERT(!member.running());
  (member.younger_ == nullptr ? youngest_ : member.younger_->older_) = member.older_;
  if (member.older_ != nullptr) member.older_->younger_ = member.younger_;
  --count_;
  --runtime_.census().tasks;
  Operation* const drained = count_ == 0 ? drain_.take() : nullptr;
  if (drained != nullptr) runtime_.post(*drained);
  // Last: what its locals' destructors do to the group finds it in order.
  delete &member;
}

}  // namespace ripcord::io
