#include "harness/peers/pdu_conduct.hpp"

#include "transports/dcerpc/header.hpp"
#include "transports/trace/coordinate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ripcord::peers {
namespace {

using dcerpc::PduType;
using trace::Record;
using trace::What;

constexpr std::uint32_t mask_of(std::initializer_list<PduType> types) {
  std::uint32_t mask = 0;
  for (const PduType type : types) mask |= 1U << static_cast<unsigned>(type);
  return mask;
}

constexpr std::uint32_t of_clients = mask_of({PduType::request,
                                              PduType::bind,
                                              PduType::alter_context,
                                              PduType::auth3,
                                              PduType::co_cancel,
                                              PduType::orphaned});
constexpr std::uint32_t of_servers = mask_of({PduType::response,
                                              PduType::fault,
                                              PduType::bind_ack,
                                              PduType::bind_nak,
                                              PduType::alter_context_resp,
                                              PduType::shutdown});

bool is_one_of(std::uint32_t mask, std::uint8_t pdu) { return pdu < 32 && (mask >> pdu & 1U) != 0; }

bool is_first(const Record& pdu) { return (pdu.flags & trace::flag::first_fragment) != 0; }
bool is_last(const Record& pdu) { return (pdu.flags & trace::flag::last_fragment) != 0; }

/// One direction's call whose last fragment has not come.
struct Unfinished {
  bool is = false;
  std::uint32_t call_id = 0;
};

/// How far a connection has come.
struct Course {
  /// A rule has struck it.
  bool struck = false;
  /// What passes is not of this protocol.
  bool opaque = false;
  bool bind_sent = false;
  bool refused = false;
  /// bind and alter_context without an answer.
  std::uint32_t proposals = 0;
  std::uint32_t highest_call_id = 0;
  /// The last call that has had no whole answer; 0 = none has not. Those before it are in `older`.
  std::uint32_t open_call_id = 0;
  std::vector<std::uint32_t> older;
  Unfinished request;
  Unfinished answer;
};

/// Walks through a log. A method returns what is wrong with a PDU; null if nothing is.
class Conduct {
 public:
  void strike(const Record& record) { course(record).struck = true; }

  const char* pass(const Record& pdu) {
    Course& course = this->course(pdu);
    if (pdu.pdu == trace::opaque_pdu) course.opaque = true;
    if (course.opaque || is_plain_call(course, pdu)) return nullptr;
    return pdu.direction == 0 ? client_sent(course, pdu) : server_sent(course, pdu);
  }

 private:
  Course& course(const Record& record) {
    if (record.connection > courses_.size()) courses_.resize(record.connection);
    return courses_[record.connection - 1];
  }

  /// Nearly every PDU is a whole request when nothing else is under way, or its whole response:
  /// these need not be tried by every rule.
  static bool is_plain_call(Course& course, const Record& pdu) {
    if (!is_first(pdu) || !is_last(pdu) || course.request.is || course.answer.is) return false;
    if (pdu.pdu == static_cast<std::uint8_t>(PduType::request) && pdu.direction == 0) {
      const bool ready = course.bind_sent && !course.refused && course.proposals == 0;
      if (!ready || course.open_call_id != 0 || pdu.call_id <= course.highest_call_id) return false;
      course.open_call_id = course.highest_call_id = pdu.call_id;
      return true;
    }
    if (pdu.pdu != static_cast<std::uint8_t>(PduType::response) || pdu.direction == 0) return false;
    if (course.open_call_id != pdu.call_id || !course.older.empty()) return false;
    course.open_call_id = 0;
    return true;
  }

  const char* client_sent(Course& course, const Record& pdu) {
    if (!is_one_of(of_clients, pdu.pdu)) return "no client sends that";
    const auto type = static_cast<PduType>(pdu.pdu);
    const bool proposes = type == PduType::bind || type == PduType::alter_context;
    if (type == PduType::bind && course.bind_sent) return "it has sent a bind before";
    if (type != PduType::bind && !course.bind_sent) return "it has sent no bind";
    if (type == PduType::orphaned) course.request = {};
    if (!proposes && type != PduType::request) return nullptr;
    if (!course.struck && course.refused) return "the server has refused the bind";
    if (!course.struck && course.proposals > 0)
      return "its last bind or alter_context has no answer";
    if (proposes && course.request.is) return "a request is not whole";
    if (!proposes) return request(course, pdu);
    course.bind_sent = true;
    ++course.proposals;
    return nullptr;
  }

