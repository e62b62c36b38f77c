# add_benchmark_subject(<name> [DEPS <component>...] [EXTERNAL <target>...])
#
# bench/<name>_bench.cpp, a Google Benchmark program, built by all_benchmarks and run by ./dev bench. A test runs each
# subject once, so that none rots and none is without a limit; it asserts nothing about time.

add_custom_target(all_benchmarks)

function(add_benchmark_subject name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "DEPS;EXTERNAL")
  list(TRANSFORM ARG_DEPS PREPEND ripcord_ OUTPUT_VARIABLE dependencies)
  set(target ${name}_bench)
  add_executable(${target} ${PROJECT_SOURCE_DIR}/bench/${name}_bench.cpp)
  target_link_libraries(${target} PRIVATE ripcord_settings ${dependencies} ${ARG_EXTERNAL} benchmark::benchmark_main)
  target_compile_definitions(${target} PRIVATE RIPCORD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  set_target_properties(${target} PROPERTIES RIPCORD_REGISTERS_STATICALLY ON)
  add_dependencies(all_benchmarks ${target})
  if(RIPCORD_TESTS)
    add_test(NAME ${target}
      COMMAND /usr/bin/python3 ${PROJECT_SOURCE_DIR}/bench/ratios.py --once $<TARGET_FILE:${target}>)
    set_tests_properties(${target} PROPERTIES TIMEOUT 120 LABELS bench)
  endif()
endfunction()
