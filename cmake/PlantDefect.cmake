# plant_defect(<name> IN <source> REPLACE <text> BY <text> FOUND_BY <target>)
#
# A fuzz target that never found a bug proves nothing. This builds <target> once more, as <target>_with_<name>, with one
# line of one source replaced: a bug of the kind that the target is meant for. `./dev nightly planted` shows that it is
# found, and that the target without it stays silent.
#
# The source itself knows nothing of it: no macro, no seam, nothing for a reader to step over. The price is that an edit
# can go stale, so a text that does not stand in the source exactly once ends the configuration. The changed copy is
# linked in front of its component, which then has no reason to bring its own: each is compiled alone, joined or not.

set_property(GLOBAL PROPERTY RIPCORD_PLANTED "")
if(RIPCORD_FUZZ)
  add_custom_target(all_planted)
endif()

function(plant_defect name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "IN;REPLACE;BY;FOUND_BY" "")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${ARG_IN})
  file(READ ${PROJECT_SOURCE_DIR}/${ARG_IN} text)
  string(FIND "${text}" "${ARG_REPLACE}" first)
  string(FIND "${text}" "${ARG_REPLACE}" last REVERSE)
  if(first EQUAL -1 OR NOT first EQUAL last)
    message(FATAL_ERROR "plant_defect(${name}): what it replaces does not stand in ${ARG_IN} exactly once")
  endif()
  if(NOT RIPCORD_FUZZ)
    return()
  endif()
  planted_component(${ARG_IN} component)
  set_source_files_properties(${PROJECT_SOURCE_DIR}/${ARG_IN} TARGET_DIRECTORY ${component}
    PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  string(REPLACE "${ARG_REPLACE}" "${ARG_BY}" text "${text}")
  set(copy ${CMAKE_CURRENT_BINARY_DIR}/${name}/${ARG_IN})
  file(GENERATE OUTPUT ${copy} CONTENT "${text}")

  set(program ${ARG_FOUND_BY}_with_${name})
  get_target_property(sources ${ARG_FOUND_BY}_fuzzer SOURCES)
  get_target_property(definitions ${ARG_FOUND_BY}_fuzzer COMPILE_DEFINITIONS)
  get_target_property(libraries ${ARG_FOUND_BY}_fuzzer LINK_LIBRARIES)
  add_executable(${program} EXCLUDE_FROM_ALL ${sources} ${copy})
  set_target_properties(${program} PROPERTIES UNITY_BUILD OFF)
  if(definitions)
    target_compile_definitions(${program} PRIVATE ${definitions})
  endif()
  target_link_libraries(${program} PRIVATE ${libraries})
  add_dependencies(all_planted ${program})
  set_property(GLOBAL APPEND_STRING PROPERTY RIPCORD_PLANTED "${name} ${ARG_FOUND_BY}\n")
endfunction()

# The component that <source> belongs to: the innermost of its folders that is one. A folder may have another's name, as
# harness/peers/client has that of harness/client.
function(planted_component source variable)
  cmake_path(GET source PARENT_PATH folder)
  while(folder)
    cmake_path(GET folder FILENAME name)
    if(TARGET ripcord_${name})
      get_target_property(home ripcord_${name} SOURCE_DIR)
      if(home STREQUAL ${PROJECT_SOURCE_DIR}/${folder})
        set(${variable} ripcord_${name} PARENT_SCOPE)
        return()
      endif()
    endif()
    cmake_path(GET folder PARENT_PATH folder)
  endwhile()
  message(FATAL_ERROR "plant_defect: ${source} belongs to no component")
endfunction()

# Writes planted.txt, one line `<defect> <target>` each.
function(end_planted_defects)
  get_property(planted GLOBAL PROPERTY RIPCORD_PLANTED)
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/planted.txt CONTENT "${planted}")
endfunction()
