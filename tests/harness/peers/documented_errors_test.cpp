#include "harness/peers/documented_errors.hpp"

#include <gtest/gtest.h>

namespace ripcord::peers {
namespace {

namespace symptom = shim::symptom;

TEST(DocumentedErrors, of_a_refused_connect_are_unavailability) {
  EXPECT_TRUE(documents_error(symptom::refused, 1722));
}

TEST(DocumentedErrors, of_a_refused_connect_are_no_failed_call) {
  EXPECT_FALSE(documents_error(symptom::refused, 1726));
}

TEST(DocumentedErrors, of_an_answer_that_never_comes_are_time_limits) {
  EXPECT_TRUE(documents_error(symptom::missing, 1818));
  EXPECT_FALSE(documents_error(symptom::missing, 1726));
}

TEST(DocumentedErrors, of_a_fragment_that_never_comes_are_those_of_a_broken_message) {
  EXPECT_TRUE(documents_error(symptom::missing, 1728));
  EXPECT_TRUE(documents_error(symptom::missing, 1783));
}

TEST(DocumentedErrors, of_a_forgotten_association_are_its_handles) {
  EXPECT_TRUE(documents_error(symptom::forgotten, 6));
}

TEST(DocumentedErrors, of_a_rejection_are_what_its_status_stands_for) {
  EXPECT_TRUE(documents_error(symptom::rejected, 1723));
}

TEST(DocumentedErrors, of_a_rejection_are_statuses_that_have_no_other_word) {
  EXPECT_TRUE(documents_error(symptom::rejected, 0x1c0a0001));
}

TEST(DocumentedErrors, of_a_rejection_are_no_time_limits) {
  EXPECT_FALSE(documents_error(symptom::rejected, 258));
}

TEST(DocumentedErrors, of_several_symptoms_are_those_of_each) {
  EXPECT_TRUE(documents_error(symptom::ended | symptom::unregistered, 1726));
  EXPECT_TRUE(documents_error(symptom::ended | symptom::unregistered, 1753));
}

TEST(DocumentedErrors, of_nothing_are_none) { EXPECT_FALSE(documents_error(0, 1722)); }

TEST(DocumentedErrors, of_anything_are_all) {
  EXPECT_TRUE(documents_error(symptom::anything, 0xdeadbeef));
}

TEST(DocumentedErrors, have_room_for_a_call_that_its_own_program_gave_up) {
  EXPECT_TRUE(documents_error(symptom::refused, 995));
}

}  // namespace
}  // namespace ripcord::peers
