#include "harness/explore/survey.hpp"

#include "harness/explore/abstract_state.hpp"
#include "harness/world/world.hpp"
#include "transports/base/hash.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ripcord::explore {
namespace {

/// Walks a log once.
class Surveyor {
 public:
  Surveyor(const trace::Log& log, const Scheduled& scheduled)
      : log_(log),
        first_rule_(scheduled.first),
        workload_records_(scheduled.workload_records),
        state_(log, scheduled.harms, scheduled.first) {}

  Survey survey() {
    const std::span<const trace::Record> records = log_.records();
    for (std::size_t i = 0; i < records.size(); ++i) {
      const trace::Record& record = records[i];
      if (i < workload_records_) {
        fold(record);
      } else if (!survey_.strikes.empty()) {
        break;
      }
      state_.note(record);
      if (record.what == trace::What::fired && record.rule >= first_rule_) {
        survey_.struck = last_index();
        note_strike(record);
        survey_.behind_strikes = static_cast<std::uint32_t>(survey_.reached.size());
      }
      if (is_point(record)) add(record, static_cast<std::uint32_t>(i));
    }
    mark_representatives();
    return std::move(survey_);
  }

 private:
  static bool is_point(const trace::Record& record) {
    return record.what == trace::What::unit || record.what == trace::What::connect_requested ||
           record.what == trace::What::happening;
  }

  void note_strike(const trace::Record& record) {
    Struck strike{.rule = record.rule, .reached = survey_.struck};
    if (record.site == trace::Site::inside)
      strike.offset = static_cast<std::uint32_t>(record.value);
    survey_.strikes.push_back(strike);
  }

  [[nodiscard]] std::uint32_t last_index() const {
    return survey_.reached.empty() ? 0 : static_cast<std::uint32_t>(survey_.reached.size() - 1);
  }

  /// What the record is about, but for call, fragment and connection.
  [[nodiscard]] std::uint64_t like(const trace::Record& record) const {
    if (record.what == trace::What::happening)
      return mix(mix(log_.digest_of(record.subject), digest_of(record.object)),
                 digest_of(record.call_id));
    const trace::Connection& connection = log_.connection(record.connection);
    const std::uint64_t lane = mix(digest_of(connection.client), digest_of(connection.service));
    if (record.what == trace::What::connect_requested) return lane;
    return mix(lane,
               std::uint64_t{record.direction} << 56U | std::uint64_t{record.pdu} << 32U |
                   std::uint64_t{record.interface} << 16U | record.operation);
  }

  [[nodiscard]] std::uint64_t digest_of(trace::NameId name) const {
    return name == trace::no_name ? 0 : log_.digest_of(name);
  }

  void add(const trace::Record& record, std::uint32_t index) {
    const bool of_call =
        record.what == trace::What::unit && record.operation != trace::no_operation;
    const std::uint64_t kind = like(record);
    Reached one{.kind = kind, .record = index, .nth = ++nth_[kind]};
    note_state(record, one);
    const std::uint32_t connection =
        record.connection == 0 ? 0 : log_.connection(record.connection).number;
    one.ordinal = of_call ? record.call : ++ordinals_[{kind, connection}];
    one.id = mix(mix(kind, connection),
                 std::uint64_t{one.ordinal} << 32U | (of_call ? record.fragment : 0));
    kinds_.push_back(mix(kind, connection));
    survey_.reached.push_back(one);
  }

  void note_state(const trace::Record& record, Reached& one) const {
    const bool happens = record.what == trace::What::happening;
    const trace::NameId service =
        happens ? record.call_id : log_.connection(record.connection).service;
    if (!happens) one.for_fault = mix(state_.for_fault(record), one.kind);
    if (service == trace::no_name) return;
    // What is done to a mapper is done to all that is registered with it.
    const bool is_mapper = log_.text(service) == world::World::mapper_name;
    one.for_action =
        mix(state_.for_action(is_mapper ? trace::no_name : service), log_.digest_of(service));
  }

  /// What peers do, in order. Rules' own records are left out, and how bytes were cut.
  void fold(const trace::Record& record) {
    switch (record.what) {
      case trace::What::matched:
      case trace::What::fired:
      case trace::What::verb:
      case trace::What::delivered:
      case trace::What::discarded:
      case trace::What::run:
        return;
      default:
        break;
    }
    std::uint64_t& hash = survey_.behaviour;
    hash = mix(hash,
               static_cast<std::uint64_t>(record.what) << 56U |
                   std::uint64_t{record.direction} << 48U | std::uint64_t{record.pdu} << 40U |
                   std::uint64_t{record.flags} << 32U | record.connection);
    hash = mix(hash, std::uint64_t{record.call} << 32U | record.length);
    hash = mix(hash, std::uint64_t{record.operation} << 32U | record.fragment);
    hash = mix(hash, digest_of(record.subject));
  }

  /// Of how many calls and fragments each is.
  void mark_representatives() {
    const std::span<const trace::Record> records = log_.records();
    std::map<std::uint64_t, std::uint32_t> calls;
    std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint32_t> fragments;
    for (std::size_t i = 0; i < survey_.reached.size(); ++i) {
      const Reached& one = survey_.reached[i];
      calls[kinds_[i]] = std::max(calls[kinds_[i]], one.ordinal);
      std::uint32_t& count = fragments[{kinds_[i], one.ordinal}];
      count = std::max(count, records[one.record].fragment);
    }
    for (std::size_t i = 0; i < survey_.reached.size(); ++i) {
      Reached& one = survey_.reached[i];
      const std::uint32_t fragment =
          records[one.record].what == trace::What::unit ? records[one.record].fragment : 1;
      one.is_representative = stands(one.ordinal, calls[kinds_[i]]) &&
                              stands(fragment, fragments[{kinds_[i], one.ordinal}]);
    }
  }

  static bool stands(std::uint32_t k, std::uint32_t count) {
    return k <= 2 || k == count || k == count / 2 + 1;
  }

  const trace::Log& log_;
  std::size_t first_rule_;
  std::size_t workload_records_;
  AbstractState state_;
  Survey survey_;
  std::map<std::uint64_t, std::uint32_t> nth_;
  std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint32_t> ordinals_;
  /// By index in `reached`.
  std::vector<std::uint64_t> kinds_;
};

}  // namespace

Survey survey(const trace::Log& log, const Scheduled& scheduled) {
  return Surveyor(log, scheduled).survey();
}

Point point_of(const Reached& reached, const trace::Log& log) {
  return point_of(log.records()[reached.record], reached.ordinal, log);
}

}  // namespace ripcord::explore
