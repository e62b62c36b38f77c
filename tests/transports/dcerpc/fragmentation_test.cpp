#include "transports/dcerpc/fragmentation.hpp"

#include "tests/support/hex.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace ripcord::dcerpc {
namespace {

using testing::ElementsAre;

/// Size, flags and alloc_hint of a fragment.
using Summary = std::tuple<std::size_t, unsigned, std::uint32_t>;

std::vector<Summary> summaries(std::size_t stub_size, FragmentRoom room) {
  const Bytes stub(stub_size);
  Fragments fragments(stub, room);
  std::vector<Summary> all;
  while (const std::optional<Fragment> fragment = fragments.next())
    all.emplace_back(fragment->stub.size(), fragment->pfc_flags, fragment->alloc_hint);
  return all;
}

/// Room for 100 octets of stub, of which 96 are used before the last fragment.
constexpr FragmentRoom room_100{.frag_size_max = 124};

TEST(Fragments, make_one_of_an_empty_stub) {
  EXPECT_THAT(summaries(0, room_100), ElementsAre(Summary{0, pfc::whole, 0}));
}

TEST(Fragments, make_one_of_a_stub_that_just_fits) {
  EXPECT_THAT(summaries(100, room_100), ElementsAre(Summary{100, pfc::whole, 100}));
}

TEST(Fragments, make_two_of_a_stub_that_just_does_not_fit) {
  EXPECT_THAT(summaries(101, room_100),
              ElementsAre(Summary{96, pfc::first_frag, 101}, Summary{5, pfc::last_frag, 5}));
}

TEST(Fragments, cut_between_granules_except_at_the_end) {
  EXPECT_THAT(summaries(196, room_100),
              ElementsAre(Summary{96, pfc::first_frag, 196}, Summary{100, pfc::last_frag, 100}));
}

TEST(Fragments, mark_no_middle_fragment) {
  EXPECT_THAT(
      summaries(197, room_100),
      ElementsAre(
          Summary{96, pfc::first_frag, 197}, Summary{96, 0, 101}, Summary{5, pfc::last_frag, 5}));
}

TEST(Fragments, have_less_room_where_the_first_carries_an_object) {
  const FragmentRoom room{.frag_size_max = 124, .first_overhead = 40};

  EXPECT_THAT(summaries(101, room),
              ElementsAre(Summary{80, pfc::first_frag, 101}, Summary{21, pfc::last_frag, 21}));
}

TEST(Fragments, are_cut_by_sixteen_where_asked) {
  const FragmentRoom room{.frag_size_max = 128, .granule = 16};

  EXPECT_THAT(summaries(105, room),
              ElementsAre(Summary{96, pfc::first_frag, 105}, Summary{9, pfc::last_frag, 9}));
}

TEST(Fragments, together_are_the_stub) {
  const Bytes stub = bytes("01 02 03 04 05 06 07 08 09 0a");
  Fragments fragments(stub, {.frag_size_max = 32});

  EXPECT_THAT(fragments.next()->stub, ElementsAre(1, 2, 3, 4, 5, 6, 7, 8));
  EXPECT_THAT(fragments.next()->stub, ElementsAre(9, 10));
}

TEST(FragmentsDeathTest, need_room_for_a_granule) {
  EXPECT_DEATH(Fragments({}, {.frag_size_max = 31}), "frag_size_max");
}

class ReassemblyTest : public testing::Test {
 protected:
  static constexpr std::size_t limit = 8;

  Result<std::optional<ByteView>> add(std::uint8_t flags,
                                      ByteView stub,
                                      std::uint32_t call_id = 1) {
    return reassembly.add({.pfc_flags = flags, .call_id = call_id}, 0, stub);
  }