  const char* request(Course& course, const Record& pdu) {
    if (const char* wrong = advance(course.request, pdu)) return wrong;
    if (!is_first(pdu)) return nullptr;
    // MS-RPCE §3.3.3.5.2: call_id rises from call to call.
    if (pdu.call_id <= course.highest_call_id) return "its call_id does not rise";
    course.highest_call_id = pdu.call_id;
    if (course.open_call_id != 0) course.older.push_back(course.open_call_id);
    course.open_call_id = pdu.call_id;
    return nullptr;
  }

  const char* server_sent(Course& course, const Record& pdu) {
    if (!is_one_of(of_servers, pdu.pdu)) return "no server sends that";
    const auto type = static_cast<PduType>(pdu.pdu);
    if (type == PduType::shutdown) return nullptr;
    if (type == PduType::response || type == PduType::fault) return answer(course, pdu);
    if (!course.struck && course.proposals == 0) return "the client has not asked to bind";
    if (course.proposals > 0) --course.proposals;
    course.refused = type == PduType::bind_nak;
    return nullptr;
  }

  const char* answer(Course& course, const Record& pdu) {
    const bool faults = pdu.pdu == static_cast<std::uint8_t>(PduType::fault);
    // A fault ends whatever was under way.
    if (faults) course.answer = {};
    if (const char* wrong = advance(course.answer, pdu)) return wrong;
    if (!is_last(pdu)) return nullptr;
    const bool early = course.request.is && course.request.call_id == pdu.call_id;
    if (take_open_call(course, pdu.call_id))
      return early && !faults && !course.struck ? "the request is not whole" : nullptr;
    // A fault may also refuse an alter_context.
    if (faults && course.proposals > 0) {
      --course.proposals;
      return nullptr;
    }
    return course.struck ? nullptr : "no call of that call_id waits for an answer";
  }

  /// Whether that call waited for an answer; it does no more.
  static bool take_open_call(Course& course, std::uint32_t call_id) {
    if (course.open_call_id != call_id || call_id == 0)
      return std::erase(course.older, call_id) > 0;
    course.open_call_id = 0;
    if (course.older.empty()) return true;
    course.open_call_id = course.older.back();
    course.older.pop_back();
    return true;
  }

  /// Counts `pdu` as the next fragment of its direction.
  static const char* advance(Unfinished& unfinished, const Record& pdu) {
    if (is_first(pdu) && unfinished.is) return "the call before is not whole";
    if (!is_first(pdu) && !unfinished.is) return "its first fragment never came";
    if (!is_first(pdu) && unfinished.call_id != pdu.call_id) return "it is of another call";
    unfinished = {!is_last(pdu), pdu.call_id};
    return nullptr;
  }

  std::vector<Course> courses_;
};

std::string described(const trace::Log& log, const Record& pdu, const char* wrong) {
  const trace::Connection& connection = log.connection(pdu.connection);
  const std::string_view name =
      pdu.pdu < log.legend().pdus.size() ? log.legend().pdus[pdu.pdu] : std::string_view("PDU");
  return fmt::format("{} sent {} (call_id {}) on connection {} of {} to {}: {}",
                     pdu.direction == 0 ? "a client" : "a server",
                     name,
                     pdu.call_id,
                     connection.number,
                     log.text(connection.client),
                     log.text(connection.service),
                     wrong);
}

}  // namespace

std::string misconduct(const trace::Log& log) {
  Conduct conduct;
  for (const Record& record : log.records()) {
    if (record.what == What::unit) {
      if (const char* wrong = conduct.pass(record)) return described(log, record, wrong);
    } else if (record.what == What::fired && record.connection != 0) {
      conduct.strike(record);
    }
  }
  return {};
}

}  // namespace ripcord::peers
