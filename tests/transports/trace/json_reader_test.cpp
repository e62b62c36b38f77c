#include "transports/trace/json_reader.hpp"

#include "transports/trace/json_lines.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ripcord::trace {
namespace {

const std::string header =
    R"({"what":"run","format":1,"scenario":"s","variant":"v","transport":"sim","seed":7})"
    "\n";
const std::string requested =
    R"({"t":1,"what":"connect_requested","connection":1,"client":"c","service":"s","nth":1})"
    "\n";
const std::string sent =
    R"({"t":2,"what":"unit","connection":1,"client":"c","service":"s","nth":1,)"
    R"("direction":"to_server","pdu":"request","call_id":9,"interface":"backup",)"
    R"("operation":"BackupRead","opnum":3,"call":2,"fragment":1,"last":true,"offset":0,"bytes":2,)"
    R"("digest":"00000000000000ff"})"
    "\n";

/// What is written of what was read of `text`.
std::string written_again(const std::string& text) {
  const auto stored = read_json_lines(text);
  return stored ? json_lines(*stored->log) : "line " + std::to_string(stored.error().line);
}

class StoredLine : public testing::TestWithParam<const char*> {};

TEST_P(StoredLine, is_written_again_as_it_was_read) {
  const std::string text = header + requested + sent + GetParam() + "\n";

  EXPECT_EQ(text, written_again(text));
}

INSTANTIATE_TEST_SUITE_P(
    Kinds,
    StoredLine,
    testing::Values(
        R"({"t":3,"what":"connect_established","connection":1,"client":"c","service":"s","nth":1})",
        R"({"t":3,"what":"connect_refused","connection":2,"client":"c","service":"s","nth":2})",
        R"({"t":3,"what":"unit","connection":1,"client":"c","service":"s","nth":1,"direction":"to_client","pdu":"bytes","offset":4,"bytes":2,"digest":"0000000000000001"})",
        R"({"t":3,"what":"matched","rule":"cut","line":9,"kind":"drop","point":"c>s/1/to_server/backup.BackupRead/2/1/before","hash":"0000000000000001"})",
        R"({"t":3,"what":"fired","rule":"cut","line":9,"kind":"drop","point":"c>s/1/to_server/backup.BackupRead/2/1/inside:512","hash":"0000000000000001"})",
        R"({"t":3,"what":"verb","rule":"cut","line":9,"kind":"blackhole","connection":1,"client":"c","service":"s","nth":1,"direction":"to_server","verb":"blackhole","silence":"accepted","value":5})",
        R"({"t":3,"what":"verb","rule":"cut","line":9,"kind":"drop","connection":1,"client":"c","service":"s","nth":1,"direction":"to_server","verb":"drop","bytes":2})",
        R"({"t":3,"what":"delivered","connection":1,"client":"c","service":"s","nth":1,"direction":"to_server","bytes":2})",
        R"({"t":3,"what":"discarded","connection":1,"client":"c","service":"s","nth":1,"direction":"to_server","bytes":2,"acknowledged":0})",
        R"({"t":3,"what":"finish","connection":1,"client":"c","service":"s","nth":1,"direction":"to_client","site":"in"})",
        R"({"t":3,"what":"reset","connection":1,"client":"c","service":"s","nth":1,"direction":"to_client","site":"out"})",
        R"({"t":3,"what":"framing_lost","connection":1,"client":"c","service":"s","nth":1,"direction":"to_client"})",
        R"({"t":3,"what":"happening","event":"file_closed","service":"s","interface":"backup","about":"priv.edb","port":5,"status":258})",
        R"({"t":3,"what":"detail","name":"a","value":5})",
        R"({"t":3,"what":"detail","name":"a","value":"5"})",
        R"({"t":3,"what":"call_ended","client":"c","service":"s","interface":"backup","operation":"BackupRead","opnum":3,"call":1,"outcome":258})",
        R"({"t":3,"what":"action","rule":"moves","line":27,"kind":"move_endpoint","action":"move","object":"s","value":49153})",
        R"({"t":3,"what":"listener","service":"s","interface":"backup","port":49152,"change":"closed"})",
        R"({"t":3,"what":"registration","service":"s","interface":"backup","port":49152,"change":"opened"})",
        R"({"t":3,"what":"unit","connection":1,"client":"c","service":"s","nth":1,"direction":"to_server","pdu":"request","call_id":9,"interface":"backup","operation":"BackupRead","opnum":3,"call":2,"fragment":1,"offset":0,"bytes":4,"digest":"00000000000000ff","payload":"0500"})",
        R"({"what":"end","trace_hash":"0000000000000001","time_free_hash":"0000000000000002","outcome_hash":"0000000000000003"})",
        R"({"t":3,"what":"verdict","judge":"no_hang","says":"held"})"));

TEST(StoredLog, knows_that_a_happening_was_struck) {
  const std::string text =
      header + R"({"t":3,"what":"happening","event":"file_closed","service":"s"})" + "\n" +
      R"({"t":3,"what":"fired","rule":"moves","line":27,"kind":"move_endpoint","point":">s/file_closed/2","hash":"0000000000000001"})" +
      "\n";

  EXPECT_EQ(text, written_again(text));
}

TEST(StoredLog, has_the_payload_that_was_kept) {
  const std::string text =
      header + requested +
      R"({"t":2,"what":"unit","connection":1,"client":"c","service":"s","nth":1,"direction":"to_server","pdu":"bind","offset":0,"bytes":3,"digest":"00","payload":"0500ff"})" +
      "\n";

  const auto stored = read_json_lines(text);

  ASSERT_TRUE(stored);
  EXPECT_EQ((Bytes{0x05, 0x00, 0xff}),
            Bytes(stored->log->payload().begin(), stored->log->payload().end()));
}

TEST(StoredLog, has_no_payload_of_what_carries_no_bytes) {
  const auto stored = read_json_lines(
      header +
      R"({"t":1,"what":"connect_requested","connection":1,"client":"c","service":"s","nth":1,"payload":"05"})" +
      "\n");

  ASSERT_TRUE(stored);
  EXPECT_TRUE(stored->log->payload().empty());
}

TEST(StoredLog, leaves_out_a_last_line_without_its_end) {
  EXPECT_EQ(header, written_again(header + R"({"t":1,"what":"conn)"));
}

TEST(StoredLog, leaves_out_lines_of_kinds_that_are_not_known) {
  EXPECT_EQ(header, written_again(header + R"({"t":1,"what":"later"})" + "\n"));
}

TEST(StoredLog, says_which_line_cannot_be_read) {
  EXPECT_EQ("line 2", written_again(header + "nonsense\n"));
}

TEST(StoredLog, is_refused_without_a_header) { EXPECT_EQ("line 1", written_again(requested)); }

TEST(StoredLog, is_refused_in_a_format_that_is_not_known) {
  EXPECT_EQ("line 1",
            written_again(R"({"what":"run","format":2})"
                          "\n"));
}

TEST(StoredLog, is_refused_where_a_payload_is_no_bytes) {
  EXPECT_EQ("line 2", written_again(header + R"({"t":1,"what":"unit","payload":"0x"})" + "\n"));
}

TEST(StoredLog, is_refused_where_a_unit_is_on_no_connection) {
  EXPECT_EQ("line 2", written_again(header + R"({"t":1,"what":"unit","pdu":"bind"})" + "\n"));
}

TEST(StoredLog, is_refused_where_there_is_nothing) { EXPECT_EQ("line 1", written_again("")); }

TEST(StoredLog, has_the_digests_of_the_run_that_it_was_made_of) {
  const auto stored = read_json_lines(
      header +
      R"({"what":"end","trace_hash":"00000000000000aa","time_free_hash":"00000000000000bb","outcome_hash":"00000000000000cc"})" +
      "\n");

  ASSERT_TRUE(stored);
  ASSERT_NE(nullptr, stored->log->digests());
  EXPECT_EQ((Digests{.full = 0xaa, .time_free = 0xbb, .outcome = 0xcc}), *stored->log->digests());
}

TEST(StoredLog, has_no_digests_if_it_was_cut_off) {
  const auto stored = read_json_lines(header + requested);

  ASSERT_TRUE(stored);
  EXPECT_EQ(nullptr, stored->log->digests());
}

TEST(StoredLog, refuses_more_payload_than_bytes) {
  EXPECT_EQ(
      "line 2",
      written_again(
          header +
          R"({"t":3,"what":"delivered","connection":1,"client":"c","service":"s","nth":1,"direction":"to_server","bytes":1,"payload":"0500"})" +
          "\n"));
}

}  // namespace
}  // namespace ripcord::trace