  Reassembly reassembly{limit};
  const Bytes four = bytes("01 02 03 04");
  const Bytes five = bytes("05 06 07 08 09");
};

TEST_F(ReassemblyTest, hands_a_single_fragment_through) {
  const auto whole = add(pfc::whole, four);

  ASSERT_TRUE(whole);
  ASSERT_TRUE(*whole);
  EXPECT_EQ(four.data(), (*whole)->data());
}

TEST_F(ReassemblyTest, waits_for_the_last_fragment) {
  const auto nothing = add(pfc::first_frag, four);

  ASSERT_TRUE(nothing);
  EXPECT_EQ(std::nullopt, *nothing);
  EXPECT_TRUE(reassembly.open());
}

TEST_F(ReassemblyTest, joins_the_fragments_in_order) {
  (void)add(pfc::first_frag, four);
  (void)add(0, ByteView(five).first(1));
  const auto whole = add(pfc::last_frag, ByteView(five).subspan(1, 2));

  ASSERT_TRUE(whole);
  EXPECT_THAT(whole->value(), ElementsAre(1, 2, 3, 4, 5, 6, 7));
}

TEST_F(ReassemblyTest, is_ready_for_the_next_call_after_the_last_fragment) {
  (void)add(pfc::first_frag, four);
  (void)add(pfc::last_frag, four);

  EXPECT_FALSE(reassembly.open());
  EXPECT_TRUE(add(pfc::first_frag, four, 2));
}

TEST_F(ReassemblyTest, takes_as_many_octets_as_its_limit) {
  (void)add(pfc::first_frag, four);

  EXPECT_TRUE(add(pfc::last_frag, four));
}

TEST_F(ReassemblyTest, refuses_one_octet_more_than_its_limit) {
  (void)add(pfc::first_frag, four);

  EXPECT_EQ(errc::stub_too_large, add(pfc::last_frag, five).error());
}

TEST_F(ReassemblyTest, refuses_a_single_fragment_above_its_limit) {
  EXPECT_EQ(errc::stub_too_large, add(pfc::whole, bytes("01 02 03 04 05 06 07 08 09")).error());
}

TEST_F(ReassemblyTest, refuses_a_later_fragment_without_a_call) {
  EXPECT_EQ(errc::fragment_without_call, add(pfc::last_frag, four).error());
}

TEST_F(ReassemblyTest, refuses_a_second_first_fragment) {
  (void)add(pfc::first_frag, four);

  EXPECT_EQ(errc::call_still_incomplete, add(pfc::first_frag, four).error());
}

TEST_F(ReassemblyTest, refuses_another_call_id) {
  (void)add(pfc::first_frag, four, 1);

  EXPECT_EQ(errc::call_id_changed, add(pfc::last_frag, four, 2).error());
}

TEST_F(ReassemblyTest, refuses_another_data_representation) {
  (void)add(pfc::first_frag, four);

  const Header big_endian{.pfc_flags = pfc::last_frag,
                          .packed_drep = DataRepresentation::of(ByteOrder::big_endian)};
  EXPECT_EQ(errc::drep_changed, reassembly.add(big_endian, 0, four).error());
}

TEST_F(ReassemblyTest, keeps_the_open_call_when_it_refuses_a_fragment) {
  (void)add(pfc::first_frag, four, 1);
  (void)add(pfc::last_frag, four, 2);

  EXPECT_TRUE(add(pfc::last_frag, four, 1));
}

TEST_F(ReassemblyTest, takes_a_hint_as_large_as_its_limit) {
  EXPECT_TRUE(reassembly.add({.pfc_flags = pfc::first_frag}, limit, four));
}

TEST_F(ReassemblyTest, refuses_a_larger_hint_on_the_first_of_several) {
  EXPECT_EQ(errc::alloc_hint_too_large,
            reassembly.add({.pfc_flags = pfc::first_frag}, limit + 1, four).error());
}

TEST_F(ReassemblyTest, ignores_the_hint_of_a_single_fragment) {
  EXPECT_TRUE(reassembly.add({.pfc_flags = pfc::whole}, 0xffffffff, four));
}

TEST(StrayFragment, is_dropped_where_its_call_is_149_below_the_highest) {
  EXPECT_EQ(StrayFragment::dropped, judge_stray(51, 200));
}

TEST(StrayFragment, is_an_error_where_its_call_is_150_below_the_highest) {
  EXPECT_EQ(StrayFragment::protocol_error, judge_stray(50, 200));
}

TEST(StrayFragment, is_an_error_above_the_highest) {
  EXPECT_EQ(StrayFragment::protocol_error, judge_stray(201, 200));
}

}  // namespace
}  // namespace ripcord::dcerpc
