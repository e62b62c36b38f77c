#include "tests/tidy/layers.hpp"

#include <gtest/gtest.h>

namespace ripcord::tidy {
namespace {

const Layers& layers() {
  static const Layers house(
      "transports/base: \n"
      "transports/protocol: base\n"
      "transports/dcerpc: protocol\n"
      "transports/shim: base protocol\n"
      "harness/world: shim\n"
      "harness/world/actions: world\n");
  return house;
}

std::string violations_of(std::string path, std::string_view text) {
  Violations violations;
  check_layers(source_file(std::move(path), text), layers(), violations);
  return text_of(violations);
}

TEST(Layers, allow_a_files_own_component) {
  EXPECT_EQ("", violations_of("transports/base/a.cpp", "#include \"transports/base/a.hpp\"\n"));
}

TEST(Layers, allow_a_named_dependency) {
  EXPECT_EQ("",
            violations_of("transports/shim/a.cpp", "#include \"transports/protocol/field.hpp\"\n"));
}

TEST(Layers, refuse_what_is_not_named_and_list_what_is) {
  EXPECT_EQ(
      "transports/shim/a.cpp:2: includes \"transports/dcerpc/pdu.hpp\", which is not below this "
      "folder; allowed: "
      "transports/shim, transports/base, transports/protocol\n",
      violations_of("transports/shim/a.cpp", "\n#include \"transports/dcerpc/pdu.hpp\"\n"));
}

TEST(Layers, refuse_the_dependency_of_a_dependency) {
  EXPECT_NE("",
            violations_of("transports/dcerpc/a.cpp", "#include \"transports/base/bytes.hpp\"\n"));
}

TEST(Layers, refuse_the_upper_storey_to_the_lower) {
  EXPECT_NE("", violations_of("transports/shim/a.cpp", "#include \"harness/world/world.hpp\"\n"));
}

TEST(Layers, refuse_what_belongs_to_tests) {
  EXPECT_NE("", violations_of("transports/base/a.cpp", "#include \"tests/support/hex.hpp\"\n"));
}

TEST(Layers, count_a_folder_without_a_component_to_the_one_around_it) {
  EXPECT_EQ(
      "",
      violations_of("transports/shim/kinds/reset.cpp", "#include \"transports/base/time.hpp\"\n"));
}

TEST(Layers, tell_a_component_from_the_one_around_it) {
  EXPECT_NE(
      "",
      violations_of("harness/world/actions/move.cpp", "#include \"transports/shim/kind.hpp\"\n"));
}

TEST(Layers, refuse_a_file_that_no_component_owns) {
  EXPECT_EQ("transports/new/a.cpp:0: no component owns this file, name it in an add_component\n",
            violations_of("transports/new/a.cpp", ""));
}

TEST(Layers, leave_system_headers_alone) {
  EXPECT_EQ("", violations_of("transports/base/a.cpp", "#include <vector>\n"));
}

TEST(Layers, leave_tests_alone) {
  EXPECT_EQ("",
            violations_of("tests/harness/a_test.cpp", "#include \"transports/dcerpc/pdu.hpp\"\n"));
}

}  // namespace
}  // namespace ripcord::tidy
