#include "tests/e2e/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ripcord::e2e {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

/// Subjects that `list` prints, as path and variant.
std::vector<std::string> listed(const test::TemporaryFolder& here,
                                std::vector<std::string> options) {
  options.insert(options.begin(), {"list", ".", "--format", "json"});
  std::vector<std::string> subjects;
  for (const json& entry : json::parse(ripcord(here, std::move(options)).out)) {
    subjects.push_back(entry.at("scenario").get<std::string>() + "/" +
                       entry.at("variant").get<std::string>());
  }
  return subjects;
}

class Select : public testing::Test {
 protected:
  Select() {
    here_.write("one.yaml", sleeper_with_variants("outcome: completed"));
    here_.write("sub/two.yaml", sleeper("outcome: failed"));
    here_.write("sub/pack.yaml", "format: 1\n");
  }

  test::TemporaryFolder here_;
};

TEST_F(Select, lists_all_below_a_folder_in_order) {
  EXPECT_THAT(listed(here_, {}), ElementsAre("one/a", "one/b", "sub/two/base"));
}

TEST_F(Select, lists_for_people_too) {
  const test::Finished list = ripcord(here_, {"list", "."});

  EXPECT_EQ(0, list.code);
  EXPECT_THAT(list.out, HasSubstr("sub/two   base     sim        1      sub/two.yaml:1"));
}

TEST_F(Select, by_expression) {
  EXPECT_THAT(listed(here_, {"-k", "sub and not one"}), ElementsAre("sub/two/base"));
}

TEST_F(Select, by_tag) { EXPECT_THAT(listed(here_, {"--tag", "nap"}).size(), 3U); }

TEST_F(Select, by_variant) { EXPECT_THAT(listed(here_, {"--variant", "b"}), ElementsAre("one/b")); }

TEST_F(Select, by_shard) {
  EXPECT_THAT(listed(here_, {"--shard", "1/2"}), ElementsAre("one/a", "sub/two/base"));
  EXPECT_THAT(listed(here_, {"--shard", "2/2"}), ElementsAre("one/b"));
}

TEST_F(Select, by_last_failure) {
  ASSERT_EQ(1, ripcord(here_, {"run", "."}).code);

  EXPECT_THAT(listed(here_, {"--last-failed"}), ElementsAre("sub/two/base"));
}

TEST_F(Select, by_last_failure_needs_an_earlier_run) {
  const test::Finished list = ripcord(here_, {"list", ".", "--last-failed"});

  EXPECT_EQ(3, list.code);
  EXPECT_THAT(list.err, HasSubstr("there is no earlier run"));
}

TEST_F(Select, nothing_is_an_exit_code_of_its_own) {
  const test::Finished run = ripcord(here_, {"run", ".", "-k", "zzz"});

  EXPECT_EQ(4, run.code);
  EXPECT_EQ("ripcord: run: 0 of 2 scenarios selected by -k \"zzz\"\n", run.err);
}

TEST_F(Select, nothing_in_an_empty_folder) {
  const test::TemporaryFolder empty;

  EXPECT_EQ(4, ripcord(empty, {"run", "."}).code);
}

TEST_F(Select, a_wrong_expression_is_told_with_its_place) {
  const test::Finished run = ripcord(here_, {"run", ".", "-k", "a and"});

  EXPECT_EQ(2, run.code);
  EXPECT_EQ("ripcord: -k: a word was expected, not the end\n  a and\n       ^\n", run.err);
}

TEST_F(Select, a_transport_that_is_none_is_told_with_the_nearest) {
  const test::Finished run = ripcord(here_, {"run", ".", "--transport", "locale"});

  EXPECT_EQ(2, run.code);
  EXPECT_EQ("ripcord: run: unknown transport `locale`; did you mean `local`?\n", run.err);
}

TEST_F(Select, what_requires_foreign_programs_is_counted_in_the_last_line) {
  here_.write("sub/two.yaml", sleeper("outcome: completed") + "requires: [impacket]\n");

  const test::Finished run = ripcord(here_, {"run", "."});

  EXPECT_EQ(0, run.code);
  EXPECT_THAT(run.out,
              testing::EndsWith("runs/s per core; 1 not selected (requires impacket: 1)\n"));
}

TEST_F(Select, what_requires_foreign_programs_is_an_error_if_they_are_missing) {
  here_.write("sub/two.yaml", sleeper("outcome: completed") + "requires: [no-such-program]\n");

  const test::Finished run = ripcord(here_, {"run", "sub/two.yaml"});

  EXPECT_EQ(3, run.code);
  EXPECT_THAT(run.err, HasSubstr("sub/two [base] sim needs the program no-such-program"));
}

}  // namespace
}  // namespace ripcord::e2e
