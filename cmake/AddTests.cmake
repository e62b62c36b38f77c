# add_component_test(<name> SOURCES ... [DEPS <component>...] [EXTERNAL <target>...] [LABELS ...] [TIMEOUT seconds]
#                    [APART <source>...])
#
# One GoogleTest executable, one ctest. An executable that runs no test fails. APART as in add_component.
function(add_component_test name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "TIMEOUT" "SOURCES;DEPS;EXTERNAL;LABELS;ARGUMENTS;APART")
  list(TRANSFORM ARG_DEPS PREPEND ripcord_ OUTPUT_VARIABLE dependencies)
  add_executable(${name} ${ARG_SOURCES})
  set_source_files_properties(${ARG_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  target_link_libraries(${name} PRIVATE ripcord_settings ${dependencies} ${ARG_EXTERNAL} GTest::gmock GTest::gtest_main)
  set_target_properties(${name} PROPERTIES RIPCORD_REGISTERS_STATICALLY ON)
  # Half the time of a sanitized build goes into optimising test bodies, each of which runs once.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Debug>:-O0>)
  target_compile_definitions(${name} PRIVATE RIPCORD_SOURCE_DIR="${PROJECT_SOURCE_DIR}" RIPCORD_BINARY_DIR="${PROJECT_BINARY_DIR}")
  add_test(NAME ${name} COMMAND ${name} ${ARG_ARGUMENTS} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  set_tests_properties(${name} PROPERTIES
    FAIL_REGULAR_EXPRESSION "Running 0 tests" TIMEOUT ${ARG_TIMEOUT} LABELS "${ARG_LABELS}")
endfunction()
