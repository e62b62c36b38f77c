#include "transports/base/nearest.hpp"

#include <gtest/gtest.h>

#include <array>

namespace ripcord {
namespace {

constexpr std::array<std::string_view, 4> faults{"reset", "delay", "truncate", "stall"};

TEST(Nearest, finds_the_word_itself) { EXPECT_EQ("delay", nearest("delay", faults)); }

TEST(Nearest, forgives_a_missing_letter) { EXPECT_EQ("truncate", nearest("truncat", faults)); }

TEST(Nearest, forgives_an_extra_letter) { EXPECT_EQ("reset", nearest("resett", faults)); }

TEST(Nearest, forgives_a_wrong_letter) { EXPECT_EQ("stall", nearest("stell", faults)); }

TEST(Nearest, counts_an_exchange_of_neighbours_once) {
  // Four letters allow one difference; as two changes this would be too far.
  constexpr std::array<std::string_view, 1> words{"drop"};

  EXPECT_EQ("drop", nearest("dorp", words));
}

TEST(Nearest, takes_a_third_of_the_letters_as_near) {
  EXPECT_EQ("truncate", nearest("trXncYte", faults));
}

TEST(Nearest, takes_more_than_a_third_of_the_letters_as_far) {
  EXPECT_EQ("", nearest("trXncYZe", faults));
}

TEST(Nearest, allows_one_difference_in_the_shortest_word) {
  constexpr std::array<std::string_view, 1> words{"in"};

  EXPECT_EQ("in", nearest("im", words));
}

TEST(Nearest, prefers_the_nearer_word) {
  constexpr std::array<std::string_view, 2> words{"service", "services"};

  EXPECT_EQ("services", nearest("servicess", words));
}

TEST(Nearest, prefers_the_first_of_equally_near_words) {
  constexpr std::array<std::string_view, 2> words{"bind", "find"};

  EXPECT_EQ("bind", nearest("xind", words));
}

TEST(Nearest, of_nothing_is_nothing) { EXPECT_EQ("", nearest("", faults)); }

TEST(Nearest, among_no_words_is_nothing) { EXPECT_EQ("", nearest("reset", {})); }

TEST(Nearest, still_compares_words_of_64_letters) {
  const std::string longest(64, 'x');
  const std::array<std::string_view, 1> words{longest};

  EXPECT_EQ(longest, nearest(longest, words));
}

TEST(Nearest, gives_up_on_words_of_65_letters) {
  const std::string too_long(65, 'x');
  const std::array<std::string_view, 1> words{too_long};

  EXPECT_EQ("", nearest(too_long, words));
}

}  // namespace
}  // namespace ripcord
