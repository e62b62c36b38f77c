#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ripcord::trace {

/// The number of a name in a legend or in the log that continues it; 0 is no name.
using NameId = std::uint32_t;
inline constexpr NameId no_name = 0;

/// Texts by number, each once.
class Names {
 public:
  Names();

  /// The number of `text`, which is added if it is new. An empty text is `no_name`.
  NameId intern(std::string_view text);
  /// The number of `text`, or `no_name`.
  [[nodiscard]] NameId find(std::string_view text) const;
  [[nodiscard]] std::string_view text(NameId name) const { return texts_[name]; }
  /// The digest of the text, equal in every run.
  [[nodiscard]] std::uint64_t digest(NameId name) const { return digests_[name]; }
  [[nodiscard]] std::size_t size() const { return texts_.size(); }

 private:
  [[nodiscard]] std::size_t slot_of(std::uint64_t digest, std::string_view text) const;
  void grow();

  std::vector<std::string> texts_;
  std::vector<std::uint64_t> digests_;
  /// Open addressing by digest; 0 is a free slot. Never iterated.
  std::vector<NameId> slots_;
};

/// What the numbers in records mean: made once for all runs of a scenario's variant, and shared by
/// their logs.
struct Legend {
  struct InterfaceNames {
    std::string name;
    /// By operation number; empty where it has no name.
    std::vector<std::string> operations;
  };
  struct RuleNames {
    std::string id;
    std::string kind;
    /// Line in the scenario file, from 1.
    std::uint32_t line = 0;
    /// Of `id`.
    std::uint64_t digest = 0;
  };

  /// By `Record::pdu`.
  std::vector<std::string> pdus;
  /// By `Record::interface`.
  std::vector<InterfaceNames> interfaces;
  /// By `Record::rule`.
  std::vector<RuleNames> rules;
  /// What rules speak of by name: clients, services, events.
  Names names;
};

}  // namespace ripcord::trace
