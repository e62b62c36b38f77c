#include "harness/process/secrets.hpp"

#include <gtest/gtest.h>

namespace ripcord::process {
namespace {

TEST(Secrets, are_masked_wherever_they_stand) {
  Secrets secrets;
  secrets.add("hunter2");

  EXPECT_EQ("***: no, ***!", secrets.masked("hunter2: no, hunter2!"));
}

TEST(Secrets, that_hold_each_other_are_masked_whole) {
  Secrets secrets;
  secrets.add("hunter");
  secrets.add("hunter2");

  EXPECT_EQ("*** ***", secrets.masked("hunter2 hunter"));
}

TEST(Secrets, that_are_parts_of_every_word_are_not_looked_for) {
  Secrets secrets;
  secrets.add("the");

  EXPECT_EQ("other", secrets.masked("other"));
}

TEST(Secrets, of_the_least_size_are_masked) {
  Secrets secrets;
  secrets.add("1234");

  EXPECT_EQ("pin ***", secrets.masked("pin 1234"));
}

}  // namespace
}  // namespace ripcord::process
