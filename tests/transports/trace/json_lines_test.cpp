#include "transports/trace/json_lines.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ripcord::trace {
namespace {

using namespace std::chrono_literals;

constexpr Time at{5ms};

class JsonLines : public testing::Test {
 protected:
  JsonLines() {
    legend_.pdus = {"request", "response"};
    legend_.interfaces = {{.name = "backup", .operations = {"BackupPrepare", "BackupRead"}}};
    legend_.rules = {{.id = "cut", .kind = "reset", .line = 12, .digest = 1}};
  }

  Legend legend_;
  Log log_{legend_, Payload::full};
};

TEST_F(JsonLines, begin_with_the_header_of_the_run) {
  log_.run({.scenario = "second-file", .variant = "patched", .transport = "sim", .seed = 7});

  EXPECT_EQ(
      R"({"what":"run","format":1,"scenario":"second-file","variant":"patched","transport":"sim","seed":7})"
      "\n",
      json_lines(log_));
}

TEST_F(JsonLines, show_a_unit_with_its_call_and_its_bytes) {
  const std::uint32_t connection =
      log_.add_connection(log_.intern("ntbackup"), log_.intern("store"));
  log_.append({.time = 5'000'000,
               .value = 40,
               .connection = connection,
               .call = 2,
               .fragment = 3,
               .call_id = 9,
               .interface = 0,
               .operation = 1,
               .what = What::unit,
               .direction = 1,
               .pdu = 1,
               .flags = flag::last_fragment},
              std::array<Byte, 3>{0x05, 0x00, 0xff});

  const std::string line = json_lines(log_);

  EXPECT_EQ(
      0U,
      line.find(
          R"({"t":5000000,"what":"unit","connection":1,"client":"ntbackup","service":"store","nth":1,)"
          R"("direction":"to_client","pdu":"response","call_id":9,"interface":"backup",)"
          R"("operation":"BackupRead","opnum":1,"call":2,"fragment":3,"last":true,"offset":40,"bytes":3,"digest":")"));
  EXPECT_NE(std::string::npos, line.find(R"("payload":"0500ff"})"));
}

TEST_F(JsonLines, name_the_rule_of_a_verb_by_id_line_and_kind) {
  log_.append({.connection = log_.add_connection(no_name, no_name),
               .rule = 0,
               .what = What::verb,
               .verb = Verb::reset});

  EXPECT_EQ(
      R"({"t":0,"what":"verb","rule":"cut","line":12,"kind":"reset","connection":1,"client":"","service":"",)"
      R"("nth":1,"direction":"to_server","verb":"reset"})"
      "\n",
      json_lines(log_));
}

TEST_F(JsonLines, say_how_silent_a_silence_is) {
  const std::uint32_t connection = log_.add_connection(no_name, no_name);
  log_.append({.connection = connection, .what = What::verb, .verb = Verb::stall});
  log_.append({.connection = connection, .what = What::verb, .verb = Verb::blackhole});
  log_.append({.connection = connection,
               .what = What::verb,
               .flags = flag::opened,
               .verb = Verb::blackhole});

  log_.append({.connection = connection, .what = What::verb, .verb = Verb::swallow});

  const std::string lines = json_lines(log_);

  EXPECT_NE(std::string::npos, lines.find(R"("verb":"stall","silence":"acknowledged")"));
  EXPECT_NE(std::string::npos, lines.find(R"("verb":"swallow","silence":"acknowledged")"));
  EXPECT_NE(std::string::npos, lines.find(R"("verb":"blackhole","silence":"unanswered")"));
  EXPECT_NE(std::string::npos, lines.find(R"("verb":"blackhole","silence":"accepted")"));
}

TEST_F(JsonLines, tell_happenings_with_their_details) {
  log_.happening(at, {.event = log_.intern("file_closed"), .service = log_.intern("store")});
  log_.detail(at, "file", "priv.edb");
  log_.detail(at, "size", 262'144);

  EXPECT_EQ(R"({"t":5000000,"what":"happening","event":"file_closed","service":"store"})"
            "\n"
            R"({"t":5000000,"what":"detail","name":"file","value":"priv.edb"})"
            "\n"
            R"({"t":5000000,"what":"detail","name":"size","value":262144})"
            "\n",
            json_lines(log_));
}

TEST_F(JsonLines, escape_what_json_forbids) {
  log_.verdict(at, {.judge = "a\"b\\c\nd", .says = "held"});

  EXPECT_EQ(R"({"t":5000000,"what":"verdict","judge":"a\"b\\c\u000ad","says":"held"})"
            "\n",
            json_lines(log_));
}

TEST_F(JsonLines, tell_calls_as_their_client_sees_them) {
  const Log::Call call{.client = log_.intern("ntbackup"),
                       .service = log_.intern("store"),
                       .interface = 0,
                       .operation = 0,
                       .call = 1};
  log_.call_started(at, call);
  log_.call_ended(at, call, 1722);

  EXPECT_EQ(
      R"({"t":5000000,"what":"call_started","client":"ntbackup","service":"store","interface":"backup",)"
      R"("operation":"BackupPrepare","opnum":0,"call":1})"
      "\n"
      R"({"t":5000000,"what":"call_ended","client":"ntbackup","service":"store","interface":"backup",)"
      R"("operation":"BackupPrepare","opnum":0,"call":1,"outcome":1722})"
      "\n",
      json_lines(log_));
}

TEST_F(JsonLines, tell_changes_of_the_world) {
  log_.action(at, {.rule = 0, .verb = "move", .object = "store", .value = 1026});
  log_.listener(at, {.service = log_.intern("store"), .port = 1026}, Log::Change::opened);
  log_.registration(
      at, {.service = log_.intern("store"), .interface = 0, .port = 1025}, Log::Change::closed);

  EXPECT_EQ(
      R"({"t":5000000,"what":"action","rule":"cut","line":12,"kind":"reset","action":"move","object":"store","value":1026})"
      "\n"
      R"({"t":5000000,"what":"listener","service":"store","port":1026,"change":"opened"})"
      "\n"
      R"({"t":5000000,"what":"registration","service":"store","interface":"backup","port":1025,"change":"closed"})"
      "\n",
      json_lines(log_));
}

}  // namespace
}  // namespace ripcord::trace
