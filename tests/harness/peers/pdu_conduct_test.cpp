#include "harness/peers/pdu_conduct.hpp"

#include "transports/dcerpc/header.hpp"
#include "transports/trace/coordinate.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

// The state machine of connections (C706 §12.6.4, MS-RPCE §3.3), each rule at the PDU that breaks
// it.
namespace ripcord::peers {
namespace {

using dcerpc::PduType;
using trace::Record;

constexpr std::uint8_t whole = trace::flag::first_fragment | trace::flag::last_fragment;
constexpr std::uint8_t first = trace::flag::first_fragment;
constexpr std::uint8_t last = trace::flag::last_fragment;
constexpr std::uint8_t middle = 0;

Record unit(std::uint8_t direction, PduType type, std::uint32_t call_id, std::uint8_t flags) {
  return {.connection = 1,
          .call_id = call_id,
          .what = trace::What::unit,
          .direction = direction,
          .pdu = static_cast<std::uint8_t>(type),
          .flags = flags};
}
Record client(PduType type, std::uint32_t call_id = 1, std::uint8_t flags = whole) {
  return unit(0, type, call_id, flags);
}
Record server(PduType type, std::uint32_t call_id = 1, std::uint8_t flags = whole) {
  return unit(1, type, call_id, flags);
}
Record strike() { return {.connection = 1, .what = trace::What::fired}; }
Record no_pdu() {
  return {.connection = 1,
          .what = trace::What::unit,
          .direction = 1,
          .pdu = trace::opaque_pdu,
          .flags = whole};
}

/// What passed on one connection, and how what is said of it ends; empty where all is legal.
struct Course {
  const char* name;
  std::vector<Record> records;
  const char* wrong = "";

  friend void PrintTo(const Course& course, std::ostream* out) { *out << course.name; }
};

class PduConduct : public testing::TestWithParam<Course> {};

TEST_P(PduConduct, is_judged_by_the_state_of_its_sender) {
  const trace::Legend legend;
  trace::Log log(legend);
  log.add_connection(log.intern("user"), log.intern("store"));
  for (const Record& record : GetParam().records) log.append(record);

  const std::string found = misconduct(log);

  const std::size_t colon = found.rfind(": ");
  EXPECT_EQ(GetParam().wrong, colon == std::string::npos ? found : found.substr(colon + 2));
}

std::vector<Record> bound(std::vector<Record> rest) {
  std::vector<Record> records{client(PduType::bind), server(PduType::bind_ack)};
  records.insert(records.end(), rest.begin(), rest.end());
  return records;
}

std::string name_of(const testing::TestParamInfo<Course>& info) { return info.param.name; }

INSTANTIATE_TEST_SUITE_P(
    Legal,
    PduConduct,
    testing::Values(
        Course{"nothing", {}},
        Course{"a_call", bound({client(PduType::request, 2), server(PduType::response, 2)})},
        Course{"a_call_of_the_binds_call_id",
               bound({client(PduType::request, 1), server(PduType::response, 1)})},
        Course{"a_call_in_fragments",
               bound({client(PduType::request, 2, first),
                      client(PduType::request, 2, middle),
                      client(PduType::request, 2, last),
                      server(PduType::response, 2, first),
                      server(PduType::response, 2, last)})},
        Course{"a_fault_that_overtakes_its_request",
               bound({client(PduType::request, 2, first), server(PduType::fault, 2)})},
        Course{"a_fault_in_the_middle_of_a_response",
               bound({client(PduType::request, 2),
                      server(PduType::response, 2, first),
                      server(PduType::fault, 2)})},
        Course{"two_calls_at_once",
               bound({client(PduType::request, 2),
                      client(PduType::request, 3),
                      server(PduType::response, 2),
                      server(PduType::response, 3)})},
        Course{"a_refused_alter_context",
               bound({client(PduType::alter_context, 2), server(PduType::fault, 2)})},
        Course{"a_request_that_is_orphaned",
               bound({client(PduType::request, 2, first),
                      client(PduType::orphaned, 2),
                      client(PduType::request, 3)})},
        Course{"a_shutdown", bound({server(PduType::shutdown, 0)})},
        Course{"what_is_no_protocol_at_all", {client(PduType::bind), no_pdu(), no_pdu()}},
        Course{"an_answer_that_only_a_struck_client_asked_for",
               bound({client(PduType::request, 2), strike(), server(PduType::response, 9)})},
        Course{"a_request_after_a_bind_ack_that_a_rule_made",
               {client(PduType::bind), strike(), client(PduType::request, 2)}}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Illegal,
    PduConduct,
    testing::Values(
        Course{"a_response_from_a_client",
               bound({client(PduType::response, 2)}),
               "no client sends that"},
        Course{"a_request_from_a_server", {server(PduType::request)}, "no server sends that"},
        Course{"a_request_before_any_bind", {client(PduType::request)}, "it has sent no bind"},
        Course{"a_second_bind", bound({client(PduType::bind, 2)}), "it has sent a bind before"},
        Course{"a_request_before_the_bind_is_answered",
               {client(PduType::bind), client(PduType::request, 2)},
               "its last bind or alter_context has no answer"},
        Course{"a_request_after_a_bind_nak",
               {client(PduType::bind), server(PduType::bind_nak), client(PduType::request, 2)},
               "the server has refused the bind"},
        Course{"a_call_id_that_falls",
               bound({client(PduType::request, 3), client(PduType::request, 2)}),
               "its call_id does not rise"},
        Course{"a_call_id_twice",
               bound({client(PduType::request, 3), client(PduType::request, 3)}),
               "its call_id does not rise"},
        Course{"a_later_fragment_without_a_first",
               bound({client(PduType::request, 2, last)}),
               "its first fragment never came"},
        Course{"a_first_fragment_within_a_call",
               bound({client(PduType::request, 2, first), client(PduType::request, 3, first)}),
               "the call before is not whole"},
        Course{"a_fragment_of_another_call",
               bound({client(PduType::request, 2, first), client(PduType::request, 3, last)}),
               "it is of another call"},
        Course{"an_alter_context_within_a_call",
               bound({client(PduType::request, 2, first), client(PduType::alter_context, 3)}),
               "a request is not whole"},
        Course{"a_bind_ack_that_nobody_asked_for",
               bound({server(PduType::bind_ack)}),
               "the client has not asked to bind"},
        Course{"an_answer_to_nothing",
               bound({server(PduType::response, 2)}),
               "no call of that call_id waits for an answer"},
        Course{"a_second_answer",
               bound({client(PduType::request, 2),
                      server(PduType::response, 2),
                      server(PduType::response, 2)}),
               "no call of that call_id waits for an answer"},
        Course{"a_response_before_the_request_is_whole",
               bound({client(PduType::request, 2, first), server(PduType::response, 2)}),
               "the request is not whole"},
        Course{"an_answer_within_another",
               bound({client(PduType::request, 2),
                      client(PduType::request, 3),
                      server(PduType::response, 2, first),
                      server(PduType::response, 3, first)}),
               "the call before is not whole"},
        Course{"a_call_id_that_falls_on_a_struck_connection",
               bound({strike(), client(PduType::request, 3), client(PduType::request, 2)}),
               "its call_id does not rise"}),
    name_of);

}  // namespace
}  // namespace ripcord::peers
