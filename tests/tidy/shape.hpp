#pragma once

#include "tests/tidy/source_file.hpp"

#include <span>
#include <string>
#include <string_view>

namespace ripcord::tidy {

/// No source or script is longer than 400 lines: it holds two ideas.
void check_length(const SourceFile& file, Violations& violations);

/// Every header says `#pragma once`.
void check_pragma_once(const SourceFile& file, Violations& violations);

/// Quoted includes name a file of `tree` from the root, or one that CMake generates.
void check_include_paths(const SourceFile& file,
                         std::span<const SourceFile> tree,
                         Violations& violations);

/// A test's name states a fact: snake_case but for names that are spelled otherwise, more than one
/// word.
void check_test_names(const SourceFile& file, Violations& violations);

/// No folder is named common, misc, utils or the like.
void check_folder_names(const SourceFile& file, Violations& violations);

/// Every folder of `components` has a README.md of at most 30 lines.
void check_readmes(std::span<const std::string> components,
                   std::span<const SourceFile> tree,
                   Violations& violations);

/// Every .cpp of the top folders that `compile_commands`, the text of CMake's compile_commands.json
/// for a source tree at `root`, builds anything of, is built.
void check_dead_files(std::string_view compile_commands,
                      std::string_view root,
                      std::span<const SourceFile> tree,
                      Violations& violations);

}  // namespace ripcord::tidy
