#include "transports/journal/journal.hpp"

#include "tests/support/temporary_folder.hpp"
#include "transports/journal/journal_reader.hpp"
#include "transports/trace/json_lines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <string>

namespace ripcord::journal {
namespace {

using trace::What;

/// A log that a journal follows, and what can be read of that at any time.
class JournalTest : public testing::Test {
 protected:
  JournalTest() {
    legend_.pdus = {"request"};
    legend_.interfaces = {{.name = "backup", .operations = {"BackupRead", "BackupClose"}}};
    legend_.rules = {{.id = "cut", .kind = "drop", .line = 12, .digest = 1}};
    legend_.names.intern("ntbackup");
    log_ = std::make_unique<trace::Log>(legend_, trace::Payload::full);
  }

  void follow(std::size_t bytes = Journal::bytes_at_first) {
    journal_ = *Journal::create(here_ / "j", bytes);
    journal_->begin(*log_, "a note");
    log_->show(journal_.get());
  }
  void begin_run() { log_->run({.scenario = "s", .variant = "v", .transport = "tcp", .seed = 7}); }
  void connect() {
    connection_ = log_->add_connection(log_->intern("ntbackup"), log_->intern("store"));
    log_->append({.connection = connection_, .what = What::connect_requested});
  }
  void request(const Bytes& bytes) {
    log_->append({.time = 5,
                  .connection = connection_,
                  .call = 1,
                  .fragment = 1,
                  .call_id = 9,
                  .interface = 0,
                  .operation = 1,
                  .what = What::unit,
                  .pdu = 0},
                 bytes);
  }

  [[nodiscard]] Bytes bytes() const {
    const std::string text = here_.read("j");
    return {text.begin(), text.end()};
  }
  /// What is in the file now, as JSON lines; else why it cannot be read.
  [[nodiscard]] std::string stored() const {
    const Bytes file = bytes();
    const auto read = read_journal(file);
    return read ? trace::json_lines(*read->trace.log) : read.error().message;
  }

  test::TemporaryFolder here_;
  trace::Legend legend_;
  std::unique_ptr<trace::Log> log_;
  std::unique_ptr<Journal> journal_;
  std::uint32_t connection_ = 0;
};

TEST_F(JournalTest, has_all_that_the_log_was_told) {
  follow();
  begin_run();
  connect();
  request({1, 2, 3});
  log_->happening(Time{}, {.event = log_->intern("file_closed"), .about = log_->intern("x")});

  EXPECT_EQ(trace::json_lines(*log_), stored());
}

TEST_F(JournalTest, has_what_the_log_had_before) {
  begin_run();
  connect();
  request({1, 2, 3});

  follow();

  EXPECT_EQ(trace::json_lines(*log_), stored());
}

TEST_F(JournalTest, knows_a_connection_by_what_it_turned_out_to_be) {
  follow();
  begin_run();
  connect();
  log_->rename_connection(connection_, log_->intern("another"), 4);
  request({1});

  EXPECT_EQ(trace::json_lines(*log_), stored());
}

TEST_F(JournalTest, keeps_what_its_writer_noted) {
  follow();

  const Bytes file = bytes();

  EXPECT_EQ("a note", read_journal(file)->note);
}

TEST_F(JournalTest, grows_with_the_log) {
  follow(256);
  begin_run();
  connect();
  for (int i = 0; i < 1000; ++i) request(Bytes(100));

  EXPECT_EQ(trace::json_lines(*log_), stored());
  EXPECT_FALSE(journal_->problem());
}

TEST_F(JournalTest, forgets_an_earlier_log) {
  follow();
  begin_run();
  connect();
  log_ = std::make_unique<trace::Log>(legend_, trace::Payload::full);

  journal_->begin(*log_, "again");
  log_->show(journal_.get());
  begin_run();

  EXPECT_EQ(trace::json_lines(*log_), stored());
}

// As after kill -9 between the writing of an entry and its commit.
TEST_F(JournalTest, leaves_out_what_was_not_committed) {
  follow();
  begin_run();
  const std::string before = stored();
  Head head;
  std::memcpy(&head, bytes().data(), sizeof head);
  connect();

  std::string file = here_.read("j");
  std::memcpy(file.data(), &head, sizeof head);
  here_.write("j", file);

  EXPECT_EQ(before, stored());
}

TEST_F(JournalTest, is_read_or_refused_wherever_its_file_ends) {
  follow();
  begin_run();
  connect();
  request({1, 2, 3});
  const Bytes whole = bytes();
  Head head;
  std::memcpy(&head, whole.data(), sizeof head);

  std::size_t read = 0;
  for (std::size_t size = 0; size < sizeof head + head.committed; ++size)
    read += read_journal(ByteView(whole).first(size)) ? 1U : 0U;

  EXPECT_EQ(0U, read);
}

/// Every byte of a journal, in turn, as every other byte would leave it: nothing may be read beyond
/// it, which the sanitizers watch.
TEST_F(JournalTest, is_read_or_refused_whatever_byte_is_damaged) {
  follow(4096);
  begin_run();
  connect();
  request({1, 2, 3});
  const Bytes whole = bytes();
  Head head;
  std::memcpy(&head, whole.data(), sizeof head);

  std::size_t lines = 0;
  for (std::size_t at = 0; at < sizeof head + head.committed; ++at) {
    Bytes damaged = whole;
    damaged[at] ^= 0xffU;
    const auto stored = read_journal(damaged);
    lines += stored ? trace::json_lines(*stored->trace.log).size() : 0;
  }

  EXPECT_LT(0U, lines);
}

TEST(Journal, says_what_the_system_has_against_it) {
  const test::TemporaryFolder here;

  const auto journal = Journal::create(here / "nowhere/j");

  ASSERT_FALSE(journal);
  EXPECT_EQ(boost::system::errc::no_such_file_or_directory, journal.error());
}

TEST(StoredJournal, of_something_else_is_refused) {
  const auto stored = read_journal(Bytes(100));

  ASSERT_FALSE(stored);
  EXPECT_EQ("this is no journal", stored.error().message);
}

}  // namespace
}  // namespace ripcord::journal
