# add_fuzz_target(<name> [DEPS <component>...] [CORPUS <folder>...])
#
# fuzz/<name>_fuzzer.cpp defines LLVMFuzzerTestOneInput. With RIPCORD_FUZZ it becomes a libFuzzer program, built by
# all_fuzzers and run by ./dev. Without, a plain main replays every committed input as a test, with any compiler:
# fuzz/corpus/<name>/ (small, minimised), fuzz/regressions/<name>/ (one file a mended bug) and the folders of CORPUS,
# which are paths from the root.

if(RIPCORD_FUZZ)
  add_custom_target(all_fuzzers)
endif()

function(add_fuzz_target name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "DEPS;CORPUS")
  list(TRANSFORM ARG_DEPS PREPEND ripcord_ OUTPUT_VARIABLE dependencies)
  set(folders fuzz/corpus/${name} fuzz/regressions/${name} ${ARG_CORPUS})
  set(source ${PROJECT_SOURCE_DIR}/fuzz/${name}_fuzzer.cpp)
  if(RIPCORD_FUZZ)
    add_executable(${name}_fuzzer ${source})
    target_link_options(${name}_fuzzer PRIVATE -fsanitize=fuzzer)
    add_dependencies(all_fuzzers ${name}_fuzzer)
    # ./dev reads from here what to start from.
    list(JOIN folders "\n" lines)
    file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${name}_fuzzer.corpus CONTENT "${lines}\n")
    set(target ${name}_fuzzer)
  else()
    set(target ${name}_replay)
    add_executable(${target} ${source} ${PROJECT_SOURCE_DIR}/fuzz/replay_main.cpp)
    add_test(NAME ${target} COMMAND ${target} ${folders} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${target} PROPERTIES TIMEOUT 120 LABELS fuzz)
  endif()
  target_link_libraries(${target} PRIVATE ripcord_settings ${dependencies})
endfunction()
