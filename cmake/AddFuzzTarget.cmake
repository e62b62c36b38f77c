# add_fuzz_target(<name> [SHAPE bytes|units|schedule] [PREFIX <bytes>] [DICT <dictionary>] [OPTIONS <name=value>...]
#                 [DEPS <component>...] [CORPUS <folder>...])
#
# fuzz/<name>_fuzzer.cpp defines LLVMFuzzerTestOneInput. With RIPCORD_FUZZ it becomes a libFuzzer program, built by
# all_fuzzers and run by `ripcord fuzz`. Without, a plain main replays every committed input as a test, with any
# compiler: fuzz/corpus/<name>/ (small, minimised), fuzz/regressions/<name>/ (one file a mended bug) and the folders of
# CORPUS, which are paths from the root.
#
# SHAPE says what inputs are: `units` are PDUs behind PREFIX bytes of choices, and are mutated as such. DICT names
# fuzz/dict/<dictionary>.dict. OPTIONS are libFuzzer's, for this target alone.

set(RIPCORD_FUZZING_ENGINE -fsanitize=fuzzer CACHE STRING
    "What links a main that fuzzes: a link option or a library, as LIB_FUZZING_ENGINE of OSS-Fuzz")
set_property(GLOBAL PROPERTY RIPCORD_FUZZ_TARGETS "")
set_property(GLOBAL PROPERTY RIPCORD_FUZZ_TABLE "")

if(RIPCORD_FUZZ)
  add_custom_target(all_fuzzers)
else()
  add_custom_target(all_replays)
endif()

function(add_fuzz_target name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "SHAPE;PREFIX;DICT" "OPTIONS;DEPS;CORPUS")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "add_fuzz_target(${name}): unknown ${ARG_UNPARSED_ARGUMENTS}")
  endif()
  if(NOT ARG_SHAPE)
    set(ARG_SHAPE bytes)
  endif()
  if(NOT ARG_PREFIX)
    set(ARG_PREFIX 0)
  endif()
  if(NOT ARG_DICT)
    set(ARG_DICT -)
  endif()
  if(NOT ARG_OPTIONS)
    set(ARG_OPTIONS -)
  endif()
  list(JOIN ARG_OPTIONS "," options)
  set(folders fuzz/corpus/${name} fuzz/regressions/${name} ${ARG_CORPUS})
  list(JOIN folders " " folder_words)
  set_property(GLOBAL APPEND PROPERTY RIPCORD_FUZZ_TARGETS ${name})
  set_property(GLOBAL APPEND_STRING PROPERTY RIPCORD_FUZZ_TABLE
    "${name} ${ARG_SHAPE} ${ARG_PREFIX} ${ARG_DICT} ${options} ${folder_words}\n")
  set(source ${PROJECT_SOURCE_DIR}/fuzz/${name}_fuzzer.cpp)
  if(RIPCORD_FUZZ)
    set(target ${name}_fuzzer)
    add_executable(${target} ${source})
    if(ARG_SHAPE STREQUAL units)
      target_sources(${target} PRIVATE ${PROJECT_SOURCE_DIR}/fuzz/unit_mutator_main.cpp)
      target_compile_definitions(${target} PRIVATE RIPCORD_PREFIX_SIZE=${ARG_PREFIX})
      target_link_libraries(${target} PRIVATE ripcord_kit)
    endif()
    target_link_libraries(${target} PRIVATE fuzz_sanitizer_options ${RIPCORD_FUZZING_ENGINE})
    add_dependencies(all_fuzzers ${target})
  else()
    set(target ${name}_replay)
    add_executable(${target} ${source} ${PROJECT_SOURCE_DIR}/fuzz/replay_main.cpp)
    add_dependencies(all_replays ${target})
    add_test(NAME ${target} COMMAND ${target} ${folders} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${target} PROPERTIES TIMEOUT 120 LABELS fuzz)
  endif()
  list(TRANSFORM ARG_DEPS PREPEND ripcord_ OUTPUT_VARIABLE dependencies)
  target_link_libraries(${target} PRIVATE ripcord_settings ${dependencies})
endfunction()

# spare_comparisons(<component>...): which no octets of an input reach as they are, or which are no part of what is fuzzed.
# libFuzzer learns nothing from what they compare, and the hooks that would tell it were a quarter of the time of
# simulated runs.
function(spare_comparisons)
  if(RIPCORD_FUZZ)
    list(TRANSFORM ARGV PREPEND ripcord_ OUTPUT_VARIABLE targets)
    foreach(target IN LISTS targets)
      target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:Clang>:-fno-sanitize-coverage=trace-cmp>)
    endforeach()
  endif()
endfunction()

# Ends the table: writes it beside the programs, a line `<name> <shape> <prefix> <dictionary> <options> <corpus folder>...`
# each, and refuses a source that it lacks.
function(check_fuzz_targets)
  get_property(known GLOBAL PROPERTY RIPCORD_FUZZ_TARGETS)
  file(GLOB sources CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/*_fuzzer.cpp)
  list(TRANSFORM sources REPLACE "_fuzzer\\.cpp$" "")
  list(REMOVE_ITEM sources ${known})
  if(sources)
    message(FATAL_ERROR "fuzz/CMakeLists.txt does not list: ${sources}")
  endif()
  # What an older table built would be a target that nobody runs.
  file(GLOB programs RELATIVE ${CMAKE_CURRENT_BINARY_DIR} ${CMAKE_CURRENT_BINARY_DIR}/*_fuzzer)
  list(TRANSFORM known APPEND _fuzzer OUTPUT_VARIABLE known_programs)
  list(REMOVE_ITEM programs ${known_programs})
  if(programs)
    list(TRANSFORM programs PREPEND ${CMAKE_CURRENT_BINARY_DIR}/)
    file(REMOVE ${programs})
  endif()
  get_property(table GLOBAL PROPERTY RIPCORD_FUZZ_TABLE)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/targets.txt CONTENT "${table}")
endfunction()
