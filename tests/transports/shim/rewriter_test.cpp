#include "transports/shim/rewriter.hpp"

#include "tests/shim_support/shim_bench.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <utility>

namespace ripcord::shim {
namespace {

/// What a test wants done with one answer.
struct Step {
  /// Bytes stay from the beginning of this answer on, counted from 0; none = all may leave.
  std::optional<std::size_t> keep_from_answer;
  /// Edits, with positions from the beginning of the answer `of`.
  std::size_t of = 0;
  std::vector<Edit> edits;
};

/// Does what a list of steps says, one for each answer.
class Scripted final : public Rewriter {
 public:
  explicit Scripted(std::vector<Step> steps) : steps_(std::move(steps)) {}

  std::uint64_t pass(const Unit& /*unit*/,
                     ByteView bytes,
                     std::uint64_t position,
                     std::vector<Edit>& edits) override {
    begins_.push_back(position);
    seen_.emplace_back(bytes.begin(), bytes.end());
    const Step& step = steps_[begins_.size() - 1];
    for (Edit edit : step.edits) {
      edit.position += begins_[step.of];
      edits.push_back(edit);
    }
    return step.keep_from_answer ? begins_[*step.keep_from_answer] : keep_nothing;
  }

  [[nodiscard]] const std::vector<Bytes>& seen() const { return seen_; }

 private:
  std::vector<Step> steps_;
  std::vector<std::uint64_t> begins_;
  std::vector<Bytes> seen_;
};

Edit edit(std::uint64_t position, Byte value) { return {.position = position, .value = value}; }

Bytes first_half() { return toy::answer({.stub = {0xaa}, .flags = toy::first_flag}); }
Bytes second_half() { return toy::answer({.stub = {0xbb}, .flags = toy::last_flag}); }
constexpr std::string_view first_text = "54 03 00 01 09 00 01 00 aa";
constexpr std::string_view second_text = "54 03 00 02 09 00 01 00 bb";

/// A client that has asked the directory, behind rules and a rewriter.
class RewriterTest : public testing::Test {
 protected:
  void build(std::initializer_list<RuleText> rules, std::vector<Step> steps) {
    bench_ = std::make_unique<ShimBench>(rules);
    bench_->open();
    auto rewriter = std::make_unique<Scripted>(std::move(steps));
    rewriter_ = rewriter.get();
    bench_->wire().rewrite(std::move(rewriter));
    bench_->to_server(toy::hello(1));
    bench_->to_server(toy::question({}));
  }

  ShimBench& bench() { return *bench_; }
  [[nodiscard]] const Scripted& rewriter() const { return *rewriter_; }

 private:
  std::unique_ptr<ShimBench> bench_;
  Scripted* rewriter_ = nullptr;
};

TEST_F(RewriterTest, edits_an_answer_on_its_way_to_the_client) {
  build({}, {{.edits = {edit(8, 0xee)}}});

  bench().to_client(first_half());

  EXPECT_EQ("54 03 00 01 09 00 01 00 ee", bench().at_client());
}

TEST_F(RewriterTest, is_not_shown_what_is_no_call_of_the_directory) {
  build({}, {});

  bench().to_client(toy::welcome(7));

  EXPECT_TRUE(rewriter().seen().empty());
}

TEST_F(RewriterTest, sees_what_rules_made_of_the_answer) {
  build({{.when = {{"pdu", "answer"}}, .kind = "truncate", .with = {{"keep", "8"}}}}, {{}});

  bench().to_client(first_half());

  EXPECT_EQ(8U, rewriter().seen().front().size());
}

TEST_F(RewriterTest, keeps_an_answer_until_it_lets_it_go) {
  build({}, {{.keep_from_answer = 0}, {}});

  bench().to_client(first_half());

  EXPECT_EQ("", bench().at_client());
  bench().to_client(second_half());
  EXPECT_EQ(std::string(first_text) + " " + std::string(second_text), bench().at_client());
}

TEST_F(RewriterTest, lets_what_is_before_the_kept_answer_leave) {
  build({}, {{}, {.keep_from_answer = 1}});

  bench().to_client(first_half());
  bench().to_client(second_half());

  EXPECT_EQ(first_text, bench().at_client());
}

TEST_F(RewriterTest, edits_an_answer_that_it_kept) {
  build({}, {{.keep_from_answer = 0}, {.of = 0, .edits = {edit(8, 0xee)}}});

  bench().to_client(first_half());
  bench().to_client(second_half());

  EXPECT_EQ("54 03 00 01 09 00 01 00 ee " + std::string(second_text), bench().at_client());
}

TEST_F(RewriterTest, edits_at_the_right_place_when_bytes_have_left_before) {
  build({}, {{}, {.of = 1, .edits = {edit(8, 0xee)}}});
  bench().to_client(first_half());
  EXPECT_EQ(first_text, bench().at_client());

  bench().to_client(second_half());

  EXPECT_EQ("54 03 00 02 09 00 01 00 ee", bench().at_client());
}

TEST_F(RewriterTest, lets_a_kept_answer_go_before_the_end_of_the_stream) {
  build({}, {{.keep_from_answer = 0}});
  bench().to_client(first_half());

  bench().wire().offer_end(Direction::to_client, bench().now, End::finish);

  EXPECT_EQ(std::string(first_text) + " | finish | end", bench().at_client());
}

TEST_F(RewriterTest, does_not_stop_the_server_while_it_keeps_an_answer) {
  build({}, {{.keep_from_answer = 0}});

  bench().to_client(first_half());

  EXPECT_GT(bench().wire().room(Direction::to_client), 0U);
}

TEST_F(RewriterTest, edits_across_the_pieces_of_a_split) {
  build({{.when = {{"pdu", "answer"}, {"offset", "4"}}, .kind = "split"}},
        {{.edits = {edit(3, 0xe1), edit(4, 0xe2)}}});

  bench().to_client(first_half());

  EXPECT_EQ("54 03 00 e1 | e2 00 01 00 aa", bench().at_client());
}

}  // namespace
}  // namespace ripcord::shim
