#include "harness/explore/standing.hpp"

#include "harness/explore/point.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>

namespace ripcord::explore {
namespace {

using trace::Record;
using trace::What;

/// How far the answer to what a client said last has come.
enum class Answer : std::uint8_t { none, part, whole };

/// One connection as its client sees it.
struct Conversation {
  enum class Stage : std::uint8_t { dialled, refused, established, ended };

  std::string service;
  Stage stage = Stage::dialled;
  /// The operation or PDU that the client sent last; empty = nothing yet.
  std::string said;
  /// Of the answer to it: bytes that the server sent, and that the client got.
  std::uint64_t sent = 0;
  std::uint64_t got = 0;
  bool is_last_sent = false;
  /// How its end came, as a verb, and where the answer was then.
  std::string_view end;
  Answer at_end = Answer::none;
  bool spoke_behind_end = false;
  /// The client has gone: what follows is of its own making.
  bool is_left = false;

  [[nodiscard]] Answer answer() const {
    if (is_last_sent && got >= sent) return Answer::whole;
    return got > 0 ? Answer::part : Answer::none;
  }
};

std::string name_of(const Record& unit, const trace::Log& log) {
  const Point point = point_of(unit, 1, log);
  return point.operation.empty() ? point.pdu : point.interface + "." + point.operation;
}

bool ends_its_message(const Record& unit) {
  return unit.operation == trace::no_operation || (unit.flags & trace::flag::last_fragment) != 0;
}

class Follower {
 public:
  explicit Follower(const trace::Log& log) : log_(log) {}

  void note(const Record& record) {
    if (record.connection == 0) return;
    if (record.what == What::connect_requested || record.what == What::unit)
      last_ = record.connection;
    Conversation& one = all_[record.connection];
    if (one.is_left) return;
    switch (record.what) {
      case What::connect_requested:
        one.service = log_.text(log_.connection(record.connection).service);
        break;
      case What::connect_refused:
        one.stage = Conversation::Stage::refused;
        break;
      case What::connect_established:
        one.stage = Conversation::Stage::established;
        break;
      case What::unit:
        record.direction == 0 ? note_said(record, one) : note_answer(record, one);
        break;
      case What::delivered:
        if (record.direction == 1) one.got += record.length;
        break;
      case What::finish:
      case What::reset:
        note_end(record, one);
        break;
      default:
        break;
    }
  }

  [[nodiscard]] std::string text() const {
    return last_ == 0 ? "before it connected" : text(all_.at(last_));
  }

 private:
  void note_said(const Record& unit, Conversation& one) const {
    one.said = name_of(unit, log_);
    one.sent = one.got = 0;
    one.is_last_sent = false;
    one.spoke_behind_end = one.stage == Conversation::Stage::ended;
  }

  static void note_answer(const Record& unit, Conversation& one) {
    one.sent += unit.length;
    one.is_last_sent = ends_its_message(unit);
  }

  static void note_end(const Record& record, Conversation& one) {
    const bool by_sender = (record.flags & trace::flag::by_sender) != 0;
    if (record.direction == 0) {
      one.is_left = by_sender;
      return;
    }
    if (by_sender || one.stage == Conversation::Stage::ended) return;
    one.stage = Conversation::Stage::ended;
    one.end = record.what == What::finish ? "finished" : "reset";
    one.at_end = one.said.empty() ? Answer::whole : one.answer();
  }

  static std::string text(const Conversation& one) {
    switch (one.stage) {
      case Conversation::Stage::dialled:
        return "connecting to " + one.service;
      case Conversation::Stage::refused:
        return "refused by " + one.service;
      case Conversation::Stage::established:
        return text_of_living(one);
      case Conversation::Stage::ended:
        break;
    }
    if (one.spoke_behind_end)
      return fmt::format("in {}, on a connection that was {} before", one.said, one.end);
    if (one.at_end == Answer::whole) return fmt::format("behind {}, {}", topic(one), one.end);
    return fmt::format("in {}, {} {} its answer",
                       one.said,
                       one.end,
                       one.at_end == Answer::part ? "inside" : "before");
  }

  static std::string text_of_living(const Conversation& one) {
    if (one.said.empty() || one.answer() == Answer::whole) return "behind " + topic(one);
    return fmt::format(
        "in {}, {}", one.said, one.answer() == Answer::part ? "answered in part" : "unanswered");
  }

  static std::string topic(const Conversation& one) {
    return one.said.empty() ? "its connect to " + one.service : one.said;
  }

  const trace::Log& log_;
  /// By the connection's number.
  std::map<std::uint32_t, Conversation> all_;
  std::uint32_t last_ = 0;
};

}  // namespace

std::string standing(const trace::Log& log, std::size_t records) {
  Follower follower(log);
  const std::size_t count = std::min(records, log.records().size());
  for (const Record& record : log.records().first(count)) follower.note(record);
  return follower.text();
}

}  // namespace ripcord::explore
